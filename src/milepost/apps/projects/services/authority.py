"""Fills the kernel's port for projects: who has a part in one under countersignature is countersigned there by whom that part names."""

from collections.abc import Collection, Iterable, Mapping

from milepost.apps.people.models import Person
from milepost.apps.people.selectors.oneself import person_of
from milepost.apps.people.selectors.standing_in import standing_today
from milepost.apps.projects.models import ProjectMember
from milepost.kernel.countersigning import authority_in


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

    def under(self, account: int) -> Mapping[int, Collection[int]]:
        """The same the other way round."""
        own = person_of(account, here=True)
        named = [] if own is None else [own, *standing_today().places_of(own)]
        parts = ProjectMember.objects.filter(works_under__in=named, person__account__isnull=False).order_by("pk")
        return _grouped(parts.values_list("person__account_id", "project_id")) if named else {}

    def named(self, accounts: Collection[int]) -> Mapping[int, Collection[int]]:
        """In which projects somebody is named for them."""
        parts = ProjectMember.objects.filter(works_under__isnull=False, person__account__in=list(accounts)).order_by("pk")
        return _grouped(parts.values_list("person__account_id", "project_id"))


def _grouped(pairs: Iterable[tuple[int | None, int]]) -> Mapping[int, Collection[int]]:
    found: dict[int, list[int]] = {}
    for author, project in pairs:
        if author is not None:
            found.setdefault(author, []).append(project)
    return found


authority_in("project", NamedThere())
