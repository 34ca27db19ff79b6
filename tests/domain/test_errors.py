"""Errors with a sentence for the person who uses the program."""

import pytest

from refine_tui.domain.errors import ConflictError, DomainError, NothingToUndoError, RefineError

SENTENCE = "The session is closed. Open it again to change it."


@pytest.mark.parametrize("error", [RefineError, DomainError, ConflictError, NothingToUndoError])
def test_an_error_has_its_sentence_as_message_and_as_text(error: type[RefineError]) -> None:
    raised = error(SENTENCE)

    assert raised.message == str(raised) == SENTENCE


@pytest.mark.parametrize("error", [DomainError, ConflictError, NothingToUndoError])
def test_whoever_catches_a_refine_error_catches_every_error_of_the_domain(error: type[RefineError]) -> None:
    with pytest.raises(RefineError, match=r"^The session is closed\. Open it again to change it\.$"):
        raise error(SENTENCE)


@pytest.mark.parametrize(
    ("error", "other"),
    [
        (DomainError, ConflictError),
        (ConflictError, NothingToUndoError),
        (NothingToUndoError, DomainError),
    ],
)
def test_a_conflict_a_broken_rule_and_an_empty_undo_are_different_errors(
    error: type[RefineError], other: type[RefineError]
) -> None:
    assert not issubclass(error, other)
    assert not issubclass(other, error)
