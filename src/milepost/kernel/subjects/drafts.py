"""Drafts of operations on a person: what they propose is data of that person as much as what stands in the record."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from milepost.kernel.entity import entity as entity_named
from milepost.kernel.models import Draft
from milepost.kernel.subjects.rows import Found

DRAFTED: dict[str, Any] = {"subject": "erased", "inputs": {}, "note": "", "answer": ""}
"""Columns of a draft, and what stands there once it is erased."""


def drafts_about(found: Sequence[Found]) -> Found | None:
    """The drafts that would change or make, or did change or make, one of the rows that are about the person."""
    conditions = []
    for one in found:
        if one.theirs:
            ids = [*one.ids, *one.gone]
            conditions.append(Q(operation__startswith=f"{one.entity.name}.") & (Q(record__in=ids) | Q(result__in=ids)))
    keys = tuple(Draft.objects.filter(reduce(or_, conditions)).order_by("pk").values_list("pk", flat=True))
    return Found(entity_named("draft"), keys, theirs=True, also=DRAFTED) if keys else None
