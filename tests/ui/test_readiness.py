"""The Definition of Ready on the screen: it fills itself, people tick and waive, dependencies are flagged."""

from datetime import date

from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency
from refine_tui.domain.deep_dive import mark_not_ready
from refine_tui.domain.transitions import bind
from tests.ui.driving import DEEP_DIVE, Desk, enter, is_asking, line_with, notice, running, shown, typed, write

ROOMY = (160, 50)


def story(desk: Desk) -> BacklogItem:
    """Return the first story of the deep dive as it is saved."""
    return desk.saved().candidates[0].item


async def test_the_checklist_fills_itself_and_ready_tells_which_checks_are_open(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        before = shown(app)
        for key, text in (("1", "Refunds take long"), ("4", "Legal agrees"), ("5", "5"), ("q", "Which zone?")):
            await pilot.press(key)
            await enter(pilot, text)
            await pilot.press(*(["escape"] if key == "4" else []))
        after = shown(app)
        await pilot.press("6")
        asked, undecided = shown(app), desk.saved().candidates[0].outcome
        await pilot.press("1")
        said = notice(app)

    assert "Ready      ○ why  ○ criteria  ○ estimate  ○ small  ○ dependencies  ✓ questions" in before
    assert "Ready      ✓ why  ✓ criteria  ✓ estimate  ○ small  ○ dependencies  ○ questions" in after
    assert "PAY-14 has open checks: small, dependencies, questions" in asked
    assert "1 ready anyway  2 tick them  3 back" in asked
    assert undecided is None
    assert said == "PAY-14 ready, with open checks: small, dependencies, questions   ·   u undo"


async def test_nine_and_a_digit_tick_a_check_and_open_it_again(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("9")
        asked = shown(app)
        await pilot.press("4")
        ticked, marks = line_with(app, "Ready"), story(desk).marks
        await pilot.press("escape")
        said = notice(app)
        await pilot.press("9", "4")
        taken_back = line_with(app, "Ready")

    assert "PAY-14  Checks" in asked
    assert "4 ○ small  5 ○ dependencies  6 ✓ questions  0 waive one" in asked
    assert "✓ small" in ticked
    assert said == "PAY-14: small enough for one sprint ✓   ·   u undo"
    assert marks == (CheckMark(check="small"),)
    assert "○ small" in taken_back
    assert story(desk).marks == ()


async def test_a_check_is_waived_with_name_and_reason_and_stands_again(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("9", "0", "5")
        waiving = shown(app)
        await enter(pilot, "no data yet")
        refused, held, unmarked = shown(app), typed(app), story(desk).marks
        await enter(pilot, "no data yet @ana")
        waived, kept = line_with(app, "Ready"), story(desk).marks
        await pilot.press("escape")
        told = notice(app)
        await pilot.press("9", "5", "escape")
        again = line_with(app, "Ready")

    assert "Waive “dependencies known”: why, and who takes it on?" in waiving
    assert "! A waiver needs a name and a reason: type the reason, then @name" in refused
    assert (held, unmarked) == ("no data yet", ())
    assert "– dependencies, waived by Ana: no data yet" in waived
    assert told == "PAY-14: dependencies known waived by Ana: no data yet   ·   u undo"
    assert kept == (CheckMark(check="dependencies", waived_by="Ana", reason="no data yet"),)
    assert "○ dependencies" in again
    assert story(desk).marks == ()


async def test_a_check_that_nobody_can_tick_says_why_beside_the_checks(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("8")
        await enter(pilot, "Ledger API")
        await pilot.press("9", "1")
        open_check = shown(app)
        await pilot.press("6")
        met = shown(app)
        await pilot.press("5")
        dependency, marks = shown(app), story(desk).marks
        await pilot.press("4", "0", "6")
        unwaivable = shown(app)

    assert "why is stated: no why – fill it in the story, or press 0 to waive the check" in open_check
    assert "no open question: met by what the story says" in met
    assert "dependencies known: Ledger API: by whom, by when? – fill it in the story" in dependency
    assert marks == ()
    assert "no open question: met, so there is nothing to waive" in unwaivable


async def test_the_question_of_open_checks_leads_to_the_ticks_and_back(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("6", "2", "4", "5", "escape")
        asked, marks = shown(app), story(desk).marks
        await pilot.press("3")
        asks = is_asking(app)

    assert "PAY-14 has open checks: why, criteria, estimate" in asked
    assert marks == (CheckMark(check="small"), CheckMark(check="dependencies"))
    assert not asks
    assert desk.saved().candidates[0].outcome is None


async def test_the_line_of_a_waiver_is_read_while_one_types(desk: Desk) -> None:
    """A name that is not on the list says so, and tab completes one that is."""
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("9", "0", "5")
        await write(pilot, "no data until fri @ann")
        unknown = line_with(app, "→")
        await write(pilot, "no data until fri @an")
        await pilot.press("tab")
        completed = line_with(app, "→")
        await pilot.press("enter")

    assert "→ “no data until fri” · ann · ann is not on the list" in unknown
    assert "→ “no data until fri” · Ana" in completed
    assert [(mark.waived_by, mark.reason) for mark in story(desk).marks] == [("Ana", "no data until fri")]


async def test_without_a_reason_nothing_is_waived_and_the_line_says_so(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("9", "0", "5", "enter")
        empty = shown(app)
        await enter(pilot, "@ana")
        nameless, held = shown(app), typed(app)

    assert "! A waiver needs a reason: type the reason, then @name" in empty
    assert "! A waiver needs a reason: type the reason, then @name" in nameless
    assert held == "@ana"
    assert story(desk).marks == ()


async def test_a_dependency_is_flagged_with_its_gaps_and_removed(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("8")
        await enter(pilot, "Ledger API")
        loose, told = shown(app), notice(app)
        await pilot.press("8")
        await enter(pilot, "Card scheme @ben due 4 dec")
        flagged, saved = shown(app), story(desk).dependencies
        told_whole = notice(app)
        await pilot.press("k", "delete")
        seen, said = shown(app), notice(app)

    assert told == "PAY-14 depends on Ledger API · by whom? · by when?   ·   u undo"
    assert told_whole == "PAY-14 depends on Card scheme   ·   u undo"
    assert "Needs      Ledger API  by whom?  by when?" in loose
    assert "○ dependencies" in loose
    assert "Card scheme  Ben  by Fri 4 Dec" in flagged
    card_scheme = Dependency(text="Card scheme", who="Ben", by=date(2026, 12, 4))
    assert saved == (Dependency(text="Ledger API"), card_scheme)
    assert said == "PAY-14: dependency removed   ·   u undo"
    assert "Ledger API" not in seen
    assert "Needs      Card scheme" in seen
    assert "✓ dependencies" in seen
    assert story(desk).dependencies == (card_scheme,)


async def test_capital_j_and_k_move_a_story_among_the_others_and_capital_t_to_the_top(desk: Desk) -> None:
    app = desk.begun(candidates=3, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("J")
        later, said = shown(app), notice(app)
        order = [item.label for item in desk.saved().candidates]
        await pilot.press("J", "J", "K", "K", "K")
        sooner, first = shown(app), notice(app)
        await pilot.press("J", "J", "T")
        top = shown(app)

    assert said == "PAY-14 is story 2 of 3, after PAY-15   ·   u undo"
    assert first == "PAY-14 is story 1 of 3, before PAY-15"
    assert "· PAY-15   ▶ PAY-14   · PAY-16" in later
    assert "story 2 of 3" in later
    assert "PAY-14  Pay with a saved card" in later
    assert order == ["PAY-15", "PAY-14", "PAY-16"]
    assert "▶ PAY-14   · PAY-15   · PAY-16" in sooner
    assert "▶ PAY-14   · PAY-15   · PAY-16" in top
    assert [item.label for item in desk.saved().candidates] == ["PAY-14", "PAY-15", "PAY-16"]


async def test_the_strip_names_the_stories_in_their_order_with_what_became_of_each(desk: Desk) -> None:
    app = desk.begun(candidates=3, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("J", "right", "7")
        await enter(pilot, "No design yet")
        await pilot.press("left", "6", "1", "left")
        strip = line_with(app, "story 1 of 3")

    assert "▶ PAY-15   ○ PAY-14   × PAY-16" in strip


async def test_a_story_that_comes_again_tells_how_often_how_long_and_how_it_ended(desk: Desk) -> None:
    with desk.facilitating(new=0, candidates=1, phase=DEEP_DIVE) as facilitator:
        desk.clock.advance(minutes=9)
        facilitator.apply(bind(mark_not_ready, item=1, reason="No design yet"))
        facilitator.close()
    app = desk.started()

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket")
        seen = shown(app)

    assert "story 1 of 1" in seen
    assert "2nd session, 9 min before this session, last time: not ready" in seen
