"""Tells at once, by mail, what waits for somebody who wants that: a job that is enqueued together with the notice."""

from collections.abc import Sequence
from typing import Any

from django_tasks import task

from milepost.kernel.access import actor_of
from milepost.kernel.access.oneself import as_oneself
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.jobs.named import name_task
from milepost.kernel.models import MailPreference, Notice
from milepost.kernel.notices.mail import mail_is_set_up, mail_of
from milepost.kernel.notices.read import own
from milepost.kernel.notices.told import tell

TASK = f"{__name__}.send_at_once"
name_task(TASK, "Mail of what waits", told=False)


def tell_at_once(notices: Sequence[Notice]) -> None:
    """Enqueue the mails. For use in the transaction that writes the notices."""
    waiting = [one for one in notices if one.waits]
    if not waiting or not mail_is_set_up():
        return
    wanted = set(
        MailPreference.objects.filter(account__in={one.account_id for one in waiting}, at_once=True).values_list("account", flat=True)
    )
    for one in waiting:
        if one.account_id in wanted:
            enqueue(TASK, [one.pk, one.version], unique=f"notice {one.pk} {one.version}")


@task()
def send_at_once(notice: int, version: int) -> Any:
    """The mail of one notice, unless it was read, done or mailed meanwhile, or may not be seen any more."""
    found = (
        Notice.objects.filter(pk=notice, state=Notice.State.NEW, mailed=False, account__is_active=True).select_related("account").first()
    )
    if found is None:
        return {"sent": 0}
    actor = as_oneself(actor_of(found.account))
    told = tell(actor, list(own(actor).filter(pk=notice).select_related("by")))
    if not told or not mail_is_set_up():
        return {"sent": 0}
    mail_of(found.account, told, key=f"notice-{notice}-{version}", count=1).send()
    return Effect(lambda: Notice.objects.filter(pk=notice).update(mailed=True), {"sent": 1})
