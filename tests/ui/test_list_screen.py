"""What the screens with a list have in common: the keys that move the mark or scroll, and where the mark stays."""

from collections.abc import Sequence
from typing import Any

import pytest
from rich.text import Text
from textual.geometry import Region

from refine_tui.domain.recording import add_action
from refine_tui.domain.transitions import bind
from refine_tui.ui.app import RefineApp
from refine_tui.ui.list_screen import ListScreen
from refine_tui.ui.widgets.columns import columns
from refine_tui.ui.widgets.key_bar import Key
from refine_tui.ui.widgets.row_list import Row, RowList
from refine_tui.ui.widgets.screen_header import HeaderContent
from tests.ui.driving import Desk, line_with, running, shown


def many_actions(desk: Desk, count: int = 60) -> None:
    """Close a session with so many action items."""
    with desk.facilitating(new=0) as facilitator:
        for number in range(1, count + 1):
            facilitator.apply(bind(add_action, text=f"Task {number}", owner="Ben"))
        facilitator.close()


async def test_the_same_keys_move_the_mark_by_a_row_a_page_and_to_the_ends(desk: Desk) -> None:
    many_actions(desk)
    app = desk.app()
    marked = []

    async with running(app) as pilot:
        await pilot.press("3")
        for key in ("j", "down", "k", "end", "down", "home", "up"):
            await pilot.press(key)
            marked.append(line_with(app, "▶").split()[1])
        await pilot.press("pagedown")
        down = int(line_with(app, "▶").split()[1][1:])
        await pilot.press("pageup")
        up = line_with(app, "▶").split()[1]

    assert marked == ["A2", "A3", "A2", "A60", "A60", "A1", "A1"]
    assert 10 < down < 40
    assert up == "A1"


async def test_where_the_marked_row_moves_away_it_stays_marked(desk: Desk) -> None:
    many_actions(desk, 3)
    app = desk.app()

    async with running(app) as pilot:
        await pilot.press("3", "1")
        seen = line_with(app, "▶")
        await pilot.press("home", "j", "2")
        other = line_with(app, "▶")

    assert "A1    Task 1  Ben" in seen
    assert "A3    Task 3  Ben" in other


class Numbers(ListScreen[None, int]):
    """A list whose rows a test changes."""

    def __init__(self, *numbers: int, first: str = "") -> None:
        super().__init__()
        self.numbers = numbers
        self.first = first

    def header(self) -> HeaderContent:
        return HeaderContent(title="Numbers")

    def list_rows(self) -> Sequence[Row[int]]:
        first: list[Row[int]] = [Row(content=Text(self.first, overflow="fold"))] if self.first else []
        rows = [columns("", Text(), Text(f"no {number}"), width=1, palette=self.palette) for number in self.numbers]
        return first + [Row(content=row, target=number) for row, number in zip(rows, self.numbers, strict=True)]

    def keys(self) -> Sequence[Key]:
        return ()


@pytest.mark.parametrize(("numbers", "marked"), [((9, 3, 1, 2), 3), ((1, 2, 4), 4), ((1, 2), 2), ((5,), 5), ((), None)])
async def test_where_the_marked_row_is_gone_the_one_in_its_place_is_marked(
    app: RefineApp, numbers: tuple[int, ...], marked: int | None
) -> None:
    async with running(app) as pilot:
        screen = Numbers(1, 2, 3, 4)
        await app.push_screen(screen)
        screen.mark(3)
        screen.numbers = numbers
        screen.show_list()
        await pilot.pause()
        seen = line_with(app, "▶").split()

    assert screen.marked == marked
    assert seen == (["▶", "no", str(marked)] if marked else [])


async def test_where_no_row_can_be_chosen_the_same_keys_scroll(desk: Desk) -> None:
    many_actions(desk)
    app = desk.app()

    async with running(app) as pilot:
        await pilot.press("enter")
        top = shown(app)
        await pilot.press("end")
        end = shown(app)
        await pilot.press("pageup", "up", "home")
        again = shown(app)

    assert "Task 1 " in top
    assert "Time by phase" in end
    assert "Task 1 " not in end
    assert again == top


@pytest.mark.parametrize("width", range(76, 84))
async def test_the_bar_beside_a_long_list_covers_no_character(desk: Desk, width: int) -> None:
    many_actions(desk)
    text = "".join(f"w{number:02}," for number in range(60))
    app = desk.app()

    async with running(app, size=(width, 24)) as pilot:
        await app.push_screen(Numbers(*range(40), first=text))
        await pilot.pause()
        seen = "".join(line[2 : width - 3].rstrip() for line in shown(app).splitlines()[1:8])

    assert text in seen


async def test_the_list_has_air_in_a_tall_terminal_and_none_in_a_low_one(desk: Desk) -> None:
    many_actions(desk, 1)
    app = desk.app()

    async with running(app, size=(80, 24)) as pilot:
        low = shown(app).splitlines()
        await pilot.resize_terminal(80, 36)
        await pilot.pause()
        tall = shown(app).splitlines()

    assert low[0].startswith("  refine")
    assert low[1].startswith("  Payments")
    assert tall[0] == ""
    assert tall[1].startswith("  refine")
    assert tall[4].startswith("  Payments")


async def test_the_list_is_as_wide_as_the_screen(desk: Desk) -> None:
    many_actions(desk, 1)
    app = desk.app()

    async with running(app):
        assert app.screen.query_one(RowList).outer_size.width == app.size.width


async def test_at_another_width_the_whole_list_is_painted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the changed cells are sent: what stood where the bar is now would stay there."""
    many_actions(desk, 1)
    app = desk.app()
    painted: list[tuple[Region, ...]] = []

    async with running(app) as pilot:
        rows = app.screen.query_one(RowList)
        refresh = rows.refresh

        def record(*regions: Region, **options: Any) -> RowList:
            painted.append(regions)
            return refresh(*regions, **options)

        monkeypatch.setattr(rows, "refresh", record)
        await pilot.resize_terminal(110, 36)
        await pilot.pause()

    assert () in painted
