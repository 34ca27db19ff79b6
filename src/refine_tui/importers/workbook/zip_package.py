"""Reads zip files of XML parts, as Excel writes them, within limits of memory and time."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from xml.parsers import expat

from refine_tui.importers.documents.xml_documents import refuse_declarations
from refine_tui.importers.errors import ImportReadError

MAXIMUM_EXPANDED = 200 * 1024 * 1024
"""The largest size of all parts together when unpacked, in bytes."""

_MOST_PARTS = 10_000
_CHUNK = 64 * 1024
_PART = b"PK\x01\x02"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, KeyError, NotImplementedError, RuntimeError),
)
"""The exceptions of a broken or malicious zip file."""
_ADVICE = "save the sheet again as .xlsx or as CSV UTF-8, or paste one item per line"


class Package:
    """The parts of one zip file; the limit of unpacked bytes is for all of them."""

    def __init__(self, content: bytes, *, name: str) -> None:
        """Open the file.

        Raises:
            ImportReadError: the file is broken, protected by a password, or too large when unpacked.
        """
        self.name = name
        """The name of the file in messages."""
        self._expanded = 0
        if content.count(_PART) > _MOST_PARTS:
            raise self._too_large()
        with self._whole():
            self._file = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {part.filename.lstrip("/").casefold(): part for part in self._file.infolist()}
        if sum(part.file_size for part in self._file.infolist()) > MAXIMUM_EXPANDED:
            raise self._too_large()

    def __contains__(self, path: str) -> bool:
        return path.casefold() in self._parts

    def parse(
        self,
        path: str,
        *,
        start: Callable[[str, dict[str, str]], object],
        end: Callable[[str], object] | None = None,
        data: Callable[[str], object] | None = None,
    ) -> None:
        """Parse a part as XML, element by element, with names without prefixes; a missing part has no elements.

        Raises:
            ImportReadError: the part is broken or too large, or declares a document type or an entity.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(
            _local(tag), {_local(name): value for name, value in attributes.items()}
        )
        parser.EndElementHandler = (lambda tag: end(_local(tag))) if end else None
        parser.CharacterDataHandler = data
        parser.StartDoctypeDeclHandler = self._declaration
        parser.EntityDeclHandler = self._declaration
        try:
            for chunk in self._chunks(path):
                parser.Parse(chunk, False)
            if path in self:
                parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError):  # the last two: an unknown encoding
            raise self._broken() from None

    def _chunks(self, path: str) -> Iterator[bytes]:
        part = self._parts.get(path.casefold())
        if part is None:
            return
        if part.flag_bits & _ENCRYPTED or part.compress_type not in _METHODS:
            raise self._broken()
        with self._whole(), self._file.open(part) as opened:
            while chunk := opened.read(_CHUNK):
                self._expanded += len(chunk)
                if self._expanded > MAXIMUM_EXPANDED:
                    raise self._too_large()
                yield chunk

    def _declaration(self, *_: object) -> None:
        refuse_declarations("<!DOCTYPE", name=self.name)

    @contextmanager
    def _whole(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN:
            raise self._broken() from None

    def _broken(self) -> ImportReadError:
        return ImportReadError(f"{self.name} is a broken or protected Excel workbook or another zip file: {_ADVICE}.")

    def _too_large(self) -> ImportReadError:
        return ImportReadError(
            f"{self.name} would have more than {MAXIMUM_EXPANDED // 1024 // 1024} MB when it is unpacked: {_ADVICE}."
        )


@lru_cache(maxsize=1024)  # a sheet has the same few names a million times
def _local(name: str) -> str:
    return name.rpartition(":")[2]
