"""A form of a page that is older than the log-in: somebody logged in anew in another tab, and the page's token counts no more."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from milepost.web.htmx import is_part, whole_page
from milepost.web.kept import keep
from milepost.web.once import mark_of
from milepost.web.who import ask_who


def outdated(request: HttpRequest) -> HttpResponse | None:
    """What was sent is not done, for it may come from elsewhere; whoever sent it with a mark of their own finds it in the form again. None
    for what bears no such mark."""
    user: Any = getattr(request, "user", None)
    mark = mark_of(request)
    if user is None or mark is None:
        return None
    if not user.is_authenticated:
        return ask_who(request)
    told = gettext("You have logged in anew since this page was made. Here is what you typed; send it again.")
    if mark.account != user.pk or not keep(request, told):
        return None
    address = request.get_full_path()
    return whole_page(address) if is_part(request) else HttpResponseRedirect(address)
