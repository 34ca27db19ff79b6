"""Checks the keys and values of an agenda file, and describes each error in a sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from refine_tui.domain.agenda import PHASE_KINDS, READY_CHECKS, SCALES, Agenda, AgendaPhase, PhaseKind, phase_kind
from refine_tui.domain.nearest import did_you_mean, nearest, quoted
from refine_tui.domain.plain_text import casefold_key, clean_line
from refine_tui.toml_lines import TomlLines

AGENDA_KEYS = ("id", "title", "scale", "ready", "phase")
PHASE_KEYS = ("kind", "title", "minutes", "prompts", "minutes_per_item")
LONGEST_PHASE = 240
"""In minutes."""

_ID = re.compile(r"[a-z0-9-]+")
_TYPO = 0.8
"""The similarity from which on, from 0 to 1, a word counts as a mistyped one."""


@dataclass(slots=True, kw_only=True)
class AgendaReader:
    """Reads one parsed file and collects every problem, so that a user sees all of them at once."""

    name: str
    """The name of the file in messages."""
    lines: TomlLines
    _found: list[tuple[bool, int, str]] = field(default_factory=list)

    @property
    def problems(self) -> tuple[str, ...]:
        """A sentence for each error, in the order of the lines; errors without a line come last."""
        return tuple(sentence for _, _, sentence in sorted(self._found, key=lambda found: found[:2]))

    def read(self, values: Mapping[str, object]) -> Agenda | None:
        """Return the agenda; None if there are `problems`."""
        self._only(values, AGENDA_KEYS, whole="an agenda")
        agenda_id = self._text(values, "id")
        if agenda_id and not _ID.fullmatch(agenda_id):
            self._add("id", f"{quoted(agenda_id)} is not an id: use small letters a–z, digits and hyphens.")
        title = self._text(values, "title")
        scale_name, scale = self._scale(values.get("scale", "fibonacci"))
        ready = self._ready(values.get("ready", list(READY_CHECKS)))
        phases = self._phases(values.get("phase"))
        if self._found:
            return None
        return Agenda(id=agenda_id, title=title, phases=phases, scale_name=scale_name, scale=scale, ready=ready)

    def _add(self, key: str, sentence: str, *, phase: int | None = None) -> None:
        line = self.lines.line(key) if phase is None else self.lines.line("phase", phase, key)
        where = f"{self.name}, line {line}" if line else self.name
        of = "" if phase is None else f"phase {phase + 1}, "
        self._found.append((line is None, line or 0, f"{where}: {of}{key}: {sentence}"))

    def _only(
        self, values: Mapping[str, object], known: tuple[str, ...], *, whole: str, phase: int | None = None
    ) -> None:
        for key in values:
            if key not in known:
                hint = did_you_mean(key, known, otherwise="the keys are")
                self._add(clean_line(key), f"this is not a key of {whole}: {hint}", phase=phase)

    def _text(self, values: Mapping[str, object], key: str, *, phase: int | None = None) -> str:
        if key not in values:
            self._add(key, f'it is missing: add {key} = "…".', phase=phase)
            return ""
        value = values[key]
        text = clean_line(value) if isinstance(value, str) else ""
        if not text:
            self._add(key, f"{quoted(value)} is not text: write words in quotation marks.", phase=phase)
        return text

    def _texts(self, value: object, key: str, *, phase: int | None = None) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(text, str) and clean_line(text) for text in value):
            return tuple(map(clean_line, value))
        self._add(key, 'this must be a list of texts: ["…", "…"].', phase=phase)
        return ()

    def _minutes(self, values: Mapping[str, object], key: str, phase: int) -> int:
        if key not in values:
            self._add(key, f"it is missing: add {key} = 10, or what you need.", phase=phase)
            return 1
        value = values[key]
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= LONGEST_PHASE:
            return value
        self._add(key, f"{quoted(value)} is not a whole number from 1 to {LONGEST_PHASE}.", phase=phase)
        return 1

    def _scale(self, value: object) -> tuple[str, tuple[str, ...]]:
        if isinstance(value, str):
            if value not in SCALES:
                hint = did_you_mean(value, SCALES, otherwise="name a scale or list its values; the scales are")
                self._add("scale", f"{quoted(value)} is not a scale: {hint}")
            return value, SCALES.get(value, ())
        entries = value if isinstance(value, list) else []
        valid = [entry for entry in entries if isinstance(entry, str | int | float) and not isinstance(entry, bool)]
        scale = tuple(clean_line(str(entry)) for entry in valid)
        if len(scale) != len(entries) or len(set(scale)) != len(scale) or not all(scale) or len(scale) <= 1:
            self._add("scale", f"this must be one of {', '.join(SCALES)}, or a list of two or more different values.")
        return "custom", scale

    def _ready(self, value: object) -> tuple[str, ...]:
        checks: dict[str, str] = {}
        for text in self._texts(value, "ready"):
            check = _known_check(text)
            near = None if check in READY_CHECKS or " " in text else nearest(text, READY_CHECKS, similarity=_TYPO)
            if near:
                self._add("ready", f"{quoted(text)} is not a check: did you mean “{near}”?")
            elif casefold_key(check) in checks:
                self._add("ready", f"{quoted(text)} stands there twice: leave one of them out.")
            checks[casefold_key(check)] = check
        return tuple(checks.values())

    def _phases(self, value: object) -> tuple[AgendaPhase, ...]:
        if not isinstance(value, list) or not value or not all(isinstance(phase, dict) for phase in value):
            self._add("phase", "there must be one [[phase]] or more, each with kind, title and minutes.")
            return ()
        phases = [self._phase(values, number) for number, values in enumerate(value)]
        self._order([phase.kind if phase else None for phase in phases])
        return tuple(phase for phase in phases if phase)

    def _phase(self, values: Mapping[str, object], number: int) -> AgendaPhase | None:
        self._only(values, PHASE_KEYS, whole="a phase", phase=number)
        kind = self._text(values, "kind", phase=number)
        kinds = [known.code for known in PHASE_KINDS]
        if kind and kind not in kinds:
            hint = did_you_mean(kind, kinds, otherwise="the kinds are")
            self._add("kind", f"{quoted(kind)} is not a kind of phase: {hint}", phase=number)
        title = self._text(values, "title", phase=number)
        minutes = self._minutes(values, "minutes", number)
        prompts = self._texts(values.get("prompts", []), "prompts", phase=number)
        per_item = self._minutes(values, "minutes_per_item", number) if "minutes_per_item" in values else None
        if per_item and "minutes" in values and per_item > minutes:
            self._add("minutes_per_item", f"one item may not take longer than the phase, {minutes}.", phase=number)
        if kind not in kinds:
            return None
        return AgendaPhase(
            kind=phase_kind(kind), title=title, minutes=minutes, prompts=prompts, minutes_per_item=per_item
        )

    def _order(self, kinds: list[PhaseKind | None]) -> None:
        for number, kind in enumerate(kinds):
            if kind is None:
                continue
            if kind in kinds[:number]:
                self._add("kind", f"there is a {kind.code} already: each kind may stand there once.", phase=number)
            elif kind.only_first and number:
                self._add("kind", f"a {kind.code} must be the first phase.", phase=number)
            elif kind.only_last and number != len(kinds) - 1:
                self._add("kind", f"a {kind.code} must be the last phase.", phase=number)


def _known_check(text: str) -> str:
    """Return the key of the check that *text* names or spells out, else *text*: a check of the team's own."""
    spelled: Iterable[tuple[str, str]] = ((key, words) for key, words in READY_CHECKS.items())
    return next((key for key, words in spelled if casefold_key(text) in {key, casefold_key(words)}), text)
