"""Numbers for new records, without gaps while nothing fails: drawn from a counter whose row is locked until the transaction ends."""

from collections.abc import Sequence

from milepost.kernel.models import Counter, Record


def draw_numbers(prefix: str, records: Sequence[Record]) -> None:
    """Give each record the next number of its kind: "CLI-12"."""
    counter, _ = Counter.objects.select_for_update().get_or_create(name=prefix)
    for place, record in enumerate(records, start=1):
        record.number = f"{prefix}-{counter.last + place}"  # type: ignore[attr-defined]
    counter.last += len(records)
    counter.save(update_fields=["last"])
