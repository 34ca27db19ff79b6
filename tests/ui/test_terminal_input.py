"""What a terminal sends, byte by byte: text, keys, pastes, and bytes that are neither."""

import random

import pytest
from textual.events import Key, Paste
from textual.message import Message

from refine_tui.ui.terminal_input import CHARACTER_TIMEOUT, PASTE_TIMEOUT, InputReader, KeysRead, UnreadableInput

START, END = b"\x1b[200~", b"\x1b[201~"


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def typed(messages: list[Message]) -> str:
    """Return the characters of all keys."""
    keys: list[Key] = []
    for message in messages:
        keys += message.keys if isinstance(message, KeysRead) else [message] if isinstance(message, Key) else []
    return "".join(key.character or "" for key in keys if key.is_printable)


def pasted(messages: list[Message]) -> list[str]:
    return [message.text for message in messages if isinstance(message, Paste)]


def unreadable(messages: list[Message]) -> int:
    return sum(isinstance(message, UnreadableInput) for message in messages)


@pytest.mark.parametrize("byte", [b"\xc0", b"\xff", b"\xe9", b"\x80", b"\xed\xa0\x80", b"\xf5"])
def test_bytes_that_are_no_utf_8_are_dropped_and_the_keys_around_them_are_not(byte: bytes) -> None:
    messages = InputReader().feed(b"a" + byte + b"b")

    assert typed(messages) == "ab"
    assert unreadable(messages) == 1


def test_a_character_may_arrive_in_pieces() -> None:
    seconds = Seconds()
    reader = InputReader(seconds)

    messages = reader.feed(b"\xe2") + reader.tick() + reader.feed(b"\x82") + reader.tick() + reader.feed(b"\xac")

    assert typed(messages) == "€"
    assert unreadable(messages) == 0


def test_a_piece_of_a_character_whose_rest_never_comes_is_dropped() -> None:
    seconds = Seconds()
    reader = InputReader(seconds)
    messages = reader.feed(b"\xe2\x82")
    seconds.now += CHARACTER_TIMEOUT

    dropped = reader.tick()

    assert (messages, unreadable(dropped)) == ([], 1)
    assert typed(reader.feed(b"x")) == "x"


@pytest.mark.parametrize(
    "sequence", [b"\x1b[1114112u", b"\x1b[99999999999999999999A", b"\x1b[:~", b"\x1b[97:65u", b"\x1b[55296u"]
)
def test_a_malformed_key_costs_no_key_but_itself(sequence: bytes) -> None:
    messages = InputReader().feed(b"a" + sequence + b"b")

    assert typed(messages) == "ab"
    assert unreadable(messages) == 1


def test_no_bytes_end_the_reader() -> None:
    random_source = random.Random(7)  # noqa: S311 - nothing secret
    pieces = [b"\x1b", b"[", b"<", b";", b":", b"u", b"m", b"~", b"R", b"t", b"200~", b"201~", b"9" * 20, b"1114112"]
    pieces += [bytes([byte]) for byte in range(256)]
    seconds = Seconds()
    for _ in range(2000):
        reader = InputReader(seconds)
        for _ in range(4):
            reader.feed(b"".join(random_source.choices(pieces, k=random_source.randint(1, 12))))
            seconds.now += random_source.choice([0, CHARACTER_TIMEOUT])
            reader.tick()
        seconds.now += PASTE_TIMEOUT
        reader.tick()
        reader.tick()
        reader.feed(END + b"\x00")

        assert typed(reader.feed(b"x")) == "x"


@pytest.mark.parametrize("text", ["abc\x1b", "a\x1bc", "\x1b", "a\x1b[c", "a\x1b[200~c", "", "a\nb", "é" * 3000])
def test_a_paste_is_everything_up_to_its_end_mark(text: str) -> None:
    messages = InputReader().feed(START + text.encode() + END + b"d")

    assert pasted(messages) == [text]
    assert typed(messages) == "d"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_a_paste_may_arrive_in_pieces(size: int) -> None:
    data = b"x" + START + b"one \x1b two" + END + START + b"three" + END + b"y"
    reader = InputReader()
    messages: list[Message] = []

    for index in range(0, len(data), size):
        messages += reader.feed(data[index : index + size])

    assert pasted(messages) == ["one \x1b two", "three"]
    assert typed(messages) == "xy"


def test_a_paste_without_an_end_does_not_keep_the_keyboard() -> None:
    seconds = Seconds()
    reader = InputReader(seconds)
    reader.feed(START + b"half")
    seconds.now += PASTE_TIMEOUT

    messages = reader.tick()

    assert pasted(messages) == ["half"]
    assert typed(reader.feed(b"x")) == "x"


def test_a_bad_byte_in_a_paste_does_not_lose_the_paste() -> None:
    messages = InputReader().feed(START + b"caf\xe9 noir" + END)

    assert pasted(messages) == ["caf\udce9 noir"]


@pytest.mark.parametrize(
    ("data", "burst"), [(b"unmu", 4), (b"unm", 0), (b"jjjjjj", 0), (b"\x1b[A\x1b[B\x1b[A\x1b[B\x1b[A", 0)]
)
def test_four_different_keys_in_one_read_are_a_burst(data: bytes, burst: int) -> None:
    messages = InputReader().feed(data)

    assert sum(len(message.keys) for message in messages if isinstance(message, KeysRead)) == burst


def test_an_escape_key_is_one_when_nothing_follows_it() -> None:
    reader = InputReader()
    reader.feed(b"\x1b")
    reader._parser._timeout_time = 0.0

    (key,) = reader.tick()

    assert isinstance(key, Key)
    assert key.key == "escape"
