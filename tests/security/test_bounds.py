"""What an input takes fits into its column on every database: PostgreSQL refuses what is too large for it, and SQLite does not."""

from typing import Any

import pytest
from django.db.models import CharField, IntegerField

from milepost.kernel.entity import Entity, entities
from milepost.kernel.inputs import Amount, Text, Whole

RANGES = {"SmallIntegerField": 2**15, "PositiveSmallIntegerField": 2**15, "IntegerField": 2**31, "PositiveIntegerField": 2**31}


@pytest.mark.parametrize("asked", entities(), ids=lambda one: one.name)
def test_no_input_takes_more_than_its_column_holds(asked: Entity) -> None:
    for column in asked.columns:
        field: Any = asked.model._meta.get_field(column.name)
        if isinstance(column.input, Text) and isinstance(field, CharField):
            assert column.input.most <= field.max_length, column.name
        if isinstance(column.input, Whole | Amount) and isinstance(field, IntegerField) and column.asked:
            most = getattr(column.input, "most", 10**15)
            assert most < RANGES.get(field.get_internal_type(), 2**63), column.name
