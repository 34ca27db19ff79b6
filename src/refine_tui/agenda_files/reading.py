"""Reads agendas from TOML files; the error lists everything that is wrong with a file, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from refine_tui.agenda_files.checks import AgendaReader
from refine_tui.agenda_files.errors import AgendaError
from refine_tui.domain.agenda import Agenda
from refine_tui.domain.nearest import did_you_mean
from refine_tui.domain.plain_text import clean_line
from refine_tui.toml_lines import TomlLines, TomlSyntaxError, parse_toml

_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailableAgendas:
    """The agendas of several folders, by id, each with its file; and the files that cannot be used."""

    agendas: tuple[tuple[Agenda, Path], ...] = ()
    """In the order of their ids' first appearance."""
    problems: tuple[tuple[Path, AgendaError], ...] = ()


def read_agenda(text: str, *, name: str) -> Agenda:
    """Read one agenda; *name* is the name of the file in messages.

    Raises:
        AgendaError: with one line for each thing that is wrong, naming file, line, key and the nearest valid one.
    """
    try:
        values = parse_toml(text)
    except TomlSyntaxError as error:
        raise AgendaError([error.sentence(name)]) from None
    reader = AgendaReader(name=name, lines=TomlLines(text))
    agenda = reader.read(values)
    if agenda is None:
        raise AgendaError(reader.problems)
    return agenda


def load_agenda(path: Path) -> Agenda:
    """Read the agenda of one file.

    Raises:
        AgendaError: it cannot be opened, or something in it is wrong.
    """
    name = clean_line(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise AgendaError([f"{name} cannot be read: {reason}; check the path."]) from None
    except UnicodeDecodeError:
        raise AgendaError([f"{name} is not UTF-8 text: save it as UTF-8."]) from None
    if len(content) > _LARGEST:
        raise AgendaError([f"{name} is larger than 1 MB, which no agenda is."])
    return read_agenda(text, name=name)


def available_agendas(folders: Sequence[Path]) -> AvailableAgendas:
    """Read every agenda of the folders; of one id the later folder's wins. A folder that is missing holds none.

    A file that is wrong is reported; the other files are read all the same.
    """
    agendas: dict[str, tuple[Agenda, Path]] = {}
    problems: list[tuple[Path, AgendaError]] = []
    for folder in folders:
        for path in _files(folder):
            try:
                agenda = load_agenda(path)
            except AgendaError as error:
                problems.append((path, error))
            else:
                agendas[agenda.id] = (agenda, path)
    return AvailableAgendas(agendas=tuple(agendas.values()), problems=tuple(problems))


def find_agenda(id_or_path: str, folders: Sequence[Path]) -> Agenda:
    """Return the agenda with this id, or the one in the file at this path.

    Raises:
        AgendaError: the file is wrong, or there is no such agenda; the message names the nearest one.
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
    raise AgendaError([f"There is no agenda “{clean_line(id_or_path)}”: {hint}"])


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml" and not path.name.startswith("."))
    except OSError:
        return []
