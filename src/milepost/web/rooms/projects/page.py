"""What every page of a project begins with: the project as whoever looks may see it, its head and its tabs."""

from typing import Any

from milepost.kernel.access import Actor
from milepost.kernel.entity import entity
from milepost.kernel.rows import key_from, read_row
from milepost.web.address import record_url
from milepost.web.pages.record import heading_of
from milepost.web.parts.tabs import tabs
from milepost.web.rooms.reading import Row


def project_at(actor: Actor, key: str) -> Row:
    """The project. Raises Missing where there is none for whoever looks."""
    return read_row(entity("project"), actor, key_from(key))


def around(actor: Actor, row: Row, path: str) -> dict[str, Any]:
    """Head and tabs; `path` is that of the page below the project's address."""
    project = entity("project")
    return heading_of(project, actor, row) | {"tabs": tabs(project, actor, row, f"{record_url(project, row)}{path}")}
