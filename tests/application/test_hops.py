"""How many functions of ours lie between a use case and the row that it writes."""

import inspect
from pathlib import Path

import pytest
import sqlalchemy as sa

from refine_tui.domain.dispositions import Disposition
from refine_tui.domain.recording import add_decision
from refine_tui.domain.session import Transition
from refine_tui.domain.transitions import bind
from refine_tui.domain.triage import set_disposition
from tests.driver import StoreDriver
from tests.support import a_started_session

SOURCE = str(Path(__file__).parents[2] / "src" / "refine_tui")
MOST_HOPS = 5


@pytest.mark.parametrize(
    ("transition", "statement"),
    [
        (bind(add_decision, text="Refunds wait"), "INSERT INTO decision"),
        (bind(set_disposition, item=1, disposition=Disposition.LATER), "UPDATE session_item"),
    ],
    ids=["record a decision", "set a disposition"],
)
def test_from_the_use_case_to_the_row_there_are_few_hops(
    store: StoreDriver, transition: Transition, statement: str
) -> None:
    """The names are those that ARCHITECTURE.md lists."""
    session = a_started_session(store)
    hops: list[list[str]] = []

    def executed(_c: object, _r: object, text: str, *_: object) -> None:
        if text.startswith(statement):
            names = [f"{Path(frame.filename).stem}.{frame.function}" for frame in inspect.stack() if _is_ours(frame)]
            hops.append(names[::-1])

    sa.event.listen(sa.Engine, "before_cursor_execute", executed)
    try:
        session.apply(transition)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", executed)

    [path] = hops
    assert len(path) <= MOST_HOPS, path
    assert path[0] == "live_session.apply"
    assert path[-1].startswith("row_writer.")
    architecture = (Path(SOURCE).parents[1] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for name in path:
        assert f"`{name}`" in architecture, name


def _is_ours(frame: inspect.FrameInfo) -> bool:
    return frame.filename.startswith(SOURCE) and frame.function != "<lambda>"
