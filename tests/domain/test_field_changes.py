"""Fields that are replaced by their names."""

import pytest

from refine_tui.domain.field_changes import with_fields
from refine_tui.domain.people import Participant, Role

ANA = Participant(id=1, name="Ana", role=Role.DEVELOPER)


def test_the_named_fields_are_replaced_and_the_others_stay() -> None:
    assert with_fields(ANA, {"name": "Ben", "present": False}) == Participant(
        id=1, name="Ben", role=Role.DEVELOPER, present=False
    )


def test_the_value_itself_does_not_change() -> None:
    with_fields(ANA, {"name": "Ben"})

    assert ANA.name == "Ana"


def test_without_fields_the_copy_is_equal() -> None:
    assert with_fields(ANA, {}) == ANA


def test_a_field_that_the_class_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        with_fields(ANA, {"colour": "red"})
