"""Trello boards, as “Export as JSON” writes them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.plain_text import casefold_key, clean_text
from refine_tui.importers.documents.json_documents import line_of, list_of, text_of, value_at
from refine_tui.importers.fields import acceptance_criteria
from refine_tui.importers.fields.dates import DateReader
from refine_tui.importers.fields.item_fields import distinct, estimate_text, is_finished
from refine_tui.importers.formats.definition import JsonFormat
from refine_tui.importers.formats.json_entries import read_entries
from refine_tui.importers.markup.markdown_text import plain_line
from refine_tui.importers.report import ReadResult

_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_POINTS = re.compile(rf"[(\[](?P<before>{_NUMBER})[)\]]\s*(?=\S)|(?<=\S)\s*[(\[](?P<behind>{_NUMBER})[)\]]$")
_POINTS_FIELD = frozenset(
    {"points", "story points", "estimate", "sp", "size", "effort", "puntos", "puntos de historia"}
)
_PRIORITY_FIELD = frozenset({"priority", "prio", "prioridad", "priorität", "prioritat"})
_BORN = re.compile(r"[0-9a-f]{8}(?=[0-9a-f]{16}$)")
_DATES = DateReader()


def read(value: object, name: str) -> ReadResult:
    """Read the open cards of the open lists, in the order of the board; archived cards are only counted."""
    board = _Board.of(value)
    cards = [card for card in list_of(value_at(value, "cards")) if isinstance(card, dict)]
    ordered = sorted(enumerate(cards, start=1), key=lambda numbered: board.place(numbered[1]))
    open_cards = [(number, card) for number, card in ordered if not board.is_archived(card)]
    archived = len(cards) - len(open_cards)
    warnings = []
    if archived:
        warnings.append(
            f"{archived:,} archived card{' was' if archived == 1 else 's were'} left out, of archived lists, too."
        )
    if not open_cards:
        warnings.append(f"{name} has no open cards in it.")
    return read_entries(open_cards, title=lambda card: _titled(card)[0], item=board.item, warnings=warnings)


def _recognises(value: object) -> bool:
    return isinstance(value_at(value, "cards"), list) and isinstance(value_at(value, "lists"), list)


TRELLO_JSON = JsonFormat(name="trello-json", label="Trello board", recognises=_recognises, read=read)


def _titled(card: object) -> tuple[str, str]:
    """Return the title without its points, and the points: ``(5) Title``, ``[5] Title`` or ``Title (5)``."""
    name = line_of(card, "name")
    match = _POINTS.match(name) or _POINTS.search(name)
    if match is None:
        return name, ""
    title = (name[: match.start()] + name[match.end() :]).strip()
    return (title, match["before"] or match["behind"]) if title else (name, "")


def _position(value: object) -> float:
    position = value_at(value, "pos")
    return float(position) if isinstance(position, int | float) and abs(position) < 1e18 else 0.0  # noqa: PLR2004


def _by_id(value: object, name: str) -> dict[str, Mapping[str, object]]:
    """Return the objects in a list of the board by id; empty if the board has no such list."""
    return {text_of(one.get("id")): one for one in list_of(value_at(value, name)) if isinstance(one, dict)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Board:
    """The parts of a board that cards refer to."""

    lists: dict[str, Mapping[str, object]]
    labels: dict[str, Mapping[str, object]]
    members: dict[str, Mapping[str, object]]
    fields: dict[str, Mapping[str, object]]
    checklists: dict[str, list[Mapping[str, object]]]
    """The checklists by the id of their card."""

    @classmethod
    def of(cls, value: object) -> "_Board":
        checklists: dict[str, list[Mapping[str, object]]] = {}
        for one in sorted(_by_id(value, "checklists").values(), key=_position):
            checklists.setdefault(text_of(one.get("idCard")), []).append(one)
        return cls(
            lists=_by_id(value, "lists"),
            labels=_by_id(value, "labels"),
            members=_by_id(value, "members"),
            fields=_by_id(value, "customFields"),
            checklists=checklists,
        )

    def list_of_card(self, card: object) -> Mapping[str, object]:
        return self.lists.get(text_of(value_at(card, "idList")), {})

    def place(self, card: object) -> tuple[float, float]:
        return _position(self.list_of_card(card)), _position(card)

    def is_archived(self, card: object) -> bool:
        return value_at(card, "closed") is True or self.list_of_card(card).get("closed") is True

    def item(self, card: Mapping[str, object]) -> ImportedItem:
        title, points = _titled(card)
        number, status = line_of(card, "idShort"), line_of(self.list_of_card(card), "name")
        text = text_of(card.get("desc")).replace("\r\n", "\n")
        people = (line_of(self.members.get(text_of(one)), "fullName") for one in list_of(card.get("idMembers")))
        return ImportedItem(
            key=f"#{number}" if number.isdecimal() else "",
            url=line_of(card, "shortUrl") or line_of(card, "url"),
            title=title,
            description=clean_text(text),
            status=status,
            labels=distinct(self._labels(card)),
            assignee=", ".join(distinct(people)),
            created=_born(line_of(card, "id")),
            updated=_DATES.read(text_of(card.get("dateLastActivity"))),
            priority=self._field(card, _PRIORITY_FIELD),
            estimate=estimate_text(points or self._field(card, _POINTS_FIELD)),
            acceptance_criteria=self._criteria(card) or acceptance_criteria.from_description(text, plain_line),
            done=is_finished(status),
        )

    def _labels(self, card: Mapping[str, object]) -> Iterator[str]:
        """Yield each label by its name, else by its colour."""
        own = [one for one in list_of(card.get("labels")) if isinstance(one, dict)]
        others = [self.labels.get(text_of(one), {}) for one in list_of(card.get("idLabels"))] if not own else []
        for label in (*own, *others):
            yield line_of(label, "name") or line_of(label, "color")

    def _field(self, card: Mapping[str, object], names: frozenset[str]) -> str:
        for entry in list_of(card.get("customFieldItems")):
            custom = self.fields.get(text_of(value_at(entry, "idCustomField")))
            if casefold_key(line_of(custom, "name")) in names:
                chosen = (
                    line_of(option, "value", "text")
                    for option in list_of(value_at(custom, "options"))
                    if value_at(option, "id") == value_at(entry, "idValue")
                )
                candidates = (line_of(entry, "value", "number"), line_of(entry, "value", "text"), *chosen)
                return next(filter(None, candidates), "")
        return ""

    def _criteria(self, card: Mapping[str, object]) -> tuple[str, ...]:
        """Return the entries of the checklists of acceptance criteria, else of all checklists."""
        lists = self.checklists.get(text_of(card.get("id")), [])
        named = [one for one in lists if _is_criteria(line_of(one, "name"))]
        return distinct(plain_line(text) for one in named or lists for text in _entries_of(one))


def _is_criteria(name: str) -> bool:
    return acceptance_criteria.is_heading(name) or acceptance_criteria.COLUMN.search(name.casefold()) is not None


def _entries_of(checklist: Mapping[str, object]) -> Sequence[str]:
    return [line_of(one, "name") for one in sorted(list_of(checklist.get("checkItems")), key=_position)]


def _born(identity: str) -> str | None:
    """Return when the card was created: the first eight digits of its id are seconds since 1970, in base 16."""
    match = _BORN.match(identity)
    return datetime.fromtimestamp(int(match[0], 16), tz=UTC).isoformat() if match else None
