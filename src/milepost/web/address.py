"""The address of everything that has a page, in one place."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from milepost.kernel.entity import Entity, entities


def word(entity: Entity) -> str:
    """The entity's part of an address: "work-roles"."""
    return entity.plural.replace(" ", "-")


def paged() -> tuple[Entity, ...]:
    """The entities that have pages: what hangs on other records is shown there."""
    return tuple(one for one in entities() if one.reach is None)


def back(request: HttpRequest, asked: str | None, usual: str = "/") -> str:
    """Where somebody came from, if that is a page of ours."""
    ours = asked and url_has_allowed_host_and_scheme(asked, {request.get_host()})
    return asked if asked and ours else usual


def list_url(entity: Entity) -> str:
    """/organisations/."""
    return f"/{word(entity)}/"


def key_of(row: dict[str, Any]) -> str:
    """What stands for a record in an address: its number, else its id."""
    return str(row.get("number") or row["id"])


def record_url(entity: Entity, row: dict[str, Any]) -> str:
    """/organisations/ORG-3/."""
    return f"/{word(entity)}/{key_of(row)}/"
