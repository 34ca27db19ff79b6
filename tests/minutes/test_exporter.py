"""The formats of one export."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from refine_tui.minutes.exporter import Exporter
from refine_tui.minutes.formats import FORMATS
from tests.minutes.building import START, running_session


def ticking() -> Iterator[datetime]:
    """Yield a later time for each look at the clock."""
    return (START + timedelta(minutes=minute) for minute in count(10))


def test_all_formats_of_an_export_are_rendered_from_one_document(tmp_path: Path) -> None:
    """Of a running session too, whose times depend on when the clock is read."""
    times = ticking()
    exporter = Exporter(folder=tmp_path, templates_folder=None, now=lambda: next(times), invitation=lambda *_: 0)

    rendered = exporter.all_texts(running_session()[0])

    assert next(times) == START + timedelta(minutes=11)
    assert {kind.name for kind, _ in rendered.texts} | {line.split(":")[0] for line in rendered.skipped} == set(FORMATS)
