"""The kick-off: the goal of the session, the product goal behind it, who is here."""

from functools import partial

from rich.text import Text

from refine_tui.domain.kick_off import set_goal, set_people, set_product_goal, toggle_presence
from refine_tui.domain.people import format_people, parse_people
from refine_tui.ui.widgets.intents import Apply, AskLine, Intent
from refine_tui.ui.widgets.phase_view import PhaseView, Scene, counted
from refine_tui.ui.widgets.rows import BLANK, MARK, Row, columns, heading, plain
from refine_tui.ui.widgets.styled import styled


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
            self._line(scene, "goal", "Session goal", session.goal, "1 What must be different when we leave?"),
            BLANK,
            self._line(scene, "product", "Product goal", session.product_goal, "2 Which goal or metric is it for?"),
            BLANK,
            Row(content=heading("Who is here", palette)),
        ]
        if not session.people:
            rows.append(Row(content=styled("  nobody noted yet: press 3", palette.muted)))
        for person in session.people:
            marker = MARK if scene.chosen == f"person-{person.id}" else ""
            mark = styled("✓" if person.present else "–", palette.green if person.present else palette.muted)
            name = plain(person.name, palette.text if person.present else palette.muted)
            name.append(f"  {person.role.words}{'' if person.present else ' · away'}", style=palette.muted)
            rows.append(Row(content=columns(marker, mark, name, width=2, palette=palette), id=f"person-{person.id}"))
        if session.current_phase.prompts:
            rows += [BLANK, Row(content=heading("To ask", palette))]
            rows += [
                Row(content=columns("", Text("·"), plain(prompt, palette.muted), width=2, palette=palette))
                for prompt in session.current_phase.prompts
            ]
        return rows

    def _line(self, scene: Scene, name: str, title: str, text: str, empty: str) -> Row:
        palette = scene.palette
        value = plain(text, f"bold {palette.text}") if text else styled(empty, palette.muted)
        label = styled(title, palette.muted)
        marker = MARK if scene.chosen == name else ""
        return Row(content=columns(marker, label, value, width=13, palette=palette), id=name)

    def choices(self, scene: Scene) -> tuple[str, ...]:
        del scene
        return ("session goal", "product goal", "who is here")

    def choose(self, scene: Scene, index: int) -> tuple[Intent, ...]:
        session = scene.session
        if index == 0:
            return (
                AskLine(
                    title="Session goal",
                    initial=session.goal,
                    hint="what must be different when you leave, in one sentence",
                    then=lambda text: Apply(transition=set_goal, asked={"text": text}),
                ),
            )
        if index == 1:
            return (
                AskLine(
                    title="Product goal",
                    initial=session.product_goal,
                    hint="the goal or the metric that gives the context",
                    then=lambda text: Apply(transition=set_product_goal, asked={"text": text}),
                ),
            )
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
            return (Apply(transition=toggle_presence, asked={"person": person}),)
        return self.choose(scene, 1 if scene.chosen == "product" else 0)

    def enter_label(self, scene: Scene) -> str:
        return "here or away" if scene.chosen.startswith("person-") else "edit"


def _people(scene: Scene, text: str) -> Apply:
    return Apply(transition=set_people, asked={"people": parse_people(text, scene.session.people)})
