"""The daily mail: at the hour that each has chosen, where they are, one mail with everything that is new since the last.

A mail cannot be part of a transaction: one that was sent just before its worker died is sent again, under the same id, by which programs
for mail know it. That it was sent is written together with the end of the job, and there is one for an account and day.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min
from django_tasks import task

from milepost.kernel.access import actor_of
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.clock import now
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.jobs.named import name_task
from milepost.kernel.jobs.schedules import Schedule, schedule
from milepost.kernel.models import Account, Digest, MailPreference, Notice
from milepost.kernel.notices.mail import MOST, mail_is_set_up, mail_of
from milepost.kernel.notices.read import own
from milepost.kernel.notices.told import tell

USUAL_HOUR = 8
QUARTERS = (2, 17, 32, 47)
"""Minutes at which is looked who is due: zones differ by quarters of an hour."""
TASK = f"{__name__}.send_digest"
name_task(TASK, "Daily mail", told=False)
name_task(f"{__name__}.enqueue_digests", "Whose daily mail is due", told=False)


def due_moment(zone: str, hour: int, day: date) -> datetime:
    """When the mail of a day is due: an hour that there is not, since the clock is put forward, is the one after it; of one that there is
    twice it is the first."""
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def due(at: datetime) -> Iterator[tuple[int, date]]:
    """The accounts, each with its day, that have news from before the hour they have chosen and were not sent them on that day."""
    news = Notice.objects.filter(state=Notice.State.NEW, mailed=False, account__is_active=True).values("account")
    oldest = dict(news.annotate(oldest=Min("changed_at")).values_list("account", "oldest"))
    accounts = Account.objects.filter(pk__in=oldest, kind=Account.Kind.PERSON).order_by("pk").values_list("pk", "zone")
    chosen = {one.account_id: one for one in MailPreference.objects.filter(account__in=oldest)}
    sent = set(Digest.objects.filter(account__in=oldest, day__gte=at.date() - timedelta(days=2)).values_list("account", "day"))
    for account, zone in accounts:
        preference = chosen.get(account)
        if preference is not None and not preference.daily:
            continue
        day = at.astimezone(ZoneInfo(zone)).date()
        moment = due_moment(zone, preference.hour if preference is not None else USUAL_HOUR, day)
        if oldest[account] < moment <= at and (account, day) not in sent:
            yield account, day


@task()
def enqueue_digests() -> Any:
    """A job for each account that is due."""
    found = list(due(now())) if mail_is_set_up() else []

    def apply() -> None:
        for account, day in found:
            enqueue(TASK, [account, day.isoformat()], unique=f"digest {account} {day}")

    return Effect(apply, {"due": len(found)})


@task()
def send_digest(account: int, day: str) -> Any:
    """The mail of a day to one account, of what it may see now; where nothing is left to tell there is no mail."""
    found = Account.objects.filter(pk=account, is_active=True).first()
    if found is None or Digest.objects.filter(account=account, day=day).exists() or not mail_is_set_up():
        return {"sent": 0}
    actor, began = as_oneself(actor_of(found)), now()
    news = own(actor).filter(state=Notice.State.NEW, mailed=False).select_related("by").order_by("-waits", "-at", "-pk")
    notices, count = list(news[:MOST]), news.count()
    told = tell(actor, notices)
    if told:
        mail_of(found, told, key=f"digest-{account}-{day}", count=max(len(told), count - len(notices) + len(told))).send()

    def apply() -> None:
        Digest.objects.create(account=found, day=day, count=len(told), sent_at=now())
        # What does not fit is told to be there, and is not told again; what grew meanwhile is.
        Notice.objects.filter(account=found, state=Notice.State.NEW, changed_at__lte=began).update(mailed=True)

    return Effect(apply, {"sent": int(bool(told)), "notices": len(told)})


schedule(Schedule("notices by mail", f"{__name__}.enqueue_digests", lambda at: at.minute in QUARTERS))
