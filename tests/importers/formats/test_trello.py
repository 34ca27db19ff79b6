"""A board of Trello."""

import json

import pytest

from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.importers.detection import read_items
from refine_tui.importers.report import ImportReport

LISTS = [
    {"id": "l2", "name": "Doing", "closed": False, "pos": 200},
    {"id": "l1", "name": "Next up", "closed": False, "pos": 100},
    {"id": "l3", "name": "Old", "closed": True, "pos": 50},
    {"id": "l4", "name": "Done", "closed": False, "pos": 300},
]


def card(**fields: object) -> dict[str, object]:
    """Return an open card of the first list."""
    return {"id": "5ca4d3f0aaaaaaaaaaaaaaaa", "idShort": 7, "name": "Refund", "idList": "l1", "pos": 1} | fields


def read(*cards: object, **board: object) -> ImportReport:
    """Read a board of those cards."""
    value = {"name": "Board", "lists": LISTS, "cards": list(cards)} | board
    return read_items(json.dumps(value), name="board.json")


def one(*, board: dict[str, object] | None = None, **fields: object) -> ImportedItem:
    """Read one card."""
    (item,) = read(card(**fields), **board or {}).items
    return item


def test_all_fields_of_a_card_are_read() -> None:
    """The id tells when it was made."""
    item = one(
        name="(5) Refund a payment",
        desc="Support cannot do it.\n",
        idMembers=["m1", "m9"],
        labels=[{"name": "billing", "color": "red"}, {"name": "", "color": "green_dark"}],
        dateLastActivity="2025-03-04T10:00:00.000Z",
        shortUrl="https://trello.com/c/AbCdEf12",
        url="https://trello.com/c/AbCdEf12/7-refund",
        due=None,
        board={
            "members": [{"id": "m1", "fullName": "Ana Lopez", "username": "ana"}],
            "checklists": [
                {"idCard": "other", "id": "c0", "name": "AC", "checkItems": [{"name": "x", "pos": 1}]},
                {"idCard": "5ca4d3f0aaaaaaaaaaaaaaaa", "id": "c1", "name": "Tasks", "checkItems": [{"name": "call"}]},
                {
                    "idCard": "5ca4d3f0aaaaaaaaaaaaaaaa",
                    "id": "c2",
                    "name": "Acceptance criteria",
                    "checkItems": [
                        {"name": "in part", "pos": 9, "state": "complete"},
                        {"name": "in **full**", "pos": 4},
                    ],
                },
            ],
        },
    )

    assert item == ImportedItem(
        key="#7",
        url="https://trello.com/c/AbCdEf12",
        title="Refund a payment",
        description="Support cannot do it.",
        status="Next up",
        labels=("billing", "green_dark"),
        assignee="Ana Lopez",
        created="2019-04-03T15:40:32+00:00",
        updated="2025-03-04T10:00:00+00:00",
        estimate="5",
        acceptance_criteria=("in full", "in part"),
    )


def test_the_order_is_that_of_the_board() -> None:
    """Lists by their place, cards by theirs."""
    cards = [card(name="c", idList="l2", pos=1), card(name="b", pos=20), card(name="a", pos=3.5)]

    assert [item.title for item in read(*(one | {"idShort": n} for n, one in enumerate(cards))).items] == list("abc")


def test_archived_cards_and_cards_of_archived_lists_are_counted() -> None:
    """Most of an old board is archived."""
    report = read(card(), card(idShort=8, closed=True), card(idShort=9, idList="l3"), card(idShort=10, idList="l4"))

    assert [(item.key, item.done) for item in report.items] == [("#7", False), ("#10", True)]
    assert report.warnings == ("2 archived cards were left out, of archived lists, too.",)
    assert read(card(closed=True)).warnings == (
        "1 archived card was left out, of archived lists, too.",
        "board.json has no open cards in it.",
    )


@pytest.mark.parametrize(
    ("name", "title", "estimate"),
    [
        ("(5) Refund", "Refund", "5"),
        ("[0.5] Refund", "Refund", "0.5"),
        ("(13)Refund", "Refund", "13"),
        ("Refund (3)", "Refund", "3"),
        ("Refund (2025 edition)", "Refund (2025 edition)", ""),
        ("(urgent) Refund", "(urgent) Refund", ""),
        ("(5)", "(5)", ""),
    ],
)
def test_points_stand_before_or_behind_the_title(name: str, title: str, estimate: str) -> None:
    """In round or square brackets."""
    item = one(name=name)

    assert (item.title, item.estimate) == (title, estimate)


def test_custom_fields_hold_points_and_priority() -> None:
    """A number, or the text of an option."""
    fields = [
        {"id": "f1", "name": "Story Points", "type": "number"},
        {
            "id": "f2",
            "name": "Priority",
            "options": [{"id": "o1", "value": {"text": "Low"}}, {"id": "o2", "value": {"text": "High"}}],
        },
    ]
    held = [{"idCustomField": "f2", "idValue": "o2", "value": None}, {"idCustomField": "f1", "value": {"number": "8"}}]

    item = one(customFieldItems=held, board={"customFields": fields})

    assert (item.estimate, item.priority) == ("8", "High")


def test_without_a_checklist_of_that_name_all_of_them_are_criteria() -> None:
    """And without any, the text is asked."""
    checklists = [
        {"idCard": "5ca4d3f0aaaaaaaaaaaaaaaa", "id": "c2", "pos": 2, "name": "Later", "checkItems": [{"name": "mail"}]},
        {"idCard": "5ca4d3f0aaaaaaaaaaaaaaaa", "id": "c1", "pos": 1, "name": "Tasks", "checkItems": [{"name": "call"}]},
    ]

    assert one(board={"checklists": checklists}).acceptance_criteria == ("call", "mail")
    assert one(desc="## AC\n- in full").acceptance_criteria == ("in full",)


def test_an_old_board_has_neither_labels_nor_fields() -> None:
    """Labels are then named by their id alone."""
    assert one(labels=None, idLabels=["x"]).labels == ()
    assert one(idLabels=["x"], board={"labels": [{"id": "x", "name": "", "color": "blue"}]}).labels == ("blue",)
    assert one(id="7", idList="gone", pos=None).created is None


def test_a_board_of_a_megabyte_on_one_line_is_read() -> None:
    """Trello writes no line ends."""
    cards = [card(idShort=n, name=f"Refund {n}", desc="x" * 1000, pos=n) for n in range(1100)]

    assert len(read(*cards).items) == 1100
