"""From the schema whose questions had no date: every question stays, and can have a date from then on."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from refine_tui.domain import recording
from refine_tui.domain.records import RecordDraft, RecordKind
from refine_tui.domain.transitions import bind
from refine_tui.store.sqlite.schema import migrate
from tests.driver import open_store
from tests.store.test_migration_0002 import ROWS, make_old, record
from tests.support import FakeClock, a_facilitator

OPEN = record(2, "Which “zone”?", session_id=2, owner="Ana", status="open", answer="")
ANSWERED = record(3, "Half up?", session_id=2, owner="", status="answered", answer="Yes")
LINK = {"session_id": 2, "number": 1, "team_id": 1}


def test_questions_and_what_refers_to_them_stay_and_can_have_a_date(path: Path) -> None:
    make_old(path, *ROWS, ("question", OPEN), ("question", ANSWERED))
    migrate(path, head="0004")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO earlier_question (session_id, number, team_id) VALUES (:session_id, :number, :team_id)", LINK
        )
        connection.commit()

    store = open_store(path)
    running = store.load(2)

    assert [question.text for question in store.load(1).questions] == ["Which zone?"]
    assert [(question.label, question.text, question.owner, question.due) for question in running.questions] == [
        ("Q2", "Which “zone”?", "Ana", None),
        ("Q3", "Half up?", "", None),
    ]
    assert [(question.answer, question.item) for question in running.questions] == [("", 1), ("Yes", 1)]
    assert [(question.label, question.due) for question in running.earlier_questions] == [("Q1", None)]

    desk = a_facilitator(store, FakeClock())
    desk.resume(2)
    draft = RecordDraft(text="Which zone?", owner="Ana", due=date(2026, 12, 4))
    desk.apply(bind(recording.edit_record, kind=RecordKind.QUESTION, number=2, draft=draft))
    desk.leave()
    assert store.load(2).questions[0].due == date(2026, 12, 4)
    store.close()
