"""What an account was granted, itself and by its groups: read in the query that finds it, a row for each role and kind of scope.

The query stands on the way of every request, and somebody may have been granted thousands of scopes: it is written by hand, for Django
would take longer to write it than the database to answer, and gives the scopes of a role as one list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from milepost.kernel.access.changing import changing
from milepost.kernel.models import Grant, Membership, Role

HOUSE = "house"
_LIST = {"sqlite": "json_group_array(scope_id)", "postgresql": "array_agg(scope_id)"}


@dataclass(frozen=True, slots=True)
class Granted:
    """Permissions in scopes of one kind, by their ids; of the scope "house" the id is None. What is among `drafts` may be drafted there,
    and is done when somebody else countersigns it."""

    permissions: frozenset[str]
    scope_kind: str = HOUSE
    scope_ids: tuple[int | None, ...] = (None,)
    drafts: frozenset[str] = frozenset()

    def within(self, allowed: frozenset[str]) -> "Granted":
        """Of its permissions only those."""
        return Granted(self.permissions & allowed, self.scope_kind, self.scope_ids, self.drafts & allowed)

    def as_drafter(self) -> "Granted":
        """As if what may be drafted could be done."""
        return Granted(self.permissions | self.drafts, self.scope_kind, self.scope_ids)


def granted_by(permissions: Iterable[str], kind: str, ids: Iterable[int | None], countersigned: bool) -> Granted:
    """What a role gives in scopes of one kind: under countersignature everything may be seen, and what changes something be drafted."""
    whole = frozenset(permissions)
    drafts = whole & changing() if countersigned else frozenset()
    return Granted(whole - drafts, kind, tuple(ids), drafts)


@cache
def with_grants(who: str, *, vendor: str) -> str:
    """The query `who`, which gives the account's `id` first, with a row for each role and kind of scope, or one row where nothing was
    granted. After its columns stand permissions, kind, ids and whether under countersignature, as `granted_from` reads them."""
    grant, role, membership = (model._meta.db_table for model in (Grant, Role, Membership))
    return f"""WITH who AS ({who}), held AS (
SELECT g.role_id, g.scope_kind, g.scope_id, g.countersigned FROM {grant} g JOIN who ON g.account_id = who.id
UNION ALL SELECT g.role_id, g.scope_kind, g.scope_id, g.countersigned
FROM who JOIN {membership} m ON m.account_id = who.id JOIN {grant} g ON g.group_id = m.group_id)
SELECT who.*, r.permissions, h.scope_kind, h.ids, h.countersigned FROM who
LEFT JOIN (
SELECT role_id, scope_kind, countersigned, {_LIST[vendor]} AS ids FROM held GROUP BY role_id, scope_kind, countersigned) h ON 1 = 1
LEFT JOIN {role} r ON r.id = h.role_id"""


def granted_from(rows: Iterable[tuple[Any, Any, Any, Any]]) -> tuple[Granted, ...]:
    """The grants in the last four columns of that query."""
    return tuple(
        granted_by(_read(words), kind, _read(ids), bool(countersigned)) for words, kind, ids, countersigned in rows if kind is not None
    )


def _read(value: Any) -> list[Any]:
    """A list, which SQLite gives as JSON."""
    return value if isinstance(value, list) else orjson.loads(value)
