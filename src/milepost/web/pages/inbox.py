"""/inbox/: what somebody is told, with what they can do about it in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from milepost.kernel.access import Actor, asked_once
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.clock import now
from milepost.kernel.entity import entities
from milepost.kernel.errors import Missing
from milepost.kernel.inputs import Day
from milepost.kernel.jobs.named import named_task
from milepost.kernel.notices import Told, tell
from milepost.kernel.notices.read import STATES, keys_of, kinds_of, new_count, own, page_of
from milepost.kernel.operations import Done, operation_named, perform
from milepost.kernel.rows import fields_of
from milepost.values import said
from milepost.web.address import record_url
from milepost.web.htmx import is_part, part
from milepost.web.parts.job import result_of
from milepost.web.parts.table import label
from milepost.web.parts.title import title_of
from milepost.web.parts.value import day, shown
from milepost.web.toasts import say, say_done, toast_done
from milepost.web.who import actor_at, page

ICONS = {"comment": "message", "attachment": "paperclip", "publication": "file-text", "job": "progress", "draft": "send"}
VERBS = {"read": "notice.mark-read", "new": "notice.mark-new", "done": "notice.mark-done"}
MOST_FACTS = 4
MOST = 1000


@dataclass(frozen=True, slots=True)
class Action:
    """A button, or where more is asked a form behind a link."""

    label: str
    verb: str
    form: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One notice on the page: the link leads with `title`, the `sentence` stands below it; a record that is known by a day is no headline,
    there the sentence is."""

    told: Told
    title: str
    sentence: str
    number: str
    icon: str
    time: str
    facts: tuple[tuple[str, Any], ...]
    actions: tuple[Action, ...]


@page
def inbox(request: HttpRequest) -> HttpResponse:
    """New ones, those that were read, or all; of one kind of record where the address says so."""
    return render(request, "web/inbox_part.html" if part(request) == "inbox" else "web/inbox.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    actor = as_oneself(actor_at(request))
    which = request.GET.get("which", "new")
    which = which if which in STATES else "new"
    kinds = {one.name: one for one in entities()}
    kind = request.GET.get("kind", "")
    before = request.GET.get("before", "")
    with asked_once():
        counts = kinds_of(actor, which=which)
        place = int(before) if before.isdecimal() and len(before) < 19 else None
        found = page_of(actor, which=which, entity=kind if kind in kinds else "", before=place)
        told = tell(actor, found.notices)
    asked = f"?which={which}" if which != "new" else ""
    return {
        "sections": _sections([_item(one) for one in told], which),
        "which": which,
        "kind": kind if kind in counts else "",
        "kinds": [(name, kinds[name].plural, counts[name]) for name in sorted(counts)],
        "count": sum(counts.values()),
        "more": found.notices[-1].pk if found.more and which != "new" else None,
        "cut": found.more and which == "new",
        "tabs": [(name, words, name == which) for name, words in _tabs()],
        "asked": asked,
        "here": request.get_full_path(),
    }


def _tabs() -> list[tuple[str, str]]:
    return [("new", gettext("New")), ("read", gettext("Read")), ("all", gettext("All"))]


def _sections(items: Sequence[Item], which: str) -> list[tuple[str, list[Item]]]:
    """What waits, then what was today, yesterday, in the week before, earlier."""
    today = timezone.localdate(now())
    found: dict[str, list[Item]] = {}
    for item in items:
        waits = which == "new" and item.told.waits
        name = gettext("Waits for you") if waits else _when(timezone.localdate(item.told.at), today)
        found.setdefault(name, []).append(item)
    return list(found.items())


def _when(at: date, today: date) -> str:
    if at >= today:
        return gettext("Today")
    if at == today - timedelta(days=1):
        return gettext("Yesterday")
    return gettext("In the last seven days") if at > today - timedelta(days=7) else gettext("Earlier")


def _item(told: Told) -> Item:
    local = timezone.localtime(told.at)
    time = formats.time_format(local.time(), "TIME_FORMAT") if local.date() == timezone.localdate(now()) else day(local.date())
    source = told.operation.partition(".")[0]
    by_day = isinstance(told.entity.by_name[told.entity.title].input, Day)
    title = _title(told)
    return Item(
        told=told,
        title=told.sentence if by_day else title,
        sentence="" if by_day else told.sentence,
        number=str(told.row.get("number") or ""),
        icon=ICONS.get(source) or ICONS.get(told.entity.name) or ("bell" if told.waits else "pencil"),
        time=time,
        facts=_facts(told) if told.waits else (),
        actions=_actions(told),
    )


def _facts(told: Told) -> tuple[tuple[str, Any], ...]:
    """What one must know to decide: the first columns of lists that hold something, as the reader sees them. Who asked is said."""
    fields = [field for field in fields_of(told.entity).values() if field.column is not None and field.column.listed]
    by_day = isinstance(told.entity.by_name[told.entity.title].input, Day)
    held = [field for field in fields if (by_day or field.name != told.entity.title) and told.row.get(field.name) not in (None, "", [])]
    held = [field for field in held if not _says(told.row[field.name], told.who)]
    return tuple((label(field), shown(field.input, told.row[field.name])) for field in held[:MOST_FACTS])


def _title(told: Told) -> str:
    return gettext(named_task(str(told.row["task"])).label) if told.entity.name == "job" else title_of(told.entity, told.row)


def _says(value: Any, who: str) -> bool:
    return isinstance(value, dict) and value.get("title") == who


def _actions(told: Told) -> tuple[Action, ...]:
    """What needs no more than a word is done in place; the rest opens its form."""
    address = record_url(told.entity, told.row)
    made = []
    for n, one in enumerate(told.actions):
        asks = any(asked.required for asked in one.inputs.values())
        made.append(Action(gettext(one.label), one.verb, form=f"{address}{one.verb}/" if asks else "", main=n == 0))
    return tuple(made)


@page
def open_notice(request: HttpRequest, key: int) -> HttpResponse:
    """/inbox/12/: on to what it tells of, as links in mails lead there; one that asks for nothing was read with that."""
    actor = as_oneself(actor_at(request))
    told = _one(actor, key)
    if told.state == "new" and not told.waits:
        perform(operation_named(VERBS["read"]), actor, on=[key], request=request.META.get("milepost.request", ""))
    if told.entity.name == "job":
        return HttpResponseRedirect(result_of(told.row) or f"/jobs/#job-{told.row['id']}")
    talk = "#talk" if told.operation in ("comment.create", "attachment.create") else ""
    return HttpResponseRedirect(f"{record_url(told.entity, told.row)}{talk}")


def _one(actor: Actor, key: int) -> Told:
    found = tell(actor, list(own(actor).filter(pk=key).select_related("by")))
    if not found:
        raise Missing(said("There is no such notice of yours; what it told of may be gone, or no longer be yours to see."))
    return found[0]


@page
def deed(request: HttpRequest) -> HttpResponse:
    """POST /inbox/do/: `do` is "read", "new" or "done", of those chosen; "read 12" of one, "read all" of all new; or
    "act approve 12", what a notice waits for."""
    actor = actor_at(request)
    words = request.POST.get("do", "").split()
    if request.method != "POST" or not words:
        return HttpResponseRedirect("/inbox/")
    if words[0] == "act" and len(words) == 3 and _is_key(words[2]):
        return _again(request, actor, *_act(request, actor, words[1], int(words[2])))
    if words[0] in VERBS:
        return _again(request, actor, *_mark(request, actor, words[0], words[1] if len(words) > 1 else ""))
    return HttpResponseRedirect("/inbox/")


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


def _mark(request: HttpRequest, actor: Actor, verb: str, which: str) -> tuple[Done | None, str]:
    """What was marked, and what is said of it."""
    oneself = as_oneself(actor)
    keys = [int(one) for one in ([which] if which else request.POST.getlist("chosen")) if _is_key(one)]
    chosen = keys_of(oneself, all_new=which == "all", among=keys[:MOST])
    if not chosen:
        return None, gettext("Nothing was chosen.")
    done = perform(operation_named(VERBS[verb]), oneself, on=chosen, request=request.META.get("milepost.request", ""))
    return done, _marked(verb, len(chosen))


def _marked(verb: str, count: int) -> str:
    if verb == "read":
        told = ngettext("{count} notice marked as read.", "{count} notices marked as read.", count)
    elif verb == "new":
        told = ngettext("{count} notice stands as new again.", "{count} notices stand as new again.", count)
    else:
        told = ngettext("{count} notice put aside.", "{count} notices put aside.", count)
    return told.format(count=count)


def _act(request: HttpRequest, actor: Actor, verb: str, key: int) -> tuple[Done | None, str]:
    """What the notice waits for is done, and with it the notice. Whoever presses twice, or later than somebody else, is told so."""
    told = _one(as_oneself(actor), key)
    operation = next((one for one in told.actions if one.verb == verb), None)
    if operation is None:
        return None, gettext("This was decided already.")
    number = request.META.get("milepost.request", "")
    done = perform(operation, as_oneself(actor), on=[told.row["id"]], given={}, request=number)
    perform(operation_named(VERBS["done"]), as_oneself(actor), on=[key], request=number)
    return done, f"{gettext(operation.label)}: {told.row.get('number') or _title(told)}."


def _again(request: HttpRequest, actor: Actor, done: Done | None, told: str) -> HttpResponse:
    """The inbox as it is now, where it was looked at, with what was done at its foot."""
    back = request.POST.get("back", "")
    ours = back if back == "/inbox/" or back.startswith("/inbox/?") else "/inbox/"
    if not is_part(request):
        if done is None:
            say(request, told)
        else:
            say_done(request, actor, done, told)
        return HttpResponseRedirect(ours)
    request.GET = QueryDict(ours.partition("?")[2])
    toast = render_to_string("web/toast.html", {"told": told}) if done is None else toast_done(request, actor, done, told)
    return render(request, "web/inbox_part.html", _context(request) | {"here": ours, "toast": toast})


@page
def badge(request: HttpRequest) -> HttpResponse:
    """/inbox/badge/: how many are new, for the bell; asked for every minute while somebody looks."""
    return render(request, "web/bell_link.html", {"unread": new_count(as_oneself(actor_at(request)))})
