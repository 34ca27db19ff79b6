"""Agenda files: TOML becomes an agenda, or a list of everything that is wrong with it, line by line."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from refine_tui.domain.agenda import Agenda
from refine_tui.domain.nearest import did_you_mean
from refine_tui.domain.plain_text import clean_line
from refine_tui.importers.agenda_checks import AgendaReader
from refine_tui.importers.errors import AgendaProblem, ImportProblem
from refine_tui.importers.toml_lines import TomlLines

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailableAgendas:
    """The agendas of several folders, by id, each with its file; and the files that cannot be used."""

    agendas: tuple[tuple[Agenda, Path], ...] = ()
    """In the order of their ids' first appearance."""
    problems: tuple[tuple[Path, AgendaProblem], ...] = ()


def read_agenda(text: str, *, name: str) -> Agenda:
    """Read one agenda; *name* is what the sentences call the file.

    Raises:
        AgendaProblem: with one line for each thing that is wrong, naming file, line, key and the nearest valid one.
    """
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise AgendaProblem([_syntax(str(error), name)]) from None
    except (ValueError, RecursionError):
        raise AgendaProblem([f"{name} is not valid TOML: a number is too long or lists are nested too deep."]) from None
    reader = AgendaReader(name=name, lines=TomlLines(text))
    agenda = reader.read(values)
    if agenda is None:
        raise AgendaProblem(reader.problems)
    return agenda


def load_agenda(path: Path) -> Agenda:
    """Read the agenda of one file.

    Raises:
        AgendaProblem: it cannot be opened, or something in it is wrong.
    """
    name = clean_line(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise AgendaProblem([f"{name} cannot be read: {reason}; check the path."]) from None
    except UnicodeDecodeError:
        raise AgendaProblem([f"{name} is not UTF-8 text: save it as UTF-8."]) from None
    if len(content) > _LARGEST:
        raise AgendaProblem([f"{name} is larger than 1 MB, which no agenda is."])
    return read_agenda(text, name=name)


def available_agendas(folders: Sequence[Path]) -> AvailableAgendas:
    """Read every agenda of the folders; of one id the later folder's wins. A folder that is missing holds none.

    A file that is wrong is reported and does not keep the others away.
    """
    agendas: dict[str, tuple[Agenda, Path]] = {}
    problems: list[tuple[Path, AgendaProblem]] = []
    for folder in folders:
        for path in _files(folder):
            try:
                agenda = load_agenda(path)
            except AgendaProblem as problem:
                problems.append((path, problem))
            else:
                agendas[agenda.id] = (agenda, path)
    return AvailableAgendas(agendas=tuple(agendas.values()), problems=tuple(problems))


def find_agenda(id_or_path: str, folders: Sequence[Path]) -> Agenda:
    """Return the agenda of that id, or of the file at that path.

    Raises:
        AgendaProblem: the file is wrong.
        ImportProblem: there is no such agenda; the sentence names the nearest one.
    """
    available = available_agendas(folders)
    known = {agenda.id: agenda for agenda, _ in available.agendas}
    if id_or_path in known:
        return known[id_or_path]
    if id_or_path.endswith(".toml") or "/" in id_or_path or "\\" in id_or_path:
        return load_agenda(Path(id_or_path))
    for path, problem in available.problems:
        if path.stem == id_or_path:
            raise problem
    if known:
        hint = did_you_mean(id_or_path, known, otherwise="there are")
    else:
        hint = "there is none yet; name a file that ends in .toml"
    raise ImportProblem(f"There is no agenda “{clean_line(id_or_path)}”: {hint}")


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError:
        return []


def _syntax(message: str, name: str) -> str:
    place = re.search(r"\(at (?:line (\d+), column \d+|(end of document))\)", message)
    where = f"{name}, line {place[1]}" if place and place[1] else name
    what = message[: place.start()].strip() if place else message
    end = " at its end" if place and place[2] else ""
    return f"{where}: this is not valid TOML{end} ({clean_line(what).lower()})."
