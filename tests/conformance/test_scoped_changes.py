"""Changes by people whose grants are limited: rows are found through other tables and locked, on each database."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from milepost.kernel.access import Actor
from milepost.kernel.access.scopes import scope_kind_named
from milepost.kernel.entity import Entity, entities
from milepost.kernel.errors import Missing
from milepost.kernel.operations import operation_named, operations, perform
from tests.conformance_examples import example, made

EVERY = pytest.mark.parametrize("asked", [one for one in entities() if one.scopes and one.editable], ids=lambda one: one.name)


@EVERY
def test_a_grant_in_each_scope_lets_its_rows_be_changed_and_no_others(asked: Entity, anybody: Actor, staff: Any) -> None:
    edit = operation_named(asked.permission("edit"))
    record, other = made(asked, anybody), made(asked, anybody)
    for kind, path in asked.scopes.items():
        (scope,) = asked.model._default_manager.filter(pk=record.pk).values_list(path, flat=True)
        inside = scope is not None and scope in _of_nobody(kind, scope)
        actor = staff(f"{kind} {asked.name}", edit.name, asked.permission("view"), kind=kind, scope=scope if inside else 10**6)
        if inside:
            version = perform(edit, actor, on=[record.pk], given={}).records[0].version
            assert version == record.version
        for key in [other.pk] if inside else [record.pk, other.pk]:
            if inside and asked.model._default_manager.filter(pk=key, **{path: scope}).exists():
                continue
            with pytest.raises(Missing):
                perform(edit, actor, on=[key], given=example(asked, anybody))


def _of_nobody(kind: str, scope: int) -> Any:
    """What a grant for this one reaches when it is nobody's own that counts."""
    known = scope_kind_named(kind)
    assert known is not None
    return known.reached(scope, None)


@EVERY
def test_a_grant_in_several_scopes_at_once_reaches_through_all_of_them(asked: Entity, anybody: Actor, staff: Any) -> None:
    record = made(asked, anybody)
    permissions = (asked.permission("view"), *(one.name for one in operations(asked)))
    for kind in asked.scopes:
        actor = staff("Everywhere", *permissions, kind=kind, scope=10**6)
    with pytest.raises(Missing):
        perform(operation_named(asked.permission("edit")), actor, on=[record.pk], given={})


@EVERY
def test_only_the_rows_that_change_are_locked_not_those_the_scopes_lead_through(asked: Entity, anybody: Actor, staff: Any) -> None:
    record = made(asked, anybody)
    for kind in asked.scopes:
        actor = staff("Everywhere", asked.permission("edit"), asked.permission("view"), kind=kind, scope=10**6)
    with CaptureQueriesContext(connection) as asked_for, pytest.raises(Missing):
        perform(operation_named(asked.permission("edit")), actor, on=[record.pk], given={})
    locking = [query["sql"] for query in asked_for if "FOR UPDATE" in query["sql"]]
    assert len(locking) == int(connection.features.has_select_for_update)
    assert all(sql.endswith(f'FOR UPDATE OF "{asked.model._meta.db_table}"') for sql in locking)
