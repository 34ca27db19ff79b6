"""Reads the relations of a part of a workbook to other parts and to addresses."""

import posixpath
from collections.abc import Iterator

from refine_tui.importers.workbook.zip_package import Package


def relations(package: Package, path: str) -> Iterator[tuple[str, str, str, bool]]:
    """Yield the relations of a part: id, the last word of the type, target, and whether the target is external."""
    found: list[tuple[str, str, str, bool]] = []
    folder, file = posixpath.split(path)

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            outside = attributes.get("TargetMode", "").casefold() == "external"
            target = attributes.get("Target", "")
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append((attributes.get("Id", ""), kind, target if outside else inside, outside))

    package.parse(posixpath.join(folder, "_rels", f"{file}.rels"), start=start)
    yield from found
