"""Power cuts: what a disk may hold when the power goes while the store writes.

`traced` has strace note every write, sync and removal of a program; a `Disk` repeats them up to a moment and then
loses, keeps or tears what had not been synced, as a disk with a cache of its own may. Directory entries last at once,
but for the removal of a file, which may be forgotten.
"""

import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""

_CALLS = "write,pwrite64,fsync,fdatasync,ftruncate,unlink,rename,renameat,renameat2,unlinkat,pwritev,writev"
_LINE = re.compile(r"^(?:\d+ +)?(?P<call>\w+)\((?P<arguments>.*)\) += (?P<result>-?\d+)")
_DESCRIPTOR = re.compile(r'^\d+<"?(?P<path>[^>]*?)"?>(?:, )?(?P<rest>.*)$')
_BYTES = re.compile(r'^"(?P<hex>[^"]*)"(?P<more>\.\.\.)?(?:, \d+)?(?:, (?P<offset>\d+))?$')


@dataclass(frozen=True, slots=True)
class Call:
    """What the program had the system do."""

    name: str
    """``write``, ``sync``, ``truncate``, ``unlink`` or, for a line on standard output, ``say``."""
    path: str = ""
    data: bytes = b""
    offset: int = 0


def can_trace() -> bool:
    """Return whether strace is there, and may look at a program."""
    strace = shutil.which("strace")
    return bool(strace) and not subprocess.run([strace or "", "true"], capture_output=True, check=False).returncode


def traced(command: Sequence[str], log: Path, **options: object) -> list[Call]:
    """Run a program and return what it had the system do, in order."""
    strace = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-o", str(log)]
    subprocess.run([*strace, *command], check=True, capture_output=True, **options)  # type: ignore[call-overload]
    return list(_calls(log.read_text(encoding="ascii").splitlines()))


def _calls(lines: Sequence[str]) -> Iterator[Call]:
    for line in lines:
        assert "unfinished" not in line, f"two threads at once: {line[:200]}"
        found = _LINE.match(line)
        if found is None or found["result"].startswith("-"):
            continue
        name, arguments = found["call"], found["arguments"]
        if name == "unlink":
            yield Call("unlink", _plain(arguments.strip('"')).decode())
            continue
        held = _DESCRIPTOR.match(arguments)
        assert held is not None, f"a call that the disk does not know: {line[:200]}"
        path = _plain(held["path"]).decode() if held["path"].startswith("\\x") else held["path"]
        match name:
            case "fsync" | "fdatasync":
                yield Call("sync", path)
            case "ftruncate":
                yield Call("truncate", path, offset=int(held["rest"]))
            case "pwrite64" | "write":
                content = _BYTES.match(held["rest"])
                assert content is not None, line[:200]
                assert content["more"] is None, "strace cut the bytes off"
                spoken = name == "write" and arguments.startswith("1<")
                data = _plain(content["hex"])[: int(found["result"])]
                yield Call("say" if spoken else "write", path, data, int(content["offset"] or 0))
            case _:
                raise AssertionError(f"a call that the disk does not know: {line[:200]}")


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


class Disk:
    """Some files, what of them is safe, and what was written since."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._safe = dict(files)
        self._unsynced: dict[str, list[Call]] = {}
        self._removed: dict[str, bytes] = {}

    def do(self, call: Call) -> None:
        """Take in what the program had the system do; what concerns other files is no matter."""
        match call.name:
            case "write" | "truncate":
                self._removed.pop(call.path, None)
                self._unsynced.setdefault(call.path, []).append(call)
            case "sync":
                self._safe[call.path] = _after(self._safe.get(call.path, b""), self._unsynced.pop(call.path, []))
            case "unlink":
                self._removed[call.path] = self._safe.pop(call.path, b"")
                self._unsynced.pop(call.path, None)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what is on the disk if the power goes now; the disk itself goes on."""
        forgotten = {path: content for path, content in self._removed.items() if content and chance.random() < 0.5}
        files = self._safe | forgotten
        for path, calls in self._unsynced.items():
            files[path] = _after(files.get(path, b""), _survivors(calls, chance))
        return files


def _survivors(calls: list[Call], chance: random.Random) -> list[Call]:
    """Return which of the calls reached the disk: none, all, the first ones, any of them, or one in part."""
    match chance.choice(("none", "all", "first", "any", "torn")):
        case "none":
            return []
        case "all":
            return calls
        case "first":
            return calls[: chance.randrange(len(calls) + 1)]
        case "any":
            return [call for call in calls if chance.random() < 0.5]
        case _:
            *before, last = calls[: chance.randrange(len(calls)) + 1]
            sectors = chance.randrange(len(last.data) // SECTOR + 1)
            return [*before, Call(last.name, last.path, last.data[: sectors * SECTOR], last.offset)]


def _after(content: bytes, calls: list[Call]) -> bytes:
    result = bytearray(content)
    for call in calls:
        if call.name == "truncate":
            del result[call.offset :]
            continue
        result.extend(bytes(max(0, call.offset - len(result))))
        result[call.offset : call.offset + len(call.data)] = call.data
    return bytes(result)
