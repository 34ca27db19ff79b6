"""The rehearsal: a made-up team whose past is played through the rules, in a folder that is thrown away."""

import contextlib
import os
import shutil
import signal
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from refine_tui.application.application import Application
from refine_tui.cli.app_context import AppContext
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.deep_dive import StoryField
from refine_tui.domain.dispositions import disposition_by_code
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.people import parse_people
from refine_tui.domain.records import ActionReview, ActionStatus
from refine_tui.domain.session import zone_of
from refine_tui.domain.session_setup import SessionSetup
from refine_tui.domain.transitions import BY_NAME, bind
from refine_tui.domain.triage import triage_question

_PREFIX = "refine-demo-"
_BEGINS = time(10)
_HALF_AN_HOUR = timedelta(minutes=30)


class ScriptedClock:
    """A clock that stands where it was put."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        """The time that it tells; aware, in UTC."""

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    def monotonic(self) -> float:
        """Return the moment in seconds."""
        return self.moment.timestamp()

    def awake(self) -> float:
        """Return the moment in seconds: a script never sleeps."""
        return self.monotonic()


def play_past(context: AppContext, *, agenda: Agenda) -> None:
    """Fill the store with the team, its backlog, the sessions that it had and the one that it planned for today."""
    script = tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))
    now = context.clock.now()
    clock = ScriptedClock(now)
    application = context.open_application(clock)
    events: list[tuple[datetime, Callable[[], object]]] = []
    for days in sorted({row["arrived"] for row in script["item"]}):
        items = tuple(_item(row, now) for row in script["item"] if row["arrived"] == days)
        events.append((now - timedelta(days=days), _arrival(application, script["team"], items)))
    for row in script["session"]:
        starts = _starts(now, row["days_ago"], context.zone)
        opening = _opening(row, script, agenda, context.zone)
        events.append((starts, _played(application, clock, opening, row["steps"], soon=_soon(now))))
    for moment, happens in sorted(events, key=lambda event: event[0]):
        clock.moment = moment
        happens()
    context.close()


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """Make a folder for this process alone, and remove it at the end whatever happens.

    What a rehearsal that was killed has left behind is removed, too.
    """
    _sweep(Path(tempfile.gettempdir()))
    prefix = f"{_PREFIX}{os.getpid()}-"
    with _ended_by_signals(), tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _sweep(place: Path) -> None:
    """Remove our folders of processes that are gone, where the system can tell."""
    if os.name != "posix":
        return
    for folder in place.glob(f"{_PREFIX}*-*"):
        with contextlib.suppress(OSError):
            process = folder.name.removeprefix(_PREFIX).partition("-")[0]
            if folder.lstat().st_uid == os.getuid() and process.isdigit() and not _is_alive(int(process)):
                shutil.rmtree(folder)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Have the signals that end a process unwind it, while the app does not answer for them itself."""
    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _leave) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    raise SystemExit(128 + number)


def _item(row: Mapping[str, Any], now: datetime) -> ImportedItem:
    """Read one item; what it has besides is as old as it says."""
    created = now - timedelta(days=row["age"])
    return ImportedItem(
        key=row["key"],
        title=row["title"],
        type=row["type"],
        status="To Do",
        priority=row["priority"],
        reporter=row["reporter"],
        assignee=row.get("assignee", ""),
        description=row["description"],
        labels=tuple(row["labels"]),
        created=created.isoformat(timespec="seconds"),
        updated=(now - timedelta(days=min(row["age"], row["arrived"]))).isoformat(timespec="seconds"),
        estimate=row.get("estimate", ""),
        acceptance_criteria=tuple(row.get("criteria", ())),
        parent=row.get("parent", ""),
        links=tuple(ItemLink(type=link["type"], key=link["key"]) for link in row.get("links", ())),
    )


def _arrival(application: Application, team: str, items: tuple[ImportedItem, ...]) -> Callable[[], object]:
    return lambda: application.backlogs.import_items(team, ItemImport(items=items, source="jira-csv"))


def _starts(now: datetime, days_ago: int, zone: str) -> datetime:
    """Return ten in the morning, where the people are, so many days ago."""
    here = zone_of(zone)
    day = now.astimezone(here).date() - timedelta(days=days_ago)
    return datetime.combine(day, _BEGINS, here).astimezone(now.tzinfo)


def _soon(now: datetime) -> datetime:
    """Return the next half hour."""
    return now + _HALF_AN_HOUR - timedelta(seconds=now.timestamp() % _HALF_AN_HOUR.total_seconds())


def _opening(row: Mapping[str, Any], script: Mapping[str, Any], agenda: Agenda, zone: str) -> SessionSetup:
    return SessionSetup(
        agenda=agenda,
        team_name=script["team"],
        goal=row["goal"],
        product_goal=script["product_goal"],
        people=parse_people(row.get("people", script["people"])),
        zone=zone,
    )


def _played(
    application: Application,
    clock: ScriptedClock,
    opening: SessionSetup,
    steps: list[dict[str, Any]],
    *,
    soon: datetime,
) -> Callable[[], object]:
    def play() -> None:
        starts = clock.now()
        planned = application.views.next_planned_session(opening.team_name)
        application.lifecycle.start(replace(opening, planned=planned.id if planned else None))
        for step in steps:
            clock.moment = starts + timedelta(minutes=step["at"])
            if step["do"] == "close":
                application.lifecycle.close()
            else:
                application.live.apply(bind(BY_NAME[step["do"]], **_arguments(step, application, starts, soon)))
        application.lifecycle.leave(paused=False)

    return play


def _arguments(step: Mapping[str, Any], application: Application, starts: datetime, soon: datetime) -> dict[str, Any]:
    """Return what a step asks for, as its transition takes it; the session of today is *soon*."""
    asked: dict[str, Any] = {}
    for name, value in step.items():
        match name:
            case "at" | "do":
                pass
            case "item":
                asked["item"] = next(held.id for held in application.live.session.items if held.item.key == value)
            case "due_in":
                asked["due"] = (starts + timedelta(days=value)).date()
            case "next_in":
                asked["at"] = starts + timedelta(days=value) if value else soon
            case _:
                asked[name] = _MEANINGS.get(name, _as_it_stands)(value)
    return asked


def _as_it_stands(value: object) -> object:
    return value


_MEANINGS: dict[str, Callable[[Any], object]] = {
    "disposition": disposition_by_code,
    "field": StoryField,
    "review": ActionReview,
    "question": triage_question,
    "ratings": tuple,
    "status": ActionStatus,
}
