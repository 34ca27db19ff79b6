"""Reads the title, the key and the address in one line of prose."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from refine_tui.domain.plain_text import clean_line

_STANDARDS = r"(?:AES|CVE|COVID|ECMA|EN|ES|GPT|HTTP|IEC|IEEE|IPV|ISO|MD|MP|PEP|RFC|SHA|TLS|USB|UTF|WCAG)-"
_KEY = rf"(?:(?!{_STANDARDS})[A-Z][A-Z0-9_]{{1,12}}-\d+(?![\w-])|#\d+(?!\w)|[\w.-]+/[\w.-]+#\d+(?!\w))"
_LEADING_KEY = re.compile(rf"[\[(]?(?P<key>{_KEY})[\])]?(?:\s*[:–—|-]+\s+|\s*:\s*|\s+|$)")
_TRAILING_KEY = re.compile(
    rf"(?P<title>.*\S)\s*(?:[–—|-]\s+(?P<bare>{_KEY})|[\[(](?P<enclosed>{_KEY})[\])])", re.DOTALL
)
_URL = re.compile(r"https?://[^\s<>|\"]{1,2000}[^\s<>|\".,;:!?)\]'’”]")
_SLACK_LINK = re.compile(r"<(?P<url>(?:https?://|mailto:)[^\s<>|]+)(?:\|(?P<text>[^<>]*))?>")
_MARKDOWN_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<url>https?://[^\s()]+)\)")
_KEY_PATHS = (
    re.compile(r"/browse/(?P<key>[A-Za-z][A-Za-z0-9_]+-\d+)"),
    re.compile(r"/issue/(?P<key>[A-Za-z][A-Za-z0-9_]+-\d+)"),
    re.compile(r"/(?P<project>[^/]+(?:/[^/]+)+?)(?:/-)?/(?:issues|work_items|pull)/(?P<number>\d+)"),
    re.compile(r"/(?:_workitems/edit|issues|work_items)/(?P<number>\d+)"),
)
_LONGEST_PATH = 500
_BLANK_ENDS = " -–—|"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledLine:
    """The title, key and address in a line; a key or an address alone is the title, too."""

    title: str
    key: str = ""
    url: str = ""


def titled(line: str) -> TitledLine:
    """Read ``KEY title``, ``KEY: title``, ``title - KEY``, a title with an address in it, or an address alone."""
    url, text = _without_url(line)
    key, title = _key_and_title(text)
    key = key or key_in(url)
    if not _has_words(title):
        title = _last_part(url) if url else ""
    return TitledLine(title=title or key or clean_line(text), key=key, url=url)


def key_in(url: str) -> str:
    """Return the key in the address of an issue; empty if there is none."""
    path = _split(url)[1][:_LONGEST_PATH]
    for pattern in _KEY_PATHS:
        if match := pattern.search(path):
            found = match.groupdict()
            if "key" in found:
                return found["key"].upper()
            return f"{found['project']}#{found['number']}" if "project" in found else f"#{found['number']}"
    return ""


def _without_url(line: str) -> tuple[str, str]:
    """Return the first address of the line, and the line without it; the text of a link stays."""
    for pattern in (_SLACK_LINK, _MARKDOWN_LINK):
        if match := pattern.search(line):
            text = pattern.sub(lambda link: link["text"] or "", line)
            return match["url"].removeprefix("mailto:"), text
    match = _URL.search(line)
    if match is None:
        return "", line
    before, after = line[: match.start()].rstrip(" ([:"), line[match.end() :].lstrip(" )]")
    if before and after:  # in the middle of a sentence it stays
        return match[0], line
    return match[0], before + after


def _key_and_title(text: str) -> tuple[str, str]:
    text = clean_line(text)
    if match := _LEADING_KEY.match(text):
        return match["key"], clean_line(text[match.end() :]).rstrip(_BLANK_ENDS)
    text = text.strip(_BLANK_ENDS)
    if match := _TRAILING_KEY.fullmatch(text):
        return match["bare"] or match["enclosed"], match["title"].rstrip(_BLANK_ENDS)
    return "", text


def _last_part(url: str) -> str:
    """Return the last part of the path of an address as words; empty if it is a number."""
    host, path = _split(url)
    parts = [part for part in unquote(path).split("/") if part]
    last = parts[-1] if parts else host
    if last.isdecimal():
        return ""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]+-\d+", last):
        return last.upper()
    return clean_line(re.sub(r"[-_+]+", " ", re.sub(r"\.\w{2,5}$", "", last) if parts else last))


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket in the host's place
        return "", ""
    return parts.netloc, parts.path


def _has_words(text: str) -> bool:
    return any(character.isalnum() or character > "\u2000" for character in text)
