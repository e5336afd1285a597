"""Which projects somebody has a part in, and in which of them they change something alone: without anybody's countersignature."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from milepost.apps.projects.models import Project, ProjectMember
from milepost.kernel.access import remembered


def projects_of(account: int | None) -> list[int]:
    """Ids of the projects that the person behind the account manages, sponsors, or is a member of."""
    return list(_parts(account))


def alone_of(account: int | None) -> list[int]:
    """Of these the ones in which nobody has to countersign what they do."""
    return [project for project, under in _parts(account).items() if not under]


def alone_in(projects: Sequence[int | None], account: int | None) -> list[int]:
    """The same of any projects."""
    parts = _parts(account)
    return [project for project in projects if project is not None and not parts.get(project)]


def managed_by(account: int | None) -> Any:
    """Ids of the projects that they manage, or are associate manager of, as a part of a query."""
    associate = ProjectMember.objects.filter(person__account=account, part="associate").values("project")
    return _where(account, Q(manager__account=account) | Q(pk__in=associate))


def managed_alone(account: int | None) -> Any:
    """Of these the ones in which nobody has to countersign what they do."""
    return _where(account, Q(manager__account=account)).exclude(pk__in=_under(account))


def sponsored_by(account: int | None) -> Any:
    """Ids of the projects that they answer for, as a part of a query: as sponsor, or as executive of the board."""
    executive = Q(members__person__account=account, members__part="executive")
    return _where(account, Q(sponsor__account=account) | executive)


def sponsored_alone(account: int | None) -> Any:
    """Of these the ones in which nobody has to countersign what they do."""
    return sponsored_by(account).exclude(pk__in=_under(account))


def _where(account: int | None, found: Q) -> Any:
    return Project.objects.filter(found).values("pk") if account is not None else Project.objects.none().values("pk")


def _under(account: int | None) -> Any:
    """Ids of the projects in which they work under somebody's countersignature, as a part of a query."""
    return ProjectMember.objects.filter(person__account=account, works_under__isnull=False).values("project")


def _parts(account: int | None) -> Mapping[int, bool]:
    """By project whether they work under somebody's countersignature there; in one query, once within one reading."""
    if account is None:
        return {}
    return remembered(("parts in projects", account), lambda: _read(account))


def _read(account: int) -> Mapping[int, bool]:
    mine = Q(manager__account=account) | Q(sponsor__account=account) | Q(members__person__account=account)
    under = Exists(_under(account).filter(project=OuterRef("pk")))
    return dict(Project.objects.filter(mine).annotate(under=under).order_by("pk").distinct().values_list("pk", "under"))
