"""Every address of the pages, read from the addresses that Django knows, with something that stands in each place of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from milepost.kernel.access import Actor
from milepost.kernel.documents import documents
from milepost.kernel.entity import Entity, entity
from milepost.kernel.models import Record
from milepost.web.address import key_of, paged, word
from tests.conformance_examples import made

PROGRAMS = ("/api/", "/livez", "/readyz", "/metrics", "/static/")
ELSEWHERE = "123456"
"""A key that stands for nothing: what is asked for with it says so."""


@dataclass(frozen=True)
class Route:
    """An address with its pattern; `kind` is the pattern without the entity's word, or the pattern itself where no entity owns it."""

    pattern: str
    path: str
    kind: str
    entity: str = ""

    @property
    def is_record(self) -> bool:
        return self.kind.startswith("<str:key>/")


def patterns() -> list[str]:
    """Of everything that is no program's."""
    return [one for one in _walk(get_resolver().url_patterns, "/") if not one.startswith(PROGRAMS)]


def _walk(found: Any, before: str) -> Iterator[str]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern))
        else:
            assert isinstance(one, URLPattern)
            yield before + str(one.pattern).lstrip("^").rstrip("$")


def whole_house(anybody: Actor) -> dict[str, Record]:
    """A record of every entity that has pages."""
    house: dict[str, Any] = {one.name: made(one, anybody) for one in paged()}
    return house | {"project": house["project-plan"].project}  # the pages of a project's plan hang on the project


def routes(house: dict[str, Any]) -> list[Route]:
    """Each once, with records of the house in them."""
    owners = sorted(((f"/{word(one)}/", one) for one in paged()), key=lambda pair: -len(pair[0]))
    return [_route(pattern, owners, house) for pattern in patterns()]


def _route(pattern: str, owners: list[tuple[str, Entity]], house: dict[str, Any]) -> Route:
    base, owner = next(((base, one) for base, one in owners if pattern.startswith(base)), ("", None))
    kind = pattern.removeprefix(base) if owner else pattern
    path = pattern
    if owner is not None:
        record = house[owner.name]
        key = key_of({"number": getattr(record, "number", None), "id": record.pk})
        if kind.startswith("<str:key>/"):
            path = base + kind.replace("<str:key>", key, 1)
        if kind.startswith("do/"):
            path = f"{path}?chosen={record.pk}"
        if "<str:name>" in path:
            path = path.replace("<str:name>", next((one.name for one in owner.columns if one.asked and not one.fixed), owner.title))
    path = (
        path.replace("<slug:sheet>", "buttons").replace("<str:name>", "organisation").replace("<slug:slug>", next(iter(documents())).slug)
    )
    for place in ("<str:key>", "<int:key>", "<int:number>", "<int:pk>", "<str:batch>", "<str:digest>", "<str:sign>", "<str:job>"):
        path = path.replace(place, ELSEWHERE)
    path = (
        path.replace("<str:provider_id>", "house")
        .replace("<str:kind>", "comments")
        .replace("<str:deed>", "rename")
        .replace("(?P<provider_id>[^/]+)", "house")
    )
    return Route(pattern, path.lstrip("^") if not path.startswith("/") else path, kind, owner.name if owner is not None else "")


def entity_of(route: Route) -> Entity | None:
    """The entity whose page it is."""
    return entity(route.entity) if route.entity else None
