"""What every page's template knows: navigation, theme, who is there."""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from milepost.kernel.access import remembered
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.notices.read import new_count
from milepost.web.parts.initials import initials
from milepost.web.shell.navigation import sections
from milepost.web.shell.words import words_of_scripts
from milepost.web.toasts import sent_forms
from milepost.web.who import actor_at

THEMES = ("auto", "light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Names for templates. Pages for strangers have no navigation."""
    theme = request.COOKIES.get("theme", "auto")
    known: dict[str, Any] = {"static": settings.STATIC_URL, "theme": theme if theme in THEMES else "auto"}
    known |= {"demonstration": settings.DEMONSTRATION, "notice": settings.NOTICE}
    known["script_words"] = words_of_scripts(get_language() or "")
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated and user.kind == "person":
        known["navigation"] = [
            (label, [(place, place.holds(request.path)) for place in places]) for label, places in sections(actor_at(request))
        ]
        known["initials"] = initials(user.name)
        known["drafts"] = f"{user.pk} {_drafts_key(user.pk)}"
        unread = lambda: new_count(as_oneself(actor_at(request)))  # noqa: E731
        known["new_notices"] = lambda: remembered(("new notices",), unread)  # asked for by whole pages only
        known["sent"] = lambda: " ".join(sent_forms(request))  # asked for by whole pages only
    return known


def _drafts_key(account: int) -> str:
    """With this the browser seals what somebody types and has not sent yet: whoever else uses the same machine can do nothing with it."""
    return b64encode(salted_hmac("milepost.drafts", str(account), algorithm="sha256").digest()).decode()
