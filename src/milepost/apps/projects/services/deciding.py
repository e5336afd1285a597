"""Who decides for a project: a contact of its client, or its sponsor in the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from milepost.apps.organisations.models import Contact
from milepost.apps.people.models import Person
from milepost.apps.people.selectors.standing_in import standing_today
from milepost.apps.people.services.acting import actor, person_acting
from milepost.apps.projects.models import Project
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.settings import today_here
from milepost.values import said


@dataclass(frozen=True, slots=True)
class Decider:
    """One of the two is named."""

    person: int | None
    contact: int | None
    on: date


def decider(projects: Iterable[Project], *, person: Person | None, contact: Contact | None, on: date | None) -> Decider:
    """Checks who is said to have decided, for all projects of a set. Raises Invalid: nobody or two are named, a contact of somebody else,
    a person who is not the sponsor of an internal project, a day to come. Raises Denied where the sponsor would decide themselves."""
    if (person is None) == (contact is None):
        told = said("name who decided: a contact of the client, or, for an internal project, its sponsor; one of the two.")
        raise Invalid({"contact": [Fault("one-of-two", told)]})
    day = on or today_here()
    if day > today_here():
        raise Invalid({"on": [Fault("to-come", said("{day} is still to come; nobody has decided then yet.", day=day))]})
    for one in projects:
        _check(one, person, contact)
    if person is not None:
        _check_acts(person)
    return Decider(person.pk if person else None, contact.pk if contact else None, day)


def _check(project: Project, person: Person | None, contact: Contact | None) -> None:
    if project.kind == "client":
        if contact is None:
            told = said(
                "{project} is a client's project: a contact of the client decides, not somebody of the house.", project=project.number
            )
            raise Invalid({"person": [Fault("not-the-client", told)]})
        if contact.organisation_id != project.organisation_id:
            told = said("{contact} belongs to another organisation than {project}.", contact=contact.name, project=project.number)
            raise Invalid({"contact": [Fault("other-organisation", told)]})
    elif person is None or person.pk != project.sponsor_id:
        told = said("{project} is internal: its sponsor decides", project=project.number) + (
            "." if project.sponsor_id else said(", and it has none yet; name one first.")
        )
        raise Invalid({"person": [Fault("not-the-sponsor", told)]})


def _check_acts(sponsor: Person) -> None:
    """A sponsor who logs in decides here themselves, or who acts for them today; for one who does not it is recorded. Raises Denied."""
    if actor().unbounded or sponsor.account_id is None:
        return
    who = person_acting()
    if who != sponsor.pk and who not in standing_today().acting_for(sponsor.pk):
        raise Denied(said("{sponsor} decides this, with an account of their own; or who stands in for them today.", sponsor=sponsor.name))
