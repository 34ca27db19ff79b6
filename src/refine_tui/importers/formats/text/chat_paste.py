"""Removes the names in a chat and the frame of a mail, which only the whole paste shows."""

import re
from collections.abc import Iterator, Sequence

from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.formats.text.chat_lines import PERSON, is_person, is_when, stamp_of

_ZOOM = re.compile(
    rf"\d{{1,2}}:\d{{2}}:\d{{2}}\s+(?:From\s+{PERSON}(?:\s+to\s+[^:\t]{{1,80}})?\s?:|{PERSON}:(?=\t))\s*", re.IGNORECASE
)
_MAIL_FIELD = re.compile(
    r"(?:from|sent|date|to|cc|bcc|subject|reply-to|importance|von|gesendet|datum|an|betreff|de|enviado(?: el)?|fecha"
    r"|para|asunto|envoyé|à|objet|da|inviato|oggetto|enviada em|assunto|od|wysłano|do|temat)\s?:(?:\s|$)",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"(?:on|am|el|le|em|dnia|w dniu)\s.{5,200}(?:wrote|schrieb.{0,80}|escribió|a écrit|escreveu|napisała?.{0,10})\s?:",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"[-_*\s]*(?:original message|forwarded message|begin forwarded message|_{5,})[-_*:\s]*", re.IGNORECASE
)
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|good morning|hola|buenos días|hallo|guten (?:tag|morgen)|liebe[r]?|bonjour|salut|olá|cześć)"
    r"(?:\s[\w.’'-]{1,30}){0,4}\s?[,!]",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:many )?thanks(?: a lot| again)?|thank you|cheers|best|(?:best|kind|warm) regards|regards|gracias|saludos"
    r"|un saludo|danke|(?:viele|liebe|beste) grüße|gruß|mfg|merci|cordialement|bien à vous|obrigad[oa]|pozdrawiam)"
    r"[\s,.!]*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"--\s?|sent from my .{1,40}|von meinem .{1,40} gesendet|enviado desde mi .{1,40}", re.IGNORECASE
)
_QUOTE = re.compile(r"\s*(?:>\s?)+")
_BEGINNING = 20_000
_FEWEST_FIELDS = 2
_MOST_NAMES = 3


def is_log(text: str) -> bool:
    """Return whether *text* is the saved chat of a meeting: most lines begin with a time and a name."""
    lines = [line for line in text[:_BEGINNING].strip().splitlines() if line.strip() and not line[:1].isspace()]
    return bool(lines) and 2 * sum(_ZOOM.match(line) is not None for line in lines) > len(lines)


def without_speakers(lines: Sequence[str]) -> list[str]:
    """Return the lines, with empty texts in place of those that are no items.

    These are names on lines of their own with a time below or next to them, and in a mail its fields, its greeting, its
    closing and the lines after it.
    """
    kept = [_ZOOM.sub("", line, count=1) if _ZOOM.match(line) else line for line in lines]
    for index in (*_names_above_times(kept), *_names_behind_times(kept), *_around_a_mail(kept)):
        kept[index] = ""
    return kept


def _names_above_times(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that are a name, with only a time on the line below, indented or with a day."""
    for index, line in enumerate(lines[:-1]):
        if not is_person(clean_line(line)) or not is_when(lines[index + 1]):
            continue
        is_bare = lines[index + 1][:1].isdecimal()  # a chat shows that of later messages, too, below any line
        begins = not index or not lines[index - 1].strip()
        if not is_bare or (begins and " " in line.strip()):
            yield index


def _names_behind_times(lines: Sequence[str]) -> Iterator[int]:
    """Yield lines such as ``[10:42] Ana Lopez``, if all lines with a time are such and have words below."""
    stamped = [index for index, line in enumerate(lines) if stamp_of(line)]
    names = [
        index
        for index in stamped
        if is_person(clean_line(lines[index])[len(stamp_of(lines[index])) :])
        and index + 1 < len(lines)
        and lines[index + 1].strip()
        and not stamp_of(lines[index + 1])
    ]
    if names and names == stamped:
        yield from names


def _around_a_mail(lines: Sequence[str]) -> Iterator[int]:
    plain = [clean_line(_QUOTE.sub("", line, count=1)) for line in lines]
    fields = list(_fields(plain))
    around = [index for index, line in enumerate(plain) if _REPLY.fullmatch(line) or _FORWARDED.fullmatch(line)]
    greetings = [index for index, line in enumerate(plain) if _GREETING.fullmatch(line)]
    yield from (*fields, *around, *greetings)
    if not (fields or around or greetings):
        return
    for index in (*fields, *around, *greetings):
        following = next((later for later in range(index + 1, len(plain)) if plain[later]), None)
        if following is not None and plain[following].endswith(":") and index in greetings:
            yield following
    yield from _closing(lines, plain)


def _fields(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines of every block of two or more fields, such as From and To."""
    block: list[int] = []
    for index, line in enumerate((*lines, "")):
        if _MAIL_FIELD.match(line):
            block.append(index)
        elif line or index == len(lines):
            if len(block) >= _FEWEST_FIELDS:
                yield from block
            block = []


def _closing(lines: Sequence[str], plain: Sequence[str]) -> Iterator[int]:
    """Yield the closing with the name below it, and the lines of a signature, up to the next mail."""
    below = False
    names = 0
    for index, line in enumerate(plain):
        if _SIGNATURE.fullmatch(line) and lines[index].strip():
            below = True
        elif _FORWARDED.fullmatch(line) or _REPLY.fullmatch(line) or _MAIL_FIELD.match(line):
            below = False
        if below or _CLOSING.fullmatch(line):
            names = 0 if below else 1
            yield index
        elif names and line and is_person(line) and len(line.split()) <= _MOST_NAMES:
            names = 0
            yield index
        elif line:
            names = 0
