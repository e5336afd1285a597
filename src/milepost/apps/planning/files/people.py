"""Who of a plan file is who here: by mail, then by name, then as a work role; nobody is guessed at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from milepost.apps.people.entities import PERSON, WORK_ROLE
from milepost.apps.planning.rules.foreign_task import one_line
from milepost.engine.model import Plan, Resource, ResourceKind
from milepost.kernel.access import Actor, visible
from milepost.kernel.access.ids import among
from milepost.kernel.errors import Fault, Invalid
from milepost.kernel.operations import operation_named, perform
from milepost.values import listed, said

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


def who_is_who(plan: Plan, actor: Actor, before: Mapping[str, str]) -> tuple[Who, ...]:
    """Every resource that works, in the file's order; `before` says who was who when the file was brought last: that holds for as long as
    they are known here."""
    before = _still_here(before)
    counts = Counter(one.resource for one in plan.assignments)
    seen: Any = visible(PERSON, actor)
    people = list(seen.exclude(state="left").values_list("pk", "name", "email"))
    mails: Known = {}
    names: Known = {}
    for key, name, email in people:
        names.setdefault(_folded(name), []).append(f"person {key}")
        if email:
            mails.setdefault(_folded(email), []).append(f"person {key}")
    roles: Known = {}
    known: Any = visible(WORK_ROLE, actor)
    for key, name in known.values_list("pk", "name"):
        roles.setdefault(_folded(name), []).append(f"role {key}")
    found = []
    for one in plan.resources:
        if one.kind is ResourceKind.WORK:
            name = _name_of(one)
            match, by, told = _match(name, one.email, generic=one.generic, mails=mails, names=names, roles=roles)
            if one.id in before:
                match, by, told = before[one.id], "before", ""
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
    return "", "", said("{count} people have this name", count=len(by_name)) if len(by_name) > 1 else ""


def _name_of(resource: Resource) -> str:
    return one_line(resource.name) or f"Resource {resource.id}"


def _still_here(before: Mapping[str, str]) -> dict[str, str]:
    """Without those that were deleted or merged into others since."""
    there: set[str] = set()
    for kind, entity in KINDS.items():
        keys = [int(match.split()[1]) for match in before.values() if match.startswith(f"{kind} ")]
        there |= {f"{kind} {key}" for key in entity.model._default_manager.filter(pk__in=among(keys)).values_list("pk", flat=True)}
    return {resource: match for resource, match in before.items() if match in there}


def chosen(given: Mapping[str, Any], plan: Plan, actor: Actor, before: Mapping[str, str]) -> dict[str, str]:
    """Who stands for which resource: as given, else as before, else as found. Raises Invalid for somebody who is not there, or stands for
    nobody of the file."""
    found = {one.resource: one.match for one in who_is_who(plan, actor, before)}
    for resource, match in given.items():
        if resource not in found:
            told = said(
                "nobody who works has the id {resource} in the file; known are {found}.", resource=resource[:40], found=listed(found)
            )
            raise Invalid({"people": [Fault("no-such-resource", told)]})
        found[resource] = _checked(str(match or ""), actor)
    return {resource: match for resource, match in found.items() if match}


NEW_ROLE = "new role"
KINDS = {"person": PERSON, "role": WORK_ROLE}
MOST_DIGITS, MOST_TOLD = 18, 12


def with_new_roles(who: Mapping[str, str], plan: Plan, actor: Actor) -> dict[str, str]:
    """Work roles are made for resources of which that is wanted, named as they are in the file; of one name one. Raises Refused."""
    wanted = {one.id: _name_of(one)[:120] for one in plan.resources if who.get(one.id) == NEW_ROLE}
    if not wanted:
        return dict(who)
    names = sorted({name.casefold(): name for name in wanted.values()}.values())
    done = perform(operation_named("work-role.create"), actor, given=[{"name": name} for name in names])
    made = {name.casefold(): f"role {record.pk}" for name, record in zip(names, done.records, strict=True)}
    return {resource: made[wanted[resource].casefold()] if resource in wanted else match for resource, match in who.items()}


def _checked(match: str, actor: Actor) -> str:
    if match == NEW_ROLE:
        return match
    kind, _, key = match.partition(" ")
    entity = KINDS.get(kind)
    if not match:
        return ""
    if entity is None or not key.isdecimal() or len(key) > MOST_DIGITS or not visible(entity, actor).filter(pk=int(key)).exists():
        told = said("{match} is nobody you can see; expected for example 'person 5', 'role 2', or nothing.", match=repr(match[:40]))
        raise Invalid({"people": [Fault("no-such-record", told)]})
    return match


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
