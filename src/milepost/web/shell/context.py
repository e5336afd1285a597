"""What every page's template knows: navigation, theme, who is there."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from milepost.web.shell.navigation import sections

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Names for templates. Pages for strangers have no navigation."""
    theme = request.COOKIES.get("theme", "auto")
    known: dict[str, Any] = {"static": settings.STATIC_URL, "theme": theme if theme in THEMES else "auto", "here": request.path}
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        from milepost.web.who import actor_at

        known["navigation"] = list(sections(actor_at(request)))
        known["initials"] = initials(user.name)
    return known


def initials(name: str) -> str:
    """Of a person's name at most two letters."""
    words = name.split()
    return "".join(part[0] for part in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
