"""Two people at one record: what others changed while somebody typed stands in the form, beside what was typed where both did."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from milepost.kernel.entity import Entity
from milepost.kernel.errors import Stale
from milepost.kernel.inputs import Ref
from milepost.kernel.merging import Theirs, merged
from milepost.kernel.rows import fields_of
from milepost.web.kept import Kept
from milepost.web.pages.form import Filled, Typed
from milepost.web.pages.history import value_then
from milepost.web.parts.table import label
from milepost.web.who import actor_at

CHOICE, THEIRS = "take-", "theirs"


@dataclass(frozen=True, slots=True)
class Other:
    """What stands there now, by whom it was put there, and whether it is chosen."""

    label: str
    value: Any
    by: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """`taken` was changed by others alone and is in `values`, which stand in the form; `clashing` are the inputs that both changed.
    `since` is the version from which both began; `oneself` says that the other was oneself, in another tab."""

    taken: tuple[Other, ...] = ()
    clashing: dict[str, Other] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    since: int | None = None
    oneself: bool = False


def met(request: HttpRequest, form: Filled, stale: Stale | None) -> Meeting:
    """What has to be told and chosen, when the form was made from an older version than the record has now."""
    since, row = _since(request), form.row
    if form.operation.kind != "edit" or request.method != "POST" or row is None or (stale is None and since is None):
        return Meeting()
    begun = since if since is not None else version_of(request, row)
    found = merged(form.operation, actor_at(request), row["id"], version=begun, typed=form.values)
    taken = tuple(_other(form, one) for one in found.taken)
    clashing = {one.name: _other(form, one, chosen=_chosen(request, one.name)) for one in found.clashing}
    others = [one.by for one in (*found.taken, *found.clashing)]
    oneself = bool(others) and set(others) == {actor_at(request).name}
    return Meeting(taken, clashing, {one.name: row[one.name] for one in found.taken}, begun, oneself)


def left_to_save(request: HttpRequest, typed: Typed) -> Typed:
    """Without what somebody else's is chosen for."""
    return {name: value for name, value in typed.items() if not _chosen(request, name)}


def version_of(request: HttpRequest, row: dict[str, Any], kept: Kept | None = None) -> int:
    """The version that the form was made from, be it before the session ended."""
    return _whole(kept.version if kept is not None else request.POST.get("version", "")) or int(row["version"])


def _since(request: HttpRequest) -> int | None:
    return _whole(request.POST.get("since", ""))


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _chosen(request: HttpRequest, name: str) -> bool:
    return request.POST.get(f"{CHOICE}{name}") == THEIRS


def _other(form: Filled, one: Theirs, *, chosen: bool = False) -> Other:
    entity, row = form.operation.entity, form.row or {}
    fields = fields_of(entity)[one.name]
    return Other(label(fields), _shown(entity, one, row), one.by or gettext("the house"), chosen)


def _shown(entity: Entity, one: Theirs, row: dict[str, Any]) -> Any:
    """As the record's page shows it; of a reference the row knows the title."""
    known = fields_of(entity)[one.name]
    titles = {}
    if isinstance(known.input, Ref) and isinstance(row.get(one.name), dict):
        titles = {one.name: {row[one.name]["id"]: row[one.name]["title"]}}
    return value_then(known, titles, one.after)
