"""Who has which part in a project: in one project nobody countersigns for themselves, not even through others."""

from collections.abc import Mapping, Sequence

from milepost.apps.people.models import Person
from milepost.apps.people.services.acting import actor
from milepost.apps.projects.entities import PROJECT_MEMBER
from milepost.apps.projects.models import ProjectMember
from milepost.kernel.errors import Denied, Fault, Invalid
from milepost.kernel.operations.generated import add_generated
from milepost.values import said


def _not_own(members: Sequence[ProjectMember]) -> None:
    """Whoever countersigns for somebody is not chosen, nor done away with, by them. Raises Denied."""
    account = actor().account
    kept = [one.pk for one in members if one.pk is not None]
    own = ProjectMember.objects.filter(pk__in=kept, person__account=account, works_under__isnull=False) if account is not None else ()
    if own:
        raise Denied(said("Nobody chooses who countersigns for them: somebody else changes under whom you work in a project."))


def _under(members: Sequence[ProjectMember]) -> None:
    """Raises Invalid where the line of those who countersign comes back to whom it began with."""
    _not_own(members)
    for project in sorted({one.project_id for one in members if one.works_under_id is not None}):
        named = {one.pk: one for one in ProjectMember.objects.filter(project=project, works_under__isnull=False)}
        named |= {one.pk or -place: one for place, one in enumerate(members, 1) if one.project_id == project}
        above: dict[int, set[int]] = {}
        for one in named.values():
            if one.person_id is not None and one.works_under_id is not None and one.works_under_id != one.person_id:
                above.setdefault(one.person_id, set()).add(one.works_under_id)
        for person in sorted(above):
            if person in _everybody_above(above, person):
                told = said(
                    "nobody countersigns for themselves, not even through others, and {person} would.",
                    person=Person.objects.get(pk=person).name,
                )
                raise Invalid({"works_under": [Fault("circle", told)]})


def _everybody_above(above: Mapping[int, set[int]], person: int) -> set[int]:
    found: set[int] = set()
    left = set(above.get(person, ()))
    while left:
        found |= left
        left = {one for under in left for one in above.get(under, ())} - found
    return found


add_generated(PROJECT_MEMBER, then=_under, before_deletion=_not_own)
