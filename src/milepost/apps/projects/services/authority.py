"""Fills the kernel's port for projects: who has a part in one under countersignature is countersigned there by whom that part names."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q

from milepost.apps.people.models import Person
from milepost.apps.people.selectors.oneself import person_of
from milepost.apps.people.selectors.standing_in import standing_today
from milepost.apps.projects.models import ProjectMember
from milepost.kernel.countersigning import authority_in

_PARTS = ProjectMember.objects.filter(works_under__isnull=False, project=OuterRef("place"), person__account=OuterRef("drafted_by"))
"""Those of a draft's author in its project."""


class NamedThere:
    """By the parts in projects, as they are today."""

    def over(self, account: int, place: int) -> Mapping[int, int | None] | None:
        """Who is named, and who acts for them while they are away."""
        parts = ProjectMember.objects.filter(project=place, person__account=account, works_under__isnull=False)
        named = dict(parts.values_list("works_under_id", "works_under__account_id"))
        if not named:
            return None
        standing = standing_today()
        found: dict[int, int | None] = {}
        for person, place_of in named.items():
            acting = Person.objects.filter(pk__in={person, *standing.acting_for(person)}, state="active", account__is_active=True)
            for one, key in acting.values_list("pk", "account_id"):
                found[key] = None if one == person else found.get(key, place_of)
        return found

    def named(self) -> Q:
        """That somebody is named for its author in the project it is about."""
        return Q(Exists(_PARTS))

    def under(self, account: int) -> Q:
        """That it is this account, or whom it acts for."""
        own = person_of(account, here=True)
        named = [] if own is None else [own, *standing_today().places_of(own)]
        return Q(Exists(_PARTS.filter(works_under__in=named)))


authority_in("project", NamedThere())
