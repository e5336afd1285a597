"""/hear/organisation/3/: whether somebody watches a record, and does not want to hear of it; the one small control on its page."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.notices import MUTE
from milepost.kernel.notices.mutes import mute_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import read_row
from milepost.kernel.watching import WATCH, watch_of
from milepost.web.address import record_url
from milepost.web.toasts import say_done
from milepost.web.who import actor_at, page


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the control knows: the ids of the watch and the mute, where there are any; `may_watch` where a grant allows it."""

    address: str
    watch: int | None
    mute: int | None
    may_watch: bool

    @property
    def watches(self) -> bool:
        """Whether anything of the record is heard."""
        return self.watch is not None and self.mute is None


def hearing(entity: Entity, actor: Actor, record: int) -> Hearing:
    """For the page of a record, in two queries."""
    may = can_anywhere(actor, WATCH.permission("create"))
    return Hearing(
        address=f"/hear/{entity.name}/{record}/",
        watch=watch_of(actor, entity.name, record) if may else None,
        mute=mute_of(actor, entity=entity.name, record=record),
        may_watch=may,
    )


@page
def hear(request: HttpRequest, name: str, key: int) -> HttpResponse:
    """POST with `do`: watch, unwatch, mute or unmute; back to the record."""
    try:
        entity = entity_named(name)
    except KeyError:
        raise Http404 from None
    actor = actor_at(request)
    row = read_row(entity, actor, key)
    if request.method == "POST":
        _do(request, actor, entity, key)
    return HttpResponseRedirect(record_url(entity, row))


def _do(request: HttpRequest, actor: Actor, entity: Entity, key: int) -> None:
    """What is so already is not done again."""
    wanted, number = request.POST.get("do", ""), request.META.get("milepost.request", "")
    oneself, about = as_oneself(actor), {"entity": entity.name, "record": key}
    found = hearing(entity, actor, key)
    if wanted == "watch" and found.watch is None:
        done = perform(operation_named(WATCH.permission("create")), actor, given=about, request=number)
        say_done(request, actor, done, gettext("You hear what others do here."))
    elif wanted == "unwatch" and found.watch is not None:
        done = perform(operation_named(WATCH.permission("delete")), actor, on=[found.watch], request=number)
        say_done(request, actor, done, gettext("You do not watch this any more."))
    elif wanted == "mute" and found.mute is None:
        done = perform(operation_named(MUTE.permission("create")), oneself, given=about, request=number)
        say_done(request, actor, done, gettext("You hear nothing of this any more."))
    elif wanted == "unmute" and found.mute is not None:
        done = perform(operation_named(MUTE.permission("delete")), oneself, on=[found.mute], request=number)
        say_done(request, actor, done, gettext("You may hear of this again."))
