"""The records that somebody chose in a list: those ticked, or all that match what the list was asked."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from milepost.kernel.access import Actor
from milepost.kernel.entity import Entity
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.rows import question_from, read_page, rows_of
from milepost.kernel.views import parameters_of
from milepost.values import said

MOST = 1000
"""So many are changed at once at most."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records as they are, and the versions in which they were read when they were chosen."""

    rows: tuple[dict[str, Any], ...]
    versions: dict[int, int]

    @property
    def keys(self) -> list[int]:
        """Their ids."""
        return [row["id"] for row in self.rows]

    @property
    def packed(self) -> str:
        """For the next form: "5:1,6:3"."""
        return ",".join(f"{key}:{self.versions[key]}" for key in self.keys)


def chosen(request: HttpRequest, entity: Entity, actor: Actor) -> Chosen:
    """Those that the actor can see. Raises Invalid where there are none, or too many."""
    sent = request.POST if request.method == "POST" else request.GET
    versions: dict[int, int] = {}
    if sent.get("records"):
        versions = dict(pair for pair in map(_pair, sent["records"].split(",")[:MOST]) if pair is not None)
        without = set(sent.getlist("without")) if sent.get("step") == "preview" else set()
        rows = rows_of(entity, actor, [key for key in versions if str(key) not in without])
    elif sent.get("matching"):
        rows = _matching(entity, actor, sent.get("asks", ""))
    else:
        words = ",".join(sent.getlist("chosen")).split(",")
        keys = dict.fromkeys(int(key) for key in words if key.isdecimal() and len(key) < 19)
        rows = rows_of(entity, actor, list(keys)[:MOST])
    if not rows:
        raise Invalid(
            {
                "": [
                    Fault(
                        "none-chosen", said("No {kinds} are chosen that you can see. Choose some in the list first.", kinds=entity.plural)
                    )
                ]
            }
        )
    return Chosen(rows, {row["id"]: versions.get(row["id"]) or row["version"] for row in rows})


def _matching(entity: Entity, actor: Actor, asks: str) -> tuple[dict[str, Any], ...]:
    parameters = {name: values for name, values in parameters_of(asks).items() if name != "columns"}
    found = read_page(entity, actor, question_from(entity, actor, {**parameters, "limit": [str(MOST)]}))
    if found.count > MOST:
        told = said(
            "{count:,} {kinds} match; at most {most:,} are changed at once. Narrow the list, and go through it part by part.",
            count=found.count,
            kinds=entity.plural,
            most=MOST,
        )
        raise Invalid({"": [Fault("too-many", told)]})
    return found.rows


def _pair(text: str) -> tuple[int, int] | None:
    key, _, version = text.partition(":")
    fits = key.isdecimal() and version.isdecimal() and len(key) < 19 and len(version) < 10
    return (int(key), int(version)) if fits else None
