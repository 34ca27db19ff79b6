"""The Definition of Ready on the screen: it fills itself, people tick and waive, dependencies are flagged."""

from datetime import date

from refine_tui.domain.backlog_item import BacklogItem, CheckMark, Dependency
from refine_tui.domain.deep_dive import mark_not_ready
from refine_tui.domain.transitions import bind
from tests.ui.driving import DEEP_DIVE, Desk, enter, line_with, notice, running, shown, typed, write

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
        said = notice(app)

    for words in ("why is stated  no why", "acceptance criteria exist  no acceptance criteria", "estimated  no"):
        assert f"○   {words}" in before
    assert "✓   no open question" in before
    assert "Ready? ○ 1 of 6 · missing: why, criteria," in before
    for words in ("why is stated", "acceptance criteria exist", "estimated"):
        assert f"✓   {words}" in after
    assert "○   no open question  Q1 open" in after
    assert "Ready? ○ 3 of 6 · missing: small, dependencies," in after
    assert said == "PAY-14 ready, with open checks: small, dependencies, questions   ·   u undoes"


async def test_a_check_is_ticked_waived_with_name_and_reason_and_stands_again(desk: Desk) -> None:
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press(*["j"] * 6, "enter")
        asked = shown(app)
        await pilot.press("1")
        ticked, said, marks = line_with(app, "small enough"), notice(app), story(desk).marks
        await pilot.press("enter")
        taken_back = line_with(app, "small enough")
        await pilot.press("j", "enter", "2")
        waiving = shown(app)
        await enter(pilot, "no data yet")
        refused, held, unmarked = shown(app), typed(app), story(desk).marks
        await enter(pilot, "no data yet @ana")
        waived, kept = line_with(app, "dependencies known"), story(desk).marks
        await pilot.press("enter")
        again, none = line_with(app, "dependencies known"), story(desk).marks

    assert "PAY-14  small enough for one sprint?" in asked
    assert "1 yes  2 waive it" in asked
    assert "▶ ✓   small enough for one sprint" in ticked
    assert said == "PAY-14: small enough for one sprint ✓   ·   u undoes"
    assert marks == (CheckMark(check="small"),)
    assert "○   small enough for one sprint  not confirmed yet" in taken_back
    assert "Waive “dependencies known”: why, and who takes it on?" in waiving
    assert "! A waiver needs a name and a reason: type the reason, then @name" in refused
    assert (held, unmarked) == ("no data yet", ())
    assert "▶ –   dependencies known  waived by Ana: no data yet" in waived
    assert kept == (CheckMark(check="dependencies", waived_by="Ana", reason="no data yet"),)
    assert "○   dependencies known  not checked whether there are any" in again
    assert none == ()


async def test_the_line_of_a_waiver_is_read_while_one_types(desk: Desk) -> None:
    """A name that is not on the list says so, and tab completes one that is."""
    app = desk.begun(candidates=1, phase=DEEP_DIVE)

    async with running(app, size=ROOMY) as pilot:
        await pilot.press(*["j"] * 7, "enter", "2")
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
        await pilot.press(*["j"] * 7, "enter", "2", "enter")
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
        await pilot.press(*["j"] * 9, "delete")
        seen, said = shown(app), notice(app)

    assert told == "PAY-14 depends on Ledger API · by whom? · by when?   ·   u undoes"
    assert told_whole == "PAY-14 depends on Card scheme   ·   u undoes"
    assert "→   Ledger API  by whom?  by when?" in loose
    assert "○   dependencies known  Ledger API: by whom, by when?" in loose
    assert "→   Card scheme  Ben  by Fri 4 Dec" in flagged
    card_scheme = Dependency(text="Card scheme", who="Ben", by=date(2026, 12, 4))
    assert saved == (Dependency(text="Ledger API"), card_scheme)
    assert said == "PAY-14: dependency removed   ·   u undoes"
    assert "Ledger API" not in seen
    assert "✓   dependencies known" in seen
    assert story(desk).dependencies == (card_scheme,)


async def test_capital_j_and_k_move_a_story_among_the_others(desk: Desk) -> None:
    app = desk.begun(candidates=3, phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("J")
        later, said = shown(app), notice(app)
        order = [item.label for item in desk.saved().candidates]
        await pilot.press("J", "J", "K", "K", "K")
        sooner, first = shown(app), notice(app)

    assert said == "PAY-14 is story 2 of 3, after PAY-15   ·   u undoes"
    assert first == "PAY-14 is story 1 of 3, before PAY-15   ·   u undoes"
    assert "Story 2 of 3" in later
    assert "PAY-14  Pay with a saved card" in later
    assert order == ["PAY-15", "PAY-14", "PAY-16"]
    assert "Story 1 of 3" in sooner
    assert [item.label for item in desk.saved().candidates] == ["PAY-14", "PAY-15", "PAY-16"]


async def test_a_very_wide_screen_lists_the_stories_in_their_order(desk: Desk) -> None:
    app = desk.begun(candidates=3, phase=DEEP_DIVE)

    async with running(app, size=(220, 50)) as pilot:
        await pilot.press("J", "right", "7")
        await enter(pilot, "No design yet")
        listed = [line.strip()[:9] for line in shown(app).splitlines() if line.strip()[2:5] == "PAY"]

    assert listed[:3] == ["▶ PAY-15 ", "· PAY-14 ", "○ PAY-16 "]


async def test_a_story_that_comes_again_tells_how_often_how_long_and_how_it_ended(desk: Desk) -> None:
    with desk.facilitating(new=0, candidates=1, phase=DEEP_DIVE) as facilitator:
        desk.clock.advance(minutes=9)
        facilitator.apply(bind(mark_not_ready, item=1, reason="No design yet"))
        facilitator.close()
    app = desk.started()

    async with running(app, size=ROOMY) as pilot:
        await pilot.press("right_square_bracket", "right_square_bracket")
        seen = shown(app)

    assert "Story 1 of 1" in seen
    assert "here for the 2nd time · 9 min so far · last time not ready" in seen
