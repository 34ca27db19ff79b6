"""The Definition of Ready and the dependencies of one story: rows to look at, and what is asked about them."""

from functools import partial

from rich.text import Text

from refine_tui.domain.date_words import format_day
from refine_tui.domain.readiness import Check, CheckState, add_dependency, checklist, toggle_check, waive_check
from refine_tui.domain.records import RecordKind
from refine_tui.domain.session import RefinementSession, SessionItem
from refine_tui.domain.waiver_line import read_waiver, waiver_summary
from refine_tui.ui.widgets.capturing import read_line, reading_words
from refine_tui.ui.widgets.intents import Apply, AskChoice, AskLine, Intent, Say
from refine_tui.ui.widgets.phase_view import Scene
from refine_tui.ui.widgets.rows import BLANK, Row, columns, heading, plain
from refine_tui.ui.widgets.styled import styled

_MARKS = {CheckState.MET: "✓", CheckState.OPEN: "○", CheckState.WAIVED: "–"}


def readiness_rows(scene: Scene, item: SessionItem) -> list[Row]:
    """Return the checklist of the Definition of Ready, then what the story depends on."""
    palette = scene.palette
    rows = [Row(content=heading("Definition of Ready", palette))]
    for check in checklist(scene.session, item):
        row_id = f"check-{check.key}"
        line = columns("", _mark(check, scene), _words(check, scene), width=3, palette=palette)
        rows.append(Row(content=line, id=row_id))
    if item.item.dependencies:
        rows += [BLANK, Row(content=heading("Depends on", palette))]
    for index, dependency in enumerate(item.item.dependencies):
        row_id = f"dependency-{index}"
        text = plain(dependency.text, palette.text)
        gaps = [*(() if dependency.who else ("by whom?",)), *(() if dependency.by else ("by when?",))]
        known = [dependency.who, f"by {format_day(dependency.by, scene.today)}" if dependency.by else ""]
        text.append("".join(f"  {words}" for words in known if words), style=palette.person)
        text.append("".join(f"  {words}" for words in gaps), style=f"bold {palette.gap}")
        rows.append(Row(content=columns("", styled("→", palette.accent), text, width=3, palette=palette), id=row_id))
    return rows


def _mark(check: Check, scene: Scene) -> Text:
    palette = scene.palette
    colours = {CheckState.MET: palette.done, CheckState.OPEN: palette.gap, CheckState.WAIVED: palette.accent}
    return styled(_MARKS[check.state], f"bold {colours[check.state]}")


def _words(check: Check, scene: Scene) -> Text:
    text = plain(check.words, scene.palette.text)
    return text.append(f"  {check.why}", style=scene.palette.muted) if check.why else text


def ask_check(scene: Scene, item: SessionItem, key: str) -> tuple[Intent, ...]:
    """Return what enter wants on a check: tick it, waive it, or take either back."""
    check = next((check for check in checklist(scene.session, item) if check.key == key), None)
    if check is None:
        return ()
    ticked = Apply(transition=lambda session, _: toggle_check(session, item=item.id, check=key))
    if check.state is CheckState.MET:
        return (ticked,) if check.is_manual else (Say(words=f"{check.words}: it is met."),)
    if check.state is CheckState.WAIVED:
        return (Apply(transition=lambda session, _: waive_check(session, item=item.id, check=key, by="", reason="")),)
    waiver = _ask_waiver(scene, item, check)
    if not check.is_manual:
        return (waiver,)
    return (
        AskChoice(
            title=f"{item.label}  {check.words}?",
            options=("yes", "waive it"),
            then=lambda index: (ticked,) if index == 0 else (waiver,),
        ),
    )


def _ask_waiver(scene: Scene, item: SessionItem, check: Check) -> AskLine:
    def then(text: str) -> Apply:
        reading = read_waiver(text, scene.session.people)
        return Apply(
            transition=lambda session, _: waive_check(
                session, item=item.id, check=check.key, by=reading.by, reason=reading.reason
            )
        )

    return AskLine(
        title=f"{item.label}  Waive “{check.words}”: why, and who takes it on?",
        hint="the reason  @name   ·   the minutes show both",
        read=lambda text: waiver_summary(read_waiver(text, scene.session.people)),
        then=then,
        draft=f"waive {item.id} {check.key}",
    )


def _depends_words(item: int, session: RefinementSession) -> str:
    """Return what was noted last of what a story depends on, and what is still missing there."""
    held = session.item(item)
    dependency = held.item.dependencies[-1]
    gaps = [*(() if dependency.who else ("by whom?",)), *(() if dependency.by else ("by when?",))]
    return " · ".join((f"{held.label} depends on {dependency.text}", *gaps))


def ask_dependency(scene: Scene, item: SessionItem) -> AskLine:
    """Return what asks for something that another team or an outside system has to do."""

    def then(text: str) -> Apply:
        reading = read_line(scene, RecordKind.ACTION, text)
        return Apply(
            transition=lambda session, _: add_dependency(
                session, item=item.id, text=reading.text, who=reading.owner, by=reading.due
            ),
            told=partial(_depends_words, item.id),
        )

    return AskLine(
        title=f"{item.label}  What does it depend on?",
        hint="another team or system, then  @who  and by when: due 27 Nov",
        read=lambda text: reading_words(scene, RecordKind.ACTION, text),
        then=then,
        draft=f"depends {item.id}",
    )
