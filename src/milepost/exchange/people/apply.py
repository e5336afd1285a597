"""Puts what a people file states onto the people of a plan: matched by e-mail, then name; asked, never guessed, when unclear."""

from collections.abc import Mapping
from dataclasses import replace

from milepost.engine.model import Plan, Resource, ResourceKind
from milepost.engine.problem import Problem
from milepost.exchange.grid.findings import Findings
from milepost.exchange.people.calendars import CalendarBook
from milepost.exchange.people.names import email_key, name_key, similar_candidates, similar_names
from milepost.exchange.people.person import People, Person
from milepost.values import said

SAME_REMEDY = 'Give --same "{one}={other}" when they are one person, or --same "{one}={one}" when they are not.'


def apply_people(
    plan: Plan, people: People, *, same: Mapping[str, str] | None = None, everyone: bool = False
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan with e-mail, units, skills, rates, calendars and leave of the people file, and what is to be told.

    `same` maps a plan's name or e-mail address to the file's, or the other way; one mapped to itself is nobody else. With `everyone`
    also those without a place in the plan are added. A match that is not certain is a problem "person-unclear" and changes nothing.
    """
    findings = Findings()
    matcher = _Matcher(people, {name_key(k): name_key(v) for k, v in (same or {}).items()}, findings)
    book = CalendarBook(plan, people, findings)
    resources: list[Resource] = []
    used: dict[int, str] = {}
    unknown: list[str] = []
    for resource in plan.resources:
        index = matcher.find(resource)
        if index is None:
            resources.append(resource)
            if resource.kind is ResourceKind.WORK and not resource.generic and resource.name not in matcher.unclear:
                unknown.append(resource.name)
            continue
        if index in used:
            findings.error(
                "person-unclear",
                people.persons[index].place,
                said(
                    "Both '{used}' and '{name}' of the plan match '{name2}'.",
                    used=used[index],
                    name=resource.name,
                    name2=people.persons[index].resource.name,
                ),
                SAME_REMEDY.format(one=resource.name, other=used[index]),
            )
            resources.append(resource)
            continue
        used[index] = resource.name
        resources.append(_merge(resource, people.persons[index], plan, book, findings))
    left = [person for index, person in enumerate(people.persons) if index not in used]
    taken = {resource.id for resource in resources}
    if everyone:
        for person in left:
            identity = _free(person.resource.id, taken)
            taken.add(identity)
            resources.append(_merge(replace(person.resource, id=identity, rates=()), person, plan, book, findings))
    elif left:
        findings.note(
            "people-unused",
            "people file",
            said("{many} of {many2} people have no place in the plan.", many=len(left), many2=len(people.persons)),
        )
    if unknown:
        shown = ", ".join(f"'{name}'" for name in unknown[:10]) + (" and others" if len(unknown) > 10 else "")
        some = "1 person of the plan is" if len(unknown) == 1 else f"{len(unknown)} people of the plan are"
        findings.note("person-unknown", "people file", said("{some} not in the people file: {shown}.", some=some, shown=shown))
    changed = plan.with_(resources=tuple(resources), calendars=book.calendars())
    return changed, findings.notices


_PLAIN = ("email", "initials", "code", "group", "generic", "notes", "material_label", "accrue_at")


class _Matcher:
    """Finds the one person of the file a resource of the plan means."""

    def __init__(self, people: People, same: Mapping[str, str], findings: Findings) -> None:
        self.people = people
        told = {one: other for one, other in same.items() if one != other}
        self.same = {other: one for one, other in told.items()} | told
        self.alone = {one for one, other in same.items() if one == other}
        self.findings = findings
        self.unclear: set[str] = set()
        self.by_email: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        for index, person in enumerate(people.persons):
            if key := email_key(person.resource.email):
                self.by_email.setdefault(key, []).append(index)
            for key in dict.fromkeys(name_key(name) for name in person.names):
                self.by_name.setdefault(key, []).append(index)
        self.similar = similar_candidates(name for person in people.persons for name in person.names)

    def find(self, resource: Resource) -> int | None:
        """Index of the person, None when nobody is meant or it is unclear (which is reported)."""
        name, email = name_key(resource.name), email_key(resource.email)
        told = self._told(name, email)
        if told is not None and len(told) == 1:
            return told[0]
        alone = {name, email} & self.alone
        found = self.by_email.get(email, []) if email else []
        if not found:
            found = [i for i in self.by_name.get(name, []) if self.people.persons[i].resource.kind is resource.kind]
            others = [i for i in found if self._other_email(email, i)]
            if others and not alone:
                return self._ask(resource, others, "the same name with another e-mail address")
            found = [i for i in found if i not in others]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            return self._ask(resource, found, "several people of the file match")
        if alone or resource.kind is not ResourceKind.WORK or resource.generic:
            return None
        similar = similar_names(resource.name, self.similar)
        near = [i for other in similar for i in self.by_name[name_key(other)] if not self._other_email(email, i)]
        near = [i for i in near if not {name_key(n) for n in self.people.persons[i].names} & self.alone]
        return self._ask(resource, list(dict.fromkeys(near)), next(iter(similar.values()))) if near else None

    def _told(self, name: str, email: str) -> list[int] | None:
        """Who was given as the same person, by name or address; None when nothing was said of this one."""
        answers = [self.same[key] for key in (email, name) if key and key in self.same]
        found = [index for answer in answers for index in (*self.by_email.get(answer, []), *self.by_name.get(answer, []))]
        return list(dict.fromkeys(found)) if answers else None

    def _other_email(self, email: str, index: int) -> bool:
        other = email_key(self.people.persons[index].resource.email)
        return bool(email and other and email != other)

    def _ask(self, resource: Resource, found: list[int], why: str) -> int | None:
        """Reports the question; nobody is taken until it is answered."""
        self.unclear.add(resource.name)
        names = [_described(self.people.persons[index]) for index in found[:10]]
        one, other = resource.name, self.people.persons[found[0]].resource.name
        if name_key(one) == name_key(other):
            # Equal names tell nobody apart; their addresses do.
            one, other = resource.email or one, self.people.persons[found[0]].resource.email or other
        message = said("It is not clear whether this is {names}: {why}.", names=" or ".join(names), why=why)
        remedy = SAME_REMEDY.format(one=one, other=other) if one != other else said("Give them e-mail addresses, or different names.")
        self.findings.error("person-unclear", f"resource '{resource.name}'", message, remedy)
        return None


def _described(person: Person) -> str:
    email = f" <{person.resource.email}>" if person.resource.email else ""
    return f"'{person.resource.name}'{email}"


def _merge(resource: Resource, person: Person, plan: Plan, book: CalendarBook, findings: Findings) -> Resource:
    """The resource with everything the file states of the person; what the file does not mention stays."""
    stated = person.resource
    changes: dict[str, object] = {key: getattr(stated, key) for key in _PLAIN if key in person.given}
    if "skills" in person.given:
        changes["skills"] = stated.skills
    if "units" in person.given:
        changes |= {"max_units": stated.max_units, "availability": ()}
    if "availability" in person.given:
        changes["availability"] = stated.availability
    if "rates" in person.given:
        foreign = sorted({code for code in person.currencies if code and code != plan.settings.currency.code})
        if foreign:
            findings.warn(
                "rate-currency",
                person.place,
                said(
                    "Rates of '{name}' are in {foreign}, the plan counts in {code}: not used.",
                    name=stated.name,
                    foreign=", ".join(foreign),
                    code=plan.settings.currency.code,
                ),
                said("Give rates in the plan's currency: converting needs a rate and a date."),
            )
        else:
            changes["rates"] = (*stated.rates, *(rate for rate in resource.rates if rate.table != 0))
    if calendar := book.personal(resource, person):
        changes["calendar"] = calendar
    return replace(resource, **changes)  # type: ignore[arg-type]


def _free(identity: str, taken: set[str]) -> str:
    while identity in taken:
        identity += "+"
    return identity
