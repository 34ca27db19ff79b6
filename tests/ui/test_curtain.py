"""The curtain and the presenter layout: what the room sees is the facilitator's choice."""

from tests.ui.driving import TRIAGE, Desk, running, shown


async def test_the_curtain_covers_all_but_title_phase_and_clock_until_it_is_opened(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app) as pilot:
        await pilot.press("c")
        covered = shown(app)
        await pilot.press("d", *"Secret", "enter")
        behind = shown(app)
        await pilot.press("c")
        uncovered = shown(app)

    for words in ("Payments", "▶ Triage", "ends"):
        assert words in covered
    for words in ("PAY-11", "deep dive", "Recorded", "decision"):
        assert words not in covered
    assert "Secret" not in behind
    assert "Secret" in uncovered
    assert [decision.text for decision in desk.saved().decisions] == ["Secret"]


async def test_the_presenter_layout_has_eighty_columns_in_any_window_and_goes_again(desk: Desk) -> None:
    app = desk.begun(phase=TRIAGE)

    async with running(app, size=(160, 44)) as pilot:
        before = shown(app)
        await pilot.press("P")
        await pilot.pause()
        presented = shown(app)
        await pilot.press("P")
        await pilot.pause()
        after = shown(app)

    assert max(map(len, presented.splitlines())) <= 80
    assert "PAY-11" in presented
    assert "? keys" in presented
    assert after == before
