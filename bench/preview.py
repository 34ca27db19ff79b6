"""How long a key takes in the dialog that shows what a paste would do, with a large backlog in the store.

The key is timed inside the program, from the text to its reading: the text is parsed and compared with the backlog.
"""

import argparse
import statistics
import tempfile
from pathlib import Path
from time import perf_counter

from refine_tui.application.application import Application
from refine_tui.clock import SystemClock
from refine_tui.domain.backlog_item import ImportedItem
from refine_tui.domain.item_import import ItemImport
from refine_tui.importers.mapped_reading import read_mapped
from refine_tui.store.sqlite.database import open_store

AIM = 30
"""Milliseconds a key."""
TEAM = "Practice"
TYPED = "PAY-1 Guests pay by card\nPAY-9999 Refunds are booked in parts\n" * 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--items", type=int, default=5_000, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "refine.db")
        application = Application(store, SystemClock())
        items = tuple(ImportedItem(key=f"PAY-{n}", title=f"Story number {n}") for n in range(asked.items))
        application.backlogs.import_items(TEAM, ItemImport(items=items, source="text"))
        opened, keys = [], []
        for _ in range(asked.rounds):
            start = perf_counter()
            preview = application.backlogs.preview(TEAM)
            opened.append((perf_counter() - start) * 1000)
            for length in range(1, len(TYPED) + 1):
                start = perf_counter()
                report = read_mapped(TYPED[:length], name="the pasted text", saved=lambda _: {})
                preview.merge(report.item_import())
                keys.append((perf_counter() - start) * 1000)
        store.close()
    print(f"{asked.items:,} items in the store, {len(keys)} keys")
    print(f"opening the dialog reads the backlog beside the screen: {statistics.median(opened):.0f} ms")
    worst = sorted(keys)[int(len(keys) * 0.99)]
    print(f"a key: median {statistics.median(keys):.2f} ms, 99th of 100 {worst:.2f} ms (aim: at most {AIM} ms)")


if __name__ == "__main__":
    main()
