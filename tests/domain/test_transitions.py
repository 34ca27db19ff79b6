"""The one list of transitions."""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

import refine_tui.domain
from refine_tui.domain.recording import add_note
from refine_tui.domain.session import Change
from refine_tui.domain.session_setup import set_goal
from refine_tui.domain.transitions import TRANSITIONS, TRANSITIONS_BY_NAME, bind
from tests.support import NINE, a_session


def transitions_of_the_domain() -> Iterator[Callable[..., Change]]:
    """Find every public function of the domain that takes a session and returns a change."""
    for module in pkgutil.iter_modules(refine_tui.domain.__path__, "refine_tui.domain."):
        for name, function in vars(import_module(module.name)).items():
            if inspect.isfunction(function) and function.__module__ == module.name and not name.startswith("_"):
                signature = inspect.signature(function)
                if signature.return_annotation is Change and next(iter(signature.parameters)) == "session":
                    yield function


def test_the_list_holds_every_transition_of_the_domain_and_nothing_else() -> None:
    assert sorted(TRANSITIONS, key=lambda each: each.__name__) == sorted(
        transitions_of_the_domain(), key=lambda each: each.__name__
    )


def test_no_two_transitions_share_a_name() -> None:
    assert len(TRANSITIONS_BY_NAME) == len(TRANSITIONS)


@pytest.mark.parametrize("transition", TRANSITIONS, ids=TRANSITIONS_BY_NAME)
def test_a_transition_takes_everything_but_the_session_by_keyword(transition: Callable[..., Change]) -> None:
    session, *others = inspect.signature(transition).parameters.values()

    assert session.name == "session"
    assert all(other.kind is inspect.Parameter.KEYWORD_ONLY for other in others)


@pytest.mark.parametrize("transition", TRANSITIONS, ids=TRANSITIONS_BY_NAME)
def test_a_transition_takes_now_only_if_it_uses_it(transition: Callable[..., Change]) -> None:
    takes = "now" in inspect.signature(transition).parameters
    names = [node for node in ast.walk(ast.parse(inspect.getsource(transition))) if isinstance(node, ast.Name)]

    assert takes == any(name.id == "now" and isinstance(name.ctx, ast.Load) for name in names)


def test_binding_hands_the_moment_on_to_a_transition_that_takes_it() -> None:
    session = a_session()

    assert bind(add_note, text="Seen")(session, NINE).session.notes[0].at == NINE
    assert bind(set_goal, text="Ship it")(session, NINE).session.goal == "Ship it"


def test_every_module_of_the_domain_has_tests_of_its_own() -> None:
    modules = {module.name for module in pkgutil.iter_modules(refine_tui.domain.__path__)}

    assert {name for name in modules if not Path(__file__).with_name(f"test_{name}.py").exists()} == set()
