"""What every page's template knows: navigation, theme, who is there."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from milepost.web.parts.initials import initials
from milepost.web.shell.navigation import sections
from milepost.web.who import actor_at

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Names for templates. Pages for strangers have no navigation."""
    theme = request.COOKIES.get("theme", "auto")
    known: dict[str, Any] = {"static": settings.STATIC_URL, "theme": theme if theme in THEMES else "auto"}
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        known["navigation"] = [
            (label, [(place, place.holds(request.path)) for place in places]) for label, places in sections(actor_at(request))
        ]
        known["initials"] = initials(user.name)
    return known
