"""The navigation: sections with their entities and pages, of which everybody sees what they can open."""

from collections.abc import Iterator
from dataclasses import dataclass

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.entity import entity
from milepost.web.address import list_url


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: `entity` names what must be visible for it to be offered."""

    label: str
    icon: str
    entity: str = ""
    url: str = ""

    def holds(self, path: str) -> str:
        """What aria-current says of it on a page."""
        if path == self.address:
            return "page"
        if self.address == "/" or not path.startswith(self.address):
            return ""
        places = (place for _, found in SECTIONS for place in found if place.url.startswith(self.address))
        return "" if any(place is not self and path.startswith(place.url) for place in places) else "true"

    @property
    def address(self) -> str:
        """Where it is."""
        return self.url or list_url(entity(self.entity))


SECTIONS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("", (Place("Today", "home", url="/"), Place("Inbox", "inbox", url="/inbox/"))),
    (
        "Projects",
        (
            Place("Projects", "briefcase", "project"),
            Place("Portfolio", "report-analytics", "project", url="/portfolio/"),
            Place("Programmes", "folder", "programme"),
            Place("Plan templates", "layout-list", "plan-template"),
        ),
    ),
    (
        "Clients",
        (
            Place("Organisations", "building", "organisation"),
            Place("Contacts", "address-book", "contact"),
            Place("Sites", "map-pin", "site"),
            Place("Change freezes", "lock", "change-freeze"),
        ),
    ),
    (
        "Resources",
        (
            Place("People", "users", "person"),
            Place("Teams", "sitemap", "team"),
            Place("Leave", "beach", "leave"),
            Place("Skills", "stars", "skill"),
            Place("Skills matrix", "layout-kanban", "person-skill", url="/skills/matrix/"),
            Place("Certificates", "certificate", "certificate"),
            Place("Work roles", "id-badge-2", "work-role"),
        ),
    ),
    ("Reports", (Place("Documents", "file-text", url="/documents/"),)),
    (
        "Settings",
        (
            Place("Accounts", "user", "account"),
            Place("Groups", "users", "group"),
            Place("Roles", "shield-lock", "role"),
            Place("Grants", "key", "grant"),
            Place("Lists of words", "list", "lookup"),
            Place("Jobs", "progress", url="/jobs/"),
            Place("Settings", "settings", "setting"),
        ),
    ),
)


def sections(actor: Actor) -> Iterator[tuple[str, list[Place]]]:
    """The sections that hold something for the actor."""
    for label, places in SECTIONS:
        found = [place for place in places if not place.entity or can_anywhere(actor, entity(place.entity).permission("view"))]
        if found:
            yield label, found
