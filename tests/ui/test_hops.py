"""How many functions of ours lie between a key and the row that it writes."""

import inspect
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.ui.driving import TRIAGE, Desk, enter, running

SOURCE = Path(__file__).parents[2] / "src" / "refine_tui"
MOST_HOPS = 10
KEY = "screen.action_command"
"""What a key calls; it starts a flow, so it is no longer on the stack when the flow writes."""


@pytest.mark.parametrize(
    ("key", "text", "statement"),
    [("d", "Refunds wait", "INSERT INTO decision"), ("plus", "", "UPDATE phase")],
    ids=["record a decision", "a minute more"],
)
async def test_from_a_key_to_the_row_there_are_few_hops(desk: Desk, key: str, text: str, statement: str) -> None:
    """The names are those that ARCHITECTURE.md lists."""
    app = desk.begun(phase=TRIAGE)
    hops: list[list[str]] = []

    def executed(_c: object, _r: object, sql: str, *_: object) -> None:
        if sql.startswith(statement):
            names = [f"{Path(frame.filename).stem}.{frame.function}" for frame in inspect.stack() if is_ours(frame)]
            hops.append([KEY, *names[::-1]])

    async with running(app) as pilot:
        sa.event.listen(sa.Engine, "before_cursor_execute", executed)
        try:
            await pilot.press(key)
            if text:
                await enter(pilot, text)
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", executed)

    path = hops[0]
    assert len(path) <= MOST_HOPS, path
    assert path[-1].startswith("row_writer.")
    if text:
        architecture = (SOURCE.parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
        assert [name for name in path if f"`{name}`" not in architecture] == []


def is_ours(frame: inspect.FrameInfo) -> bool:
    """Return whether a frame is one of the program's functions; a lambda is a part of the one that made it."""
    return Path(frame.filename).is_relative_to(SOURCE) and frame.function not in ("<lambda>", "<listcomp>")
