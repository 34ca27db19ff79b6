"""JSON text and the values that all our JSON shares.

Everywhere: an absent value is ``null`` (an empty list is ``[]``); a time is ISO 8601 in UTC to the second with a
``Z``, such as ``2026-11-27T09:00:00Z``; a day is ``2026-11-27``; the ``id`` of a record is its label, such as
``A17``, which ``refine actions done A17`` accepts; the ``item`` of a record is the key of the item, or ``#`` and its
number if it has no key. The order of the names is fixed. Names may be added; none is removed or changes its meaning.
"""

import json
import re
from datetime import UTC, date, datetime

Json = dict[str, object]

_UNSAFE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def dumps(value: object) -> str:
    """Return *value* as indented JSON with one line feed at its end.

    Letters are not escaped. Control, direction and surrogate characters are, so the text is safe on a terminal and
    can always be encoded as UTF-8.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def moment_json(moment: datetime | None) -> str | None:
    """Return a time in UTC to the second: ``2026-11-27T09:00:00Z``."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else None


def day_json(day: date | None) -> str | None:
    """Return a day: ``2026-11-27``."""
    return day.isoformat() if day else None
