"""A document that is there to be read, given as a backlog."""

from refine_tui.importers.detection import read_items

README = """# Shop

The shop takes orders from the web and from the counter, and hands them to the ledger once a night.
It is written for small teams that have no time to run anything larger than a single machine.

## Features

- Orders
- Refunds

## Installation

Unpack the archive, write the configuration as the example beside it shows, and start the service with it.
Whoever wants to keep the data on another machine sets the address of the database in the same place.
"""
WORDS = "reads like a document and not like a backlog"


def test_a_readme_is_read_with_a_warning() -> None:
    """It comes first: nothing else matters then."""
    report = read_items(README, name="README.md")

    assert [item.title for item in report.items] == ["Orders", "Refunds"]
    assert WORDS in report.warnings[0]


def test_a_backlog_with_prose_around_it_has_no_such_warning() -> None:
    """One check box, one key or one estimate is enough, or lists that say more than the prose."""
    for text in (
        README.replace("- Orders", "- [ ] Orders"),
        README.replace("- Orders", "- PAY-1 Orders"),
        README.replace("- Orders", "- Orders (5)"),
        README.replace("- Refunds", "\n".join(f"- Refund number {number} of a whole order" for number in range(20))),
        "# Backlog\n\nWhat we want.\n\n- Orders\n- Refunds\n",
    ):
        assert not any(WORDS in warning for warning in read_items(text, name="README.md").warnings)
