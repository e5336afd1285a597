"""Many ids in a filter as one value: thousands of single ones take longer to write than to look up, and there is a limit to them."""

from collections.abc import Sequence
from typing import Any

import orjson
from django.db.models import Expression
from django.db.models.fields import BigIntegerField

FEW = 50


def among(ids: Sequence[int]) -> Any:
    """What stands after `__in=`: the ids themselves where they are few."""
    return list(ids) if len(ids) <= FEW else Among(ids)


class Among(Expression):
    """The ids as the rows of a list that is given as one value."""

    contains_column_references = False

    def __init__(self, ids: Sequence[int]) -> None:
        super().__init__(output_field=BigIntegerField())
        self.ids = tuple(ids)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        """JSON is what SQLite takes for a list."""
        return "(SELECT value FROM json_each(%s))", [orjson.dumps(self.ids).decode()]

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        """An array."""
        return "(SELECT unnest(%s::bigint[]))", [list(self.ids)]
