"""The kick-off: the goal of the session, the product goal behind it, who is here."""

from functools import partial

from rich.cells import cell_len

from refine_tui.domain.attendance import set_people, toggle_presence
from refine_tui.domain.backlog_item import ItemState
from refine_tui.domain.carried_over import answer_earlier_question, find_earlier_action
from refine_tui.domain.errors import DomainError
from refine_tui.domain.people import format_people, parse_people
from refine_tui.domain.session_setup import set_goal, set_product_goal
from refine_tui.ui.widgets.intents import Apply, AskLine, Intent
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, counted, prompt_rows
from refine_tui.ui.widgets.promised import ask_promise_text, ask_promises, promise_details
from refine_tui.ui.widgets.rows import BLANK, Row, columns, heading, plain
from refine_tui.ui.widgets.styled import styled

PROMISED = 3
"""The index of the choice that goes through what was promised."""


class KickoffView(PhaseView):
    """What the first five minutes settle."""

    def title(self, scene: Scene) -> str:
        session = scene.session
        parts = [counted(len(session.triage_items), "new item"), f"{len(session.candidates)} for the deep dive"]
        return " · ".join(parts) + " today" if session.items else "No items yet: i brings some in"

    def rows(self, scene: Scene) -> list[Row]:
        session, palette = scene.session, scene.palette
        rows = [
            BLANK,
            self._line(scene, "goal", "Session goal", session.goal, "1  what must be different when we leave?"),
            BLANK,
            self._line(scene, "product", "Product goal", session.product_goal, "2  which goal or metric is it for?"),
            BLANK,
            Row(content=heading("Who is here", palette)),
        ]
        if not session.people:
            rows.append(Row(content=styled("  nobody noted yet: press 3", palette.muted)))
        for person in session.people:
            mark = styled("✓" if person.present else "–", palette.done if person.present else palette.muted)
            name = plain(person.name, palette.text if person.present else palette.muted)
            widest = max(cell_len(other.name) for other in session.people)
            name.append(" " * (widest - cell_len(person.name)))
            name.append(f"  {person.role_words}{'' if person.present else ' · away'}", style=palette.muted)
            rows.append(Row(content=columns("", mark, name, width=2, palette=palette), id=f"person-{person.id}"))
        rows += [*self._promises(scene), *self._questions(scene), *_carried(scene)]
        return [*rows, *prompt_rows(scene)]

    def _promises(self, scene: Scene) -> list[Row]:
        palette, earlier = scene.palette, scene.session.earlier_actions
        if not earlier:
            return []
        rows = [BLANK, Row(content=heading("Promised before", palette))]
        for promise in earlier:
            action, row_id = promise.action, f"promise-{promise.number}"
            text = plain(action.text, palette.text)
            for words, style in promise_details(promise, scene):
                text.append(f"  {words}", style=style)
            label = styled(action.label, f"bold {palette.text}")
            rows.append(Row(content=columns("", label, text, width=4, palette=palette), id=row_id))
        return rows

    def _questions(self, scene: Scene) -> list[Row]:
        palette, questions = scene.palette, scene.session.earlier_questions
        if not questions:
            return []
        rows = [BLANK, Row(content=heading("Asked before", palette))]
        for question in questions:
            row_id = f"question-{question.number}"
            text = plain(question.text, palette.text)
            if question.owner:
                text.append(f"  ask {question.owner}", style=palette.person)
            if question.answer:
                text.append(f"  ✓ {question.answer}", style=palette.done)
            label = styled(question.label, f"bold {palette.text}")
            rows.append(Row(content=columns("", label, text, width=4, palette=palette), id=row_id))
        return rows

    def _line(self, scene: Scene, name: str, title: str, text: str, empty: str) -> Row:
        palette = scene.palette
        value = plain(text, f"bold {palette.text}") if text else styled(empty, palette.muted)
        label = styled(title, palette.muted)
        return Row(content=columns("", label, value, width=13, palette=palette), id=name)

    def choices(self, scene: Scene) -> tuple[str, ...]:
        promised = ("what was promised",) if scene.session.earlier_actions else ()
        return ("session goal", "product goal", "who is here", *promised)

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        session = scene.session
        if index == 0:
            return (
                AskLine(
                    title="Session goal",
                    initial=session.goal,
                    hint="what must be different when you leave, in one sentence",
                    then=lambda text: Apply(transition=lambda session, _: set_goal(session, text=text)),
                ),
            )
        if index == 1:
            return (
                AskLine(
                    title="Product goal",
                    initial=session.product_goal,
                    hint="the goal or the metric that gives the context",
                    then=lambda text: Apply(transition=lambda session, _: set_product_goal(session, text=text)),
                ),
            )
        if index == PROMISED:
            waiting = [promise for promise in session.earlier_actions if promise.review is None]
            return ask_promises(scene, tuple(waiting or session.earlier_actions))
        return (
            AskLine(
                title="Who is here",
                initial=format_people(session.people),
                hint="Ana (PO), Ben, Chloé (Stakeholder), -Eli for somebody who is away",
                then=partial(_people, scene),
            ),
        )

    def enter(self, scene: Scene) -> tuple[Intent, ...]:
        if scene.chosen.startswith("person-"):
            person = int(scene.chosen.removeprefix("person-"))
            return (Apply(transition=lambda session, now: toggle_presence(session, person=person, now=now)),)
        kind, _, number = scene.chosen.partition("-")
        if kind == "promise":
            return ask_promises(scene, (find_earlier_action(scene.session, int(number)),))
        if kind == "question":
            return _ask_earlier(scene, int(number))
        return self.choose(scene, 1 if scene.chosen == "product" else 0)

    def enter_label(self, scene: Scene) -> str:
        kind = scene.chosen.partition("-")[0]
        return {"person": "here or away", "promise": "done, keep, drop", "question": "answer"}.get(kind, "edit")

    def edit(self, scene: Scene) -> tuple[Intent, ...]:
        if scene.chosen.startswith("person-"):
            return self.choose(scene, 2)
        if scene.chosen.startswith("promise-"):
            return (ask_promise_text(scene, int(scene.chosen.removeprefix("promise-"))),)
        return self.enter(scene)


def _people(scene: Scene, text: str) -> Apply:
    people = parse_people(text, scene.session.people)
    if not people and scene.session.people:
        raise DomainError("Somebody must be here: type the names, or esc to leave them as they are.")
    return Apply(transition=lambda session, now: set_people(session, people=people, now=now))


def _carried(scene: Scene) -> list[Row]:
    """Return the items of earlier sessions: not reached, not ready, or sent to this session."""
    before = [item for item in scene.session.items if item.item.triaged_at or item.item.state is ItemState.NEXT_SESSION]
    if not before:
        return []
    palette = scene.palette
    text = plain(" · ".join(item.label for item in before), palette.text)
    label = styled(f"{len(before)} carried", palette.muted)
    return [BLANK, Row(content=columns("", label, text, width=13, palette=palette))]


def _ask_earlier(scene: Scene, number: int) -> tuple[Intent, ...]:
    question = next((q for q in scene.session.earlier_questions if q.number == number), None)
    if question is None:
        return ()
    return (
        AskLine(
            title=f"Answer to {question.label}: {question.text}",
            initial=question.answer,
            hint="empty: it stays open",
            then=lambda text: Apply(
                transition=lambda session, _: answer_earlier_question(session, number=number, answer=text)
            ),
            draft=f"answer {number}",
        ),
    )
