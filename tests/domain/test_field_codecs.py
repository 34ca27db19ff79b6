"""How one value is written as JSON and read back."""

import json
from datetime import date

import pytest

from refine_tui.domain.agenda import PHASE_KINDS, phase_kind_or_other
from refine_tui.domain.field_codecs import (
    DAY,
    FLAG,
    MOMENT,
    NUMBER,
    PHASE_KIND,
    TEXT,
    TEXTS,
    FieldCodec,
    enum_codec,
    optional,
    tuple_of,
)
from refine_tui.domain.people import Role
from tests.support import NINE

ROLE = enum_codec(Role)


@pytest.mark.parametrize(
    ("codec", "value", "written"),
    [
        (TEXT, "Refund", "Refund"),
        (NUMBER, 3, 3),
        (FLAG, True, True),
        (TEXTS, ("till", "card"), ["till", "card"]),
        (MOMENT, NINE, NINE.isoformat()),
        (DAY, date(2026, 12, 4), "2026-12-04"),
        (PHASE_KIND, PHASE_KINDS[1], "triage"),
        (PHASE_KIND, phase_kind_or_other("retro"), "retro"),
        (ROLE, Role.DEVELOPER, "developer"),
        (optional(TEXT), None, None),
        (optional(DAY), None, None),
        (optional(DAY), date(2026, 12, 4), "2026-12-04"),
        (tuple_of(ROLE), (Role.DEVELOPER, Role.STAKEHOLDER), ["developer", "stakeholder"]),
        (tuple_of(optional(NUMBER)), (1, None), [1, None]),
    ],
)
def test_a_value_is_written_as_json_and_read_back(codec: FieldCodec[object], value: object, written: object) -> None:
    assert codec.write(value) == written
    assert codec.read(json.loads(json.dumps(written))) == value


@pytest.mark.parametrize(
    ("codec", "value"),
    [(MOMENT, "09:00"), (DAY, 4), (PHASE_KIND, "triage"), (ROLE, "developer"), (TEXTS, "till"), (DAY, None)],
)
def test_a_value_of_another_type_is_not_written(codec: FieldCodec[object], value: object) -> None:
    with pytest.raises(TypeError, match="is not a"):
        codec.write(value)


@pytest.mark.parametrize(
    ("codec", "written"),
    [
        (TEXT, 3),
        (NUMBER, "3"),
        (NUMBER, True),
        (NUMBER, 3.0),
        (FLAG, 1),
        (TEXTS, "till"),
        (TEXTS, ["till", None]),
        (MOMENT, "soon"),
        (MOMENT, 9),
        (DAY, "2026-13-01"),
        (DAY, None),
        (PHASE_KIND, 5),
        (ROLE, "boss"),
        (ROLE, None),
        (optional(NUMBER), "3"),
    ],
)
def test_a_json_value_that_was_never_written_is_refused(codec: FieldCodec[object], written: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        codec.read(written)
