"""What the minutes say of the people: the role as it was written, who came late and who left early."""

from datetime import timedelta
from typing import Any

from refine_tui.domain import attendance, wrap_up
from refine_tui.domain.session import RefinementSession
from refine_tui.domain.timekeeping import next_phase
from refine_tui.minutes.document import document_of
from refine_tui.minutes.html_page import render_html
from refine_tui.minutes.markdown import render_markdown
from refine_tui.minutes.session_json import session_json
from tests.minutes.building import START, Table, opened


def session(people: str = "Ana (SM), Ben (PO), Ute (UX), -Tom (Head of *Ops*), -Eli") -> RefinementSession:
    """Return a session to which Tom comes at 10:12 in Madrid; Ana leaves at 10:40, Zoe comes at 10:12 and leaves."""
    table = Table(opened(people=people), seconds=0)
    table.do(next_phase)
    table.wait(12)
    table.do(attendance.arrive, person=4)
    table.do(attendance.add_person, name="Zoe")
    table.wait(28)
    table.do(attendance.leave, person=1)
    table.do(attendance.leave, person=6)
    table.do(wrap_up.close)
    return table.session


def people_json() -> list[Any]:
    people = session_json(document_of(session(), now=START))["people"]
    assert isinstance(people, list)
    return people


def test_the_first_lines_name_who_was_there_and_when() -> None:
    text = render_markdown(document_of(session(), now=START))

    assert (
        "facilitator Ana · present: Ana (until 10:40), Ben, Ute, Tom (from 10:12), Zoe (from 10:12 until 10:40)"
        " · away: Eli"
    ) in text


def test_the_attendance_has_the_roles_as_they_were_written() -> None:
    text = render_markdown(document_of(session(), now=START))

    assert (
        "- Present: Ana (SM, until 10:40), Ben (PO), Ute (UX), Tom (Head of \\*Ops\\*, from 10:12), "
        "Zoe (Dev, from 10:12 until 10:40)\n- Away: Eli (Dev)\n"
    ) in text


def test_the_page_has_them_too() -> None:
    page = render_html(document_of(session(), now=START))

    assert 'Ana <span class="role">SM, until 10:40</span>' in page
    assert 'Tom <span class="role">Head of *Ops*, from 10:12</span>' in page


def test_json_has_the_written_role_and_both_times_in_utc() -> None:
    ana, ben, ute, tom, eli, zoe = people_json()

    assert ben == {
        "name": "Ben", "role": "product_owner", "role_text": None, "present": True, "arrived_at": None, "left_at": None,
    }  # fmt: skip
    assert (ute["role"], ute["role_text"]) == ("developer", "UX")
    assert (ana["present"], ana["arrived_at"], ana["left_at"]) == (True, None, "2026-11-27T09:40:00Z")
    assert (tom["present"], tom["arrived_at"], tom["left_at"]) == (True, "2026-11-27T09:12:00Z", None)
    assert (zoe["arrived_at"], zoe["left_at"]) == ("2026-11-27T09:12:00Z", "2026-11-27T09:40:00Z")
    assert (eli["present"], eli["arrived_at"], eli["left_at"]) == (False, None, None)


def test_final_minutes_do_not_depend_on_the_present() -> None:
    closed = session()

    assert document_of(closed, now=START) == document_of(closed, now=START + timedelta(days=9))
