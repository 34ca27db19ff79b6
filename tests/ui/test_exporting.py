"""What a session came to, in every format: shown, copied, saved, all from one screen."""

from refine_tui.domain.deep_dive import mark_ready, set_estimate
from refine_tui.domain.recording import add_decision
from refine_tui.domain.transitions import bind
from refine_tui.minutes.formats import FORMATS
from tests.ui.driving import DEEP_DIVE, KICK_OFF, Desk, notice, running, shown


async def test_the_arrows_go_through_every_format_and_come_back_to_the_minutes(desk: Desk) -> None:
    with desk.facilitating(new=1, candidates=1, phase=DEEP_DIVE) as facilitator:
        facilitator.apply(bind(add_decision, text="Refunds wait", because="the ledger cannot book them"))
    app = desk.resumed()
    seen = {}

    async with running(app) as pilot:
        await pilot.press("m")
        first = shown(app)
        for name in [*list(FORMATS)[1:], "markdown"]:
            await pilot.press("right")
            seen[name] = shown(app)
        await pilot.press("left", "left")
        before_last = shown(app)

    assert "markdown   the full minutes, for wikis and repositories   ·   format 1 of 9" in first
    assert "Refunds wait" in first
    assert seen["markdown"].splitlines()[1:-2] == first.splitlines()[1:-2]
    for name in FORMATS:
        assert f"{name}   {FORMATS[name].about}" in seen[name]
    assert "<!doctype html>" in seen["html"].casefold()
    assert '"text": "Refunds wait"' in seen["json"] or '"session"' in seen["json"]
    assert "No next session" in seen["ics"] or "next session" in seen["ics"].casefold()
    assert list(FORMATS)[-2] in before_last


async def test_y_copies_what_is_shown_and_tells_the_way_that_always_works(desk: Desk) -> None:
    app = desk.begun(new=1)

    async with running(app) as pilot:
        await pilot.press("m", "right", "y")
        said, copied = notice(app), app.clipboard
        await pilot.press("1")
        saved = notice(app)

    (path,) = desk.minutes_folder.glob("*-short.txt")
    assert (
        said == f"Copied {len(copied.splitlines())} lines to the clipboard. If it does not arrive: 1 saves it as a file"
    )
    assert copied == path.read_text(encoding="utf-8")
    assert saved.startswith(f"Saved: {path.name}   ·   in ")


async def test_two_saves_every_format_that_has_something_to_say(desk: Desk) -> None:
    app = desk.begun(new=1)

    async with running(app) as pilot:
        await pilot.press("m", "2")
        said = notice(app)
        await pilot.press("2")
        again = notice(app)

    names = sorted(path.name for path in desk.minutes_folder.iterdir() if not path.name.startswith("."))
    assert said == again
    assert said.startswith(f"Saved {len(names)} files in {desk.minutes_folder}")
    assert "without ics" in said
    assert {name.partition("-refinement-")[2] for name in names} >= {
        "minutes.md",
        "minutes.html",
        "short.txt",
        "items.csv",
    }
    assert "2026-11-27-payments-refinement-minutes.md" in names


async def test_a_format_without_anything_to_say_says_so_and_copies_nothing(desk: Desk) -> None:
    app = desk.begun(new=1)

    async with running(app) as pilot:
        await pilot.press("m", *["right"] * list(FORMATS).index("ics"))
        seen = shown(app)
        await pilot.press("y")
        said = notice(app)
        await pilot.press("1")
        refused = notice(app)

    assert "next session" in seen
    assert said == "There is nothing to copy."
    assert refused.startswith("!")
    assert not desk.minutes_folder.exists() or not list(desk.minutes_folder.glob("*.ics"))


async def test_y_in_the_session_copies_what_was_settled_about_the_open_item(desk: Desk) -> None:
    with desk.facilitating(new=0, candidates=1, phase=DEEP_DIVE) as facilitator:
        item = facilitator.session.candidates[0].id
        facilitator.apply(bind(set_estimate, item=item, value="5"))
        facilitator.apply(bind(mark_ready, item=item))
    app = desk.resumed()

    async with running(app) as pilot:
        await pilot.press("y")
        said, copied = notice(app), app.clipboard

    assert said.startswith("PAY-11: Copied ")
    assert "Estimate: 5" in copied


async def test_y_without_an_open_item_says_where_to_copy_the_minutes(desk: Desk) -> None:
    app = desk.begun(new=1, phase=KICK_OFF)

    async with running(app) as pilot:
        await pilot.press("y")
        said = notice(app)

    assert said == "No item is open to copy. m shows the minutes, and y copies those there."
    assert app.clipboard == ""
