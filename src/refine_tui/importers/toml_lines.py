"""Where a key stands in TOML text: the parser of the standard library does not tell."""

import re

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:=|\.)""")
_MULTI_LINE = re.compile(r'"""|' + r"'''")


class TomlLines:
    """The lines on which tables begin and keys stand, found by reading the text line by line."""

    def __init__(self, text: str) -> None:
        self._keys: dict[tuple[str, int, str], int] = {}
        self._tables: dict[tuple[str, int], int] = {}
        self._scan(text)

    def key(self, key: str, *, table: str = "", number: int = 0) -> int | None:
        """The line of *key* at the top, or in the table of that name and number (from 0); else the table's own line."""
        return self._keys.get((table, number, key)) or self.table(table, number) or self._tables.get((key, 0))

    def table(self, table: str, number: int = 0) -> int | None:
        """The line on which the table begins; where the tables are one list, the line of that list."""
        return self._tables.get((table, number)) or self._keys.get(("", 0, table))

    def _scan(self, text: str) -> None:
        table, number, within = "", 0, False
        counts: dict[str, int] = {}
        for line_number, line in enumerate(text.split("\n"), start=1):
            was_within = within
            within ^= len(_MULTI_LINE.findall(line)) % 2 == 1
            if was_within:
                continue
            if header := _HEADER.fullmatch(line.rstrip("\r")):
                table = header[1].strip("\"' ")
                number = counts.get(table, 0)
                counts[table] = number + 1
                self._tables[table, number] = line_number
            elif key := _KEY.match(line):
                self._keys.setdefault((table, number, key[1] or key[2] or key[3] or ""), line_number)
