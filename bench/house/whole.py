"""Backup, restore and the journal of a house with 100,000 records and as many journal entries, after its server has ended."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.house.place import Place


def put_away(place: Place, folder: Path, *, contacts: int, second: Place) -> list[tuple[str, str, str, bool]]:
    """Rows of a table: what, goal, measured, reached."""
    place.script("bench.house.fill", "contacts", str(contacts))
    sealing = place.script("bench.house.whole", "seal").out.split()
    verifying = place.script("bench.house.whole", "verify").out.split()
    written = place.command("backup", str(folder / "backup.zip"))
    restored = second.command("restore", str(folder / "backup.zip"))
    size = (folder / "backup.zip").stat().st_size / 1e6
    rows = int(float(verifying[0]))
    return [
        (f"seal {int(float(sealing[0])):,} journal rows", "—", f"{float(sealing[1]):,.0f} a second", True),
        (f"verify {rows:,} journal rows", "≥ 100,000 a second", f"{float(verifying[1]):,.0f} a second", float(verifying[1]) >= 1e5),
        (
            f"backup of {contacts + 10_000:,} records and the journal",
            "≤ 10 s",
            f"{written.wall:.1f} s ({written.cpu:.1f} s of processor), {size:.0f} MB",
            written.wall <= 10,
        ),
        ("restore of the same, verified", "—", f"{restored.wall:.1f} s ({restored.cpu:.1f} s of processor)", True),
    ]


def main(words: Sequence[str]) -> int:
    """Within the house: prints rows, and rows for each second of the processor."""
    import django

    django.setup()
    from milepost.kernel.journal.seal import seal, verify

    used, count = time.process_time(), 0
    if words[0] == "seal":
        while part := seal():
            count += part
    else:
        count = verify().position
    print(count, count / max(time.process_time() - used, 1e-9))
    return 0


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.config.settings")
    sys.exit(main(sys.argv[1:]))
