"""Which projects somebody has a part in."""

from typing import Any

from django.db.models import Q

from milepost.apps.projects.models import Project


def projects_of(account: int | None) -> list[int]:
    """Ids of the projects that the person behind the account manages, sponsors, or is a member of."""
    if account is None:
        return []
    mine = Q(manager__account=account) | Q(sponsor__account=account) | Q(members__person__account=account)
    return sorted(set(Project.objects.filter(mine).values_list("pk", flat=True)))


def managed_by(account: int | None) -> Any:
    """Ids of the projects that they manage, as a part of a query."""
    return Project.objects.filter(manager__account=account).values("pk") if account is not None else Project.objects.none().values("pk")


def sponsored_by(account: int | None) -> Any:
    """Ids of the projects that they answer for, as a part of a query: as sponsor, or as executive of the board."""
    executive = Q(members__person__account=account, members__part="executive")
    mine = Q(sponsor__account=account) | executive
    return Project.objects.filter(mine).values("pk") if account is not None else Project.objects.none().values("pk")
