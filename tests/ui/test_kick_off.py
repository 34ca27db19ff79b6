"""The kick-off: goal, product goal, who is here."""

from refine_tui.domain.people import format_people
from tests.ui.driving import DEEP_DIVE, Desk, enter, line_with, notice, running, shown, typed


async def test_the_kick_off_shows_the_goal_who_is_here_and_what_to_ask(desk: Desk) -> None:
    app = desk.begun(new=3, candidates=2)

    async with running(app):
        seen = shown(app)

    assert "3 new items · 2 for the deep dive today" in seen
    assert "Goal  Top three checkout stories ready for sprint 42" in seen
    assert "✓ Ana    Product Owner" in seen
    assert "What must be different when we leave?" in seen


async def test_one_states_the_goal_and_two_the_product_goal(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("1")
        held = typed(app)
        await enter(pilot, "One story ready")
        header, said = line_with(app, "Goal"), notice(app)
        await pilot.press("2")
        await enter(pilot, "Fewer returns")
        seen = shown(app)

    assert held == "Top three checkout stories ready for sprint 42"
    assert "Goal  One story ready" in header
    assert said == "Session goal: One story ready   ·   u undo"
    assert "Fewer returns" in seen
    assert (desk.saved().goal, desk.saved().product_goal) == ("One story ready", "Fewer returns")


async def test_three_says_who_is_here_and_keeps_the_roles(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("3")
        held = typed(app)
        await enter(pilot, "ana, Dora (Stakeholder), -Eli")
        seen = shown(app)

    assert held == "Ana (PO), Ben (Dev), Chloé (Dev)"
    assert "✓ Dora  Stakeholder" in seen
    assert "– Eli   Developer · away" in seen
    assert format_people(desk.saved().people) == "Ana (PO), Dora (Stakeholder), -Eli (Dev)"


async def test_enter_on_a_name_says_that_somebody_is_away_and_here_again(desk: Desk) -> None:
    app = desk.begun()

    async with running(app) as pilot:
        await pilot.press("j", "j", "j")
        marked = line_with(app, "Ben")
        await pilot.press("enter")
        away, saved = line_with(app, "Ben"), desk.saved().people[1].present
        await pilot.press("enter")
        here = line_with(app, "Ben")

    assert "▶ ✓ Ben" in marked
    assert "– Ben    Developer · away" in away
    assert not saved
    assert "✓ Ben    Developer" in here
    assert desk.saved().people[1].present


async def test_w_notes_who_comes_and_goes_in_any_phase(desk: Desk) -> None:
    app = desk.begun(phase=DEEP_DIVE)

    async with running(app) as pilot:
        await pilot.press("w")
        asked = shown(app)
        await pilot.press("2")
        left = [person.present for person in desk.saved().people]
        await pilot.press("w", "0")
        await enter(pilot, "Tom (UX)")
        said = notice(app)
        await pilot.press("w")
        seen = shown(app)

    assert "1 ✓ Ana  2 ✓ Ben  3 ✓ Chloé  0 somebody else" in asked
    assert left == [True, False, True]
    assert said == "Tom is here, since 10:00   ·   u undo"
    assert (desk.saved().people[-1].role_words, desk.saved().people[1].left_at) == ("UX", desk.clock.now())
    assert "1 ✓ Ana  2 – Ben  3 ✓ Chloé  4 ✓ Tom  0 somebody else" in seen


async def test_what_is_missing_at_the_kick_off_says_which_key_adds_it(desk: Desk) -> None:
    app = desk.started(goal="", product_goal="", people=())

    async with running(app):
        seen = shown(app)

    assert "Goal  not stated yet" in seen
    assert "Session goal press 1: what must be different?" in seen
    assert "Product goal press 2: which goal or metric is it for?" in seen
    assert "nobody yet: press 3" in seen
    assert "No items yet: i imports some" in seen
