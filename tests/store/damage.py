"""What happens to files: bits that flip, pages that are lost, ends that are missing, logs that belong elsewhere."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PAGE = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A database and its log, as they lie on the disk."""

    database: bytes
    log: bytes = b""

    @classmethod
    def at(cls, path: Path) -> Self:
        """Read them."""
        log = path.with_name(f"{path.name}-wal")
        return cls(database=path.read_bytes(), log=log.read_bytes() if log.exists() else b"")

    def put(self, path: Path) -> None:
        """Write them to *path* and beside it, in place of all else that lies there."""
        for file in path.parent.iterdir():
            file.unlink()
        path.write_bytes(self.database)
        if self.log:
            path.with_name(f"{path.name}-wal").write_bytes(self.log)


Damage = Callable[[Files, Files, random.Random], Files]
"""Takes whole files and those of another database, and returns damaged ones."""


def _bit(files: Files, _: Files, chance: random.Random) -> Files:
    content = bytearray(files.database)
    content[chance.randrange(PAGE, len(content))] ^= 1 << chance.randrange(8)
    return Files(database=bytes(content))


def _page(files: Files, chance: random.Random, fill: bytes) -> Files:
    begin = PAGE * chance.randrange(1, len(files.database) // PAGE)
    return Files(database=files.database[:begin] + fill + files.database[begin + PAGE :])


def _noise(files: Files, _: Files, chance: random.Random) -> Files:
    return _page(files, chance, chance.randbytes(PAGE))


def _zeroed(files: Files, _: Files, chance: random.Random) -> Files:
    return _page(files, chance, bytes(PAGE))


def _swapped(files: Files, _: Files, chance: random.Random) -> Files:
    pages = [files.database[begin : begin + PAGE] for begin in range(0, len(files.database), PAGE)]
    one, other = chance.sample(range(1, len(pages)), 2)
    while pages[one] == pages[other]:
        other = chance.randrange(1, len(pages))
    pages[one], pages[other] = pages[other], pages[one]
    return Files(database=b"".join(pages))


def _truncated(files: Files, _: Files, chance: random.Random) -> Files:
    return Files(database=files.database[: chance.randrange(100, len(files.database) - PAGE)])


def _header(files: Files, _: Files, chance: random.Random) -> Files:
    content = bytearray(files.database)
    content[chance.randrange(100)] ^= chance.randrange(1, 256)
    return Files(database=bytes(content))


def _log_missing(files: Files, _: Files, chance: random.Random) -> Files:
    del chance
    return Files(database=files.database)


def _log_foreign(files: Files, other: Files, chance: random.Random) -> Files:
    del chance
    return Files(database=files.database, log=other.log)


def _log_noisy(files: Files, _: Files, chance: random.Random) -> Files:
    content = bytearray(files.log)
    begin = chance.randrange(len(content))
    content[begin : begin + 512] = chance.randbytes(min(512, len(content) - begin))
    return Files(database=files.database, log=bytes(content[: chance.randrange(begin, len(content)) + 1]))


KINDS: Mapping[str, Damage] = {
    "a flipped bit": _bit,
    "a page of noise": _noise,
    "a zeroed page": _zeroed,
    "swapped pages": _swapped,
    "a missing end": _truncated,
    "a changed header": _header,
    "a missing log": _log_missing,
    "a foreign log": _log_foreign,
    "a noisy log": _log_noisy,
}
PAGES_LOST = ("a page of noise", "a zeroed page", "swapped pages", "a missing end", "a foreign log")
"""The kinds that must be found when the database is opened."""
