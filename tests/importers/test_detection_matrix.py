"""Each kind of file is known for what it is, and for nothing else."""

import pytest

from refine_tui.importers.detection import read_items
from refine_tui.importers.formats.registry import FORMATS
from tests.importers.oddities import Oddity
from tests.importers.test_oddities import ODDITIES

SAMPLES: tuple[Oddity, ...] = ODDITIES
"""A file of each kind, and of each oddity; others join by being listed here."""


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_file_is_known_for_what_it_is(sample: Oddity) -> None:
    """Its format and its language, whatever it is called."""
    report = read_items(sample.content, name=sample.file, mapping=sample.mapping)

    assert (report.format, report.language) == (sample.format, sample.language)
    assert report.format in FORMATS


@pytest.mark.parametrize(
    "sample",
    [one for one in SAMPLES if one.format not in {"csv", "text"} and not one.mapping],
    ids=lambda one: one.name,
)
def test_the_name_of_a_file_does_not_matter_where_its_headings_tell(sample: Oddity) -> None:
    """A paste has no name at all."""
    assert read_items(sample.content, name="paste").format == sample.format
