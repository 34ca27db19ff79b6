"""The demo: a made-up team whose past sessions are created by real use cases, in a temporary folder."""

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn

from refine_tui.application.application import Application
from refine_tui.cli.app_context import AppContext
from refine_tui.cli.demo_script import ScriptTable, read_script
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.backlog_item import ImportedItem, ItemLink
from refine_tui.domain.deep_dive import StoryField
from refine_tui.domain.dispositions import disposition_by_code
from refine_tui.domain.item_import import ItemImport
from refine_tui.domain.people import parse_people
from refine_tui.domain.records import ActionReview, ActionStatus
from refine_tui.domain.session import zone_of
from refine_tui.domain.session_setup import SessionSetup
from refine_tui.domain.transitions import TRANSITIONS_BY_NAME, bind
from refine_tui.domain.triage import triage_question

_PREFIX = "refine-demo-"
_SESSION_TIME = time(10)
_HALF_AN_HOUR = timedelta(minutes=30)


class ManualClock:
    """A clock that shows the time to which it is set, and does not advance."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        """The current time (aware, UTC)."""

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    def monotonic(self) -> float:
        """Return the moment in seconds."""
        return self.moment.timestamp()

    def awake(self) -> float:
        """Return the moment in seconds: this clock never sleeps."""
        return self.monotonic()


def play_demo_script(context: AppContext, *, agenda: Agenda) -> None:
    """Fill the store with the team, its backlog, its past sessions and the session planned for today."""
    script = read_script()
    rows = script.tables("item")
    now = context.clock.now()
    clock = ManualClock(now)
    application = context.open_application(clock)
    events: list[tuple[datetime, Callable[[], object]]] = []
    for days in sorted({row.number("arrived") for row in rows}):
        items = tuple(_item(row, now) for row in rows if row.number("arrived") == days)
        events.append((now - timedelta(days=days), _import_event(application, script.text("team"), items)))
    for row in script.tables("session"):
        start = _session_start(now, row.number("days_ago"), context.zone)
        setup = _setup(row, script, agenda, context.zone)
        events.append(
            (start, _session_event(application, clock, setup, row.tables("steps"), today_start=_next_half_hour(now)))
        )
    for moment, event in sorted(events, key=lambda pair: pair[0]):
        clock.moment = moment
        event()
    context.close()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Create a temporary folder for this process, and remove it at the end, also after signals and errors.

    Folders of demos that were killed are removed too.
    """
    _remove_old_folders(Path(tempfile.gettempdir()))
    prefix = f"{_PREFIX}{os.getpid()}-"
    with _exit_on_signals(), tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        yield Path(name)


def _remove_old_folders(place: Path) -> None:
    """Remove the demo folders of processes that no longer run; on systems other than POSIX do nothing."""
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
def _exit_on_signals() -> Iterator[None]:
    """Raise SystemExit on signals that end the process, so that the temporary folder is removed."""
    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    old_handlers = {number: signal.signal(number, _exit) for number in signals}
    try:
        yield
    finally:
        for number, handler in old_handlers.items():
            signal.signal(number, handler)


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    raise SystemExit(128 + number)


def _item(row: ScriptTable, now: datetime) -> ImportedItem:
    """Return the item of one row of the script; its dates count back from *now*."""
    age = row.number("age")
    created = now - timedelta(days=age)
    return ImportedItem(
        key=row.text("key"),
        title=row.text("title"),
        type=row.text("type"),
        status="To Do",
        priority=row.text("priority"),
        reporter=row.text("reporter"),
        assignee=row.text("assignee", default=""),
        description=row.text("description"),
        labels=row.texts("labels"),
        created=created.isoformat(timespec="seconds"),
        updated=(now - timedelta(days=min(age, row.number("arrived")))).isoformat(timespec="seconds"),
        estimate=row.text("estimate", default=""),
        acceptance_criteria=row.texts("criteria", default=[]),
        parent=row.text("parent", default=""),
        links=tuple(ItemLink(type=link.text("type"), key=link.text("key")) for link in row.tables("links", default=[])),
    )


def _import_event(application: Application, team: str, items: tuple[ImportedItem, ...]) -> Callable[[], object]:
    return lambda: application.backlogs.import_items(team, ItemImport(items=items, source="jira-csv"))


def _session_start(now: datetime, days_ago: float, zone: str) -> datetime:
    """Return `_SESSION_TIME` in this time zone, *days_ago* days before *now* (aware, in the zone of *now*)."""
    time_zone = zone_of(zone)
    day = now.astimezone(time_zone).date() - timedelta(days=days_ago)
    return datetime.combine(day, _SESSION_TIME, time_zone).astimezone(now.tzinfo)


def _next_half_hour(now: datetime) -> datetime:
    """Return the next full or half hour after *now*."""
    return now + _HALF_AN_HOUR - timedelta(seconds=now.timestamp() % _HALF_AN_HOUR.total_seconds())


def _setup(row: ScriptTable, script: ScriptTable, agenda: Agenda, zone: str) -> SessionSetup:
    return SessionSetup(
        agenda=agenda,
        team_name=script.text("team"),
        goal=row.text("goal"),
        product_goal=script.text("product_goal"),
        people=parse_people(row.text("people", default=script.text("people"))),
        zone=zone,
    )


def _session_event(
    application: Application,
    clock: ManualClock,
    setup: SessionSetup,
    steps: tuple[ScriptTable, ...],
    *,
    today_start: datetime,
) -> Callable[[], object]:
    def play() -> None:
        start = clock.now()
        planned = application.views.next_planned_session(setup.team_name)
        application.lifecycle.start(replace(setup, planned=planned.id if planned else None))
        for step in steps:
            clock.moment = start + timedelta(minutes=step.number("at"))
            if (name := step.text("do")) == "close":
                application.lifecycle.close()
            else:
                application.live.apply(
                    bind(TRANSITIONS_BY_NAME[name], **_arguments(step, application, start, today_start))
                )
        application.lifecycle.leave(paused=False)

    return play


def _arguments(
    step: ScriptTable, application: Application, start: datetime, today_start: datetime
) -> dict[str, object]:
    """Return the arguments of a step's transition; *today_start* is the start of the session planned for today."""
    arguments: dict[str, object] = {}
    for name, value in step.values.items():
        match name:
            case "at" | "do":
                pass
            case "item":
                arguments["item"] = next(item.id for item in application.live.session.items if item.item.key == value)
            case "due_in":
                arguments["due"] = (start + timedelta(days=step.number(name))).date()
            case "next_in":
                days = step.number(name)
                arguments["at"] = start + timedelta(days=days) if days else today_start
            case "ratings":
                arguments[name] = step.numbers(name)
            case _:
                parse = _PARSERS.get(name)
                arguments[name] = parse(step.text(name)) if parse else value
    return arguments


_PARSERS: dict[str, Callable[[str], object]] = {
    "disposition": disposition_by_code,
    "field": StoryField,
    "review": ActionReview,
    "question": triage_question,
    "status": ActionStatus,
}
