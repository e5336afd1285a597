"""Which projects somebody has a part in."""

from django.db.models import Q

from milepost.apps.projects.models import Project


def projects_of(account: int | None) -> list[int]:
    """Ids of the projects that the person behind the account manages, sponsors, or is a member of."""
    if account is None:
        return []
    mine = Q(manager__account=account) | Q(sponsor__account=account) | Q(members__person__account=account)
    return sorted(set(Project.objects.filter(mine).values_list("pk", flat=True)))
