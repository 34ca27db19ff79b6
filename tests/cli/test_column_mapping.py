"""What was said of a table's columns is known the next time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from refine_tui.cli.column_mapping import column_lines, question_lines
from refine_tui.importers.errors import UnclearColumnsError
from refine_tui.importers.mapped_reading import read_mapped
from refine_tui.importers.report import ColumnUse

SHEET = b"Vorhaben,Umfang\nErstattung,5\n"


@dataclass(slots=True)
class SavedInMemory:
    """Saves mappings in memory."""

    held: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def find(self, fingerprint: str) -> Mapping[str, str]:
        return self.held.get(fingerprint, {})

    def save(self, fingerprint: str, mapping: Mapping[str, str]) -> None:
        self.held[fingerprint] = mapping


def test_a_remembered_answer_is_not_asked_for_again() -> None:
    """The same headings are enough, whatever the file is called; what is said now comes first."""
    memory = SavedInMemory()
    with pytest.raises(UnclearColumnsError) as question:
        read_mapped(SHEET, name="a.csv", saved=memory.find)
    memory.save(question.value.fingerprint, {"title": "Vorhaben"})

    remembered = read_mapped(SHEET, name="b.csv", saved=memory.find)
    both = read_mapped(SHEET, name="b.csv", saved=memory.find, mapping={"estimate": "Umfang"})
    other = read_mapped(SHEET, name="b.csv", saved=memory.find, mapping={"title": "Umfang"})

    assert [(item.title, item.estimate) for item in remembered.items] == [("Erstattung", "")]
    assert [(item.title, item.estimate) for item in both.items] == [("Erstattung", "5")]
    assert [item.title for item in other.items] == ["5"]
    assert remembered.fingerprint == question.value.fingerprint


def test_other_headings_are_asked_about() -> None:
    """A mapping is for one set of headings."""
    memory = SavedInMemory()
    with pytest.raises(UnclearColumnsError) as question:
        read_mapped(SHEET, name="a.csv", saved=memory.find)
    memory.save(question.value.fingerprint, {"title": "Vorhaben"})

    with pytest.raises(UnclearColumnsError):
        read_mapped(b"Vorhaben,Dauer\nErstattung,5\n", name="a.csv", saved=memory.find)


def test_many_columns_are_counted_and_not_listed() -> None:
    """Exports of all fields have thousands."""
    columns = [ColumnUse(heading=f"Own {number}", samples=("x",)) for number in range(2000)]

    assert column_lines(columns)[0].endswith("Own 11 and 1988 more")
    assert len(question_lines(UnclearColumnsError("?", columns=columns, fingerprint=""))) == 13
