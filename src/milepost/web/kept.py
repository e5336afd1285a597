"""What was typed into a form whose session had ended is kept until whoever typed it has logged in again, and stands in the form then.

It lies in the session that the browser has from then on, bound to the account that the form was made for: the form's mark says which, and
nobody else's log-in is given it. Secrets and files are not kept; a form without a mark of ours, as from elsewhere, leaves nothing here.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from milepost.kernel.clock import now
from milepost.web.once import UNSENT, mark_of

PLACE = "milepost.kept"
MOST = 200_000
"""Letters; no form of ours takes so many, and a session is read with every page."""
MACHINE = frozenset({"version", "since", "chosen", "back", "again"})
"""Of a form, but typed by nobody."""
LONGEST = 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, by name; `version` is the one that the form was made from. `files` were chosen and have to be chosen again."""

    typed: dict[str, str]
    version: str = ""
    files: bool = False


def keep(request: HttpRequest, told: str = "") -> bool:
    """Keep what was sent, and tell; whether there was something that may be kept."""
    mark = mark_of(request)
    if mark is None:
        if told:
            messages.error(request, told)
        return False
    left_out = UNSENT | set(mark.secrets)
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in left_out}
    if sum(len(name) + sum(map(len, values)) for name, values in typed.items()) > MOST:
        if told:
            messages.error(request, told)
        return False
    request.session[PLACE] = {
        "path": request.get_full_path(),
        "account": mark.account,
        "at": now().timestamp(),
        "typed": typed,
        "files": bool(request.FILES),
    }
    messages.info(request, told or gettext("Your session had ended. What you typed is kept: log in, and it is there again."))
    return True


def take(request: HttpRequest, path: str = "") -> Kept | None:
    """What was kept for this address and this account, given once."""
    found: dict[str, Any] | None = request.session.get(PLACE)
    user: Any = request.user
    if not found or found["path"] != (path or request.get_full_path()):
        return None
    del request.session[PLACE]
    if found["account"] != user.pk or now().timestamp() - found["at"] > LONGEST:
        return None
    typed = {name: values[-1] for name, values in found["typed"].items() if values}
    return Kept({name: value for name, value in typed.items() if name != "version"}, typed.get("version", ""), found["files"])


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form that nothing can be done with, to be copied: label and text. Only of a form of ours."""
    mark = mark_of(request) if request.method == "POST" else None
    if mark is None:
        return []
    left_out = UNSENT | MACHINE | set(mark.secrets)
    found = ((name, text) for name in request.POST if name not in left_out for text in request.POST.getlist(name) if text.strip())
    return [(name.replace("_", " ").capitalize(), text) for name, text in found if not name.startswith("take-")]
