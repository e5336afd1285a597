"""Numbers for new records, without gaps while nothing fails: drawn from a counter whose row is locked until the transaction ends."""

from collections.abc import Sequence

from django.db import connection

from milepost.kernel.models import Counter, Record


def draw_numbers(prefix: str, records: Sequence[Record]) -> None:
    """Give each record the next number of its kind: "CLI-12"."""
    last = _raised(prefix, len(records))
    if last is None:
        Counter.objects.get_or_create(name=prefix)
        last = _raised(prefix, len(records))
    assert last is not None
    for place, record in enumerate(records, start=last - len(records) + 1):
        record.number = f"{prefix}-{place}"  # type: ignore[attr-defined]


def _raised(prefix: str, by: int) -> int | None:
    """Where the counter stands when it was raised, in the one statement that locks it; None when there is no such counter yet."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Counter._meta.db_table} SET last = last + %s WHERE name = %s RETURNING last", [by, prefix])
        row = cursor.fetchone()
    return None if row is None else int(row[0])
