"""Turn the bytes that a terminal sends into messages, whatever the bytes are."""

import codecs
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.events import Key, Paste
from textual.message import Message

BURST = 4
"""Printable keys in one read from the terminal from which on nobody can have typed them one by one."""
CHARACTER_TIMEOUT = 1.0
"""Seconds after which the rest of a UTF-8 character is no longer expected."""
PASTE_TIMEOUT = 5.0
"""Seconds without input after which a paste ends without its end mark: the keyboard would be dead otherwise."""
_UNDECODABLE = re.compile(r"[\ud800-\udfff]")


@dataclass
class KeysRead(Message):
    """Several keys that one read from the terminal has returned: typed ahead, or pasted by a terminal without marks."""

    keys: tuple[Key, ...]


class UnreadableInput(Message):
    """The terminal has sent bytes that are neither text nor a key; they were dropped."""


@dataclass
class InputFailed(Message):
    """The thread that reads the keyboard has failed."""

    error: BaseException


class ScreenDamaged(Message):
    """Others may have written to the terminal while the process was stopped."""


class InputReader:
    """Decodes and parses the input of a terminal.

    It differs from Textual's own parser in three ways: bytes that are not UTF-8 and malformed key sequences are
    dropped, where the parser raises an error that ends the app; a paste is everything up to its end mark, escape
    characters included; a burst of keys arrives as one `KeysRead`.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Make a reader; *now* returns seconds."""
        self._now = now
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._parser = XTermParser()
        self._fed = ""
        self._paste: str | None = None
        self._fed_at = 0.0
        self._dropped = False

    def feed(self, data: bytes) -> list[Message]:
        """Return the messages for the bytes of one read."""
        self._fed_at = self._now()
        return self._messages(self._decoder.decode(data))

    def tick(self) -> list[Message]:
        """Return the messages that are due because no more bytes came: an escape key, a paste that never ended.

        Call it several times a second while there is nothing to read.
        """
        idle = self._now() - self._fed_at
        messages = [*self._guarded(self._parser.tick)]
        if idle >= CHARACTER_TIMEOUT and self._decoder.getstate()[0]:
            messages += self._messages(self._decoder.decode(b"", final=True))
        if idle >= PASTE_TIMEOUT and self._paste is not None:
            messages += self._messages(BRACKETED_PASTE_END)
        return messages

    def _messages(self, text: str) -> list[Message]:
        self._dropped = False
        messages = with_bursts([*self._parsed(text)])
        return [*messages, UnreadableInput()] if self._dropped else messages

    def _parsed(self, text: str) -> Iterator[Message]:
        while text:
            if self._paste is None:
                keys, text = self._until_paste(text)
                yield from self._keys(keys)
            else:
                self._paste += text
                pasted, end, text = self._paste.partition(BRACKETED_PASTE_END)
                if not end:
                    return
                self._paste = None
                yield Paste(pasted.replace("\x00", ""))
                yield from self._keys(end)

    def _until_paste(self, text: str) -> tuple[str, str]:
        """Part *text* behind the first start mark, whose beginning an earlier read may have returned."""
        before = self._fed
        end = (before + text).find(BRACKETED_PASTE_START) + len(BRACKETED_PASTE_START) - len(before)
        if end <= 0 or BRACKETED_PASTE_START not in before + text:
            self._fed = (before + text)[1 - len(BRACKETED_PASTE_START) :]
            return text, ""
        self._fed, self._paste = "", ""
        return text[:end], text[end:]

    def _keys(self, text: str) -> Iterator[Message]:
        """Parse text outside of pastes, character by character, so that an error costs no more than one sequence."""
        readable = _UNDECODABLE.sub("", text)
        self._dropped |= readable != text
        for character in readable:
            yield from self._guarded(lambda character=character: self._parser.feed(character))  # type: ignore[misc]

    def _guarded(self, parse: Callable[[], Iterable[Message]]) -> Iterator[Message]:
        try:
            messages = list(parse())
        except (ValueError, OverflowError):  # the numbers of a malformed sequence
            self._parser = XTermParser()
            self._dropped = True
            return
        for message in messages:
            if isinstance(message, Key) and _UNDECODABLE.search(message.character or ""):
                self._dropped = True
            elif not isinstance(message, Paste):  # the parser sees the marks of a paste, and nothing between them
                yield message


def with_bursts(messages: list[Message]) -> list[Message]:
    """Return the messages of one read, each run of keys in one `KeysRead` if the read is a burst of keys.

    A single key that is held down is none, however often it repeats.
    """
    printable = [message.character for message in messages if isinstance(message, Key) and message.is_printable]
    if len(printable) < BURST or len(set(printable)) == 1:
        return messages
    grouped: list[Message] = []
    keys: list[Key] = []
    for message in messages:
        if isinstance(message, Key):
            keys.append(message)
            continue
        grouped += [KeysRead(tuple(keys)), message] if keys else [message]
        keys = []
    return [*grouped, KeysRead(tuple(keys))] if keys else grouped
