"""What an answer holds once: values that no row has, and that the answer kept under an idempotency key must not have either."""

from collections.abc import Sequence
from typing import Any

from milepost.kernel.operations import Done

Json = dict[str, Any]
GONE = "shown with the first answer only; nothing keeps it"


def with_shown(done: Done, rows: Sequence[Json]) -> tuple[list[Json], list[Json]]:
    """A row for each record: as it is answered now, and as it is kept to be answered again, which says what it lacks. Of a record that
    the caller may make and not see there is its id."""
    shown = done.shown
    known = {row["id"]: row for row in rows}
    now = [known.get(record.pk, {"id": record.pk}) for record in done.records]
    if not shown:
        return now, now
    kept = [row | dict.fromkeys(shown.get(row["id"], ()), None) | {"not_shown_again": GONE} for row in now]
    return [row | shown.get(row["id"], {}) for row in now], kept
