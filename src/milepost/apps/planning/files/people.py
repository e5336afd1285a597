"""Who of a plan file is who here: by mail, then by name, then as a work role; nobody is guessed at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from milepost.apps.people.entities import PERSON, WORK_ROLE
from milepost.apps.planning.rules.foreign_task import one_line
from milepost.engine.model import Plan, ResourceKind
from milepost.kernel.access import Actor, visible
from milepost.kernel.errors import Fault, Invalid

Known = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Who:
    """A resource of the file with work in it. `match` is "person 5", "role 2" or nothing, `by` what it was known by."""

    resource: str
    name: str
    email: str
    tasks: int
    match: str
    by: str
    told: str = ""


def who_is_who(plan: Plan, actor: Actor) -> tuple[Who, ...]:
    """Every resource that works, in the file's order."""
    counts = Counter(one.resource for one in plan.assignments)
    people = list(visible(PERSON, actor).exclude(state="left").values_list("pk", "name", "email"))
    mails: Known = {}
    names: Known = {}
    for key, name, email in people:
        names.setdefault(_folded(name), []).append(f"person {key}")
        if email:
            mails.setdefault(_folded(email), []).append(f"person {key}")
    roles: Known = {}
    for key, name in visible(WORK_ROLE, actor).values_list("pk", "name"):
        roles.setdefault(_folded(name), []).append(f"role {key}")
    found = []
    for one in plan.resources:
        if one.kind is ResourceKind.WORK:
            name = one_line(one.name) or f"Resource {one.id}"
            match, by, told = _match(name, one.email, generic=one.generic, mails=mails, names=names, roles=roles)
            found.append(Who(one.id, name, one.email, counts[one.id], match, by, told))
    return tuple(found)


def _match(name: str, email: str, *, generic: bool, mails: Known, names: Known, roles: Known) -> tuple[str, str, str]:
    by_mail = mails.get(_folded(email), []) if email else []
    if by_mail:
        return by_mail[0], "mail", ""
    by_name = names.get(_folded(name), [])
    if len(by_name) == 1 and not generic:
        return by_name[0], "name", ""
    by_role = roles.get(_folded(name), [])
    if by_role:
        return by_role[0], "role", ""
    return "", "", f"{len(by_name)} people have this name" if len(by_name) > 1 else ""


def chosen(given: Mapping[str, Any], plan: Plan, actor: Actor) -> dict[str, str]:
    """Who stands for which resource: as given, else as found. Raises Invalid for somebody who is not there."""
    found = {one.resource: one.match for one in who_is_who(plan, actor)}
    for resource, match in given.items():
        if resource in found:
            found[resource] = _checked(str(match or ""), actor)
    return {resource: match for resource, match in found.items() if match}


def _checked(match: str, actor: Actor) -> str:
    kind, _, key = match.partition(" ")
    entity = {"person": PERSON, "role": WORK_ROLE}.get(kind)
    if not match:
        return ""
    if entity is None or not key.isdecimal() or not visible(entity, actor).filter(pk=int(key)).exists():
        told = f"{match[:40]!r} is nobody you can see; expected for example 'person 5', 'role 2', or nothing."
        raise Invalid({"people": [Fault("no-such-record", told)]})
    return match


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
