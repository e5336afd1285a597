"""Where a person's data may be left beside rows and journal: answers kept to be sent again, and jobs with their arguments and results."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import CASCADE

from milepost.kernel.entity import Entity, entities
from milepost.kernel.models import Job, KeptAnswer

GONE = 410
_BODY = {
    "type": "about:blank",
    "title": "Erased",
    "status": GONE,
    "detail": "This was done, and the answer is not kept any more: it held data of a person that was erased.",
}
OPEN = (Job.State.READY, Job.State.RUNNING)


def forget_answers(words: Iterable[str]) -> int:
    """Kept answers that hold one of the words say so instead; what they answered stays done."""
    wanted = [form.encode() for word in words for form in _forms(word)]
    found = [key for key, body in KeptAnswer.objects.values_list("pk", "body").iterator() if any(word in bytes(body) for word in wanted)]
    return KeptAnswer.objects.filter(pk__in=found).update(status=GONE, body=json.dumps(_BODY).encode())


def forget_jobs(words: Iterable[str]) -> int:
    """Jobs that ended and hold one of the words are forgotten; one that is to be done still needs its arguments."""
    wanted = set(words)
    rows = Job.objects.exclude(state__in=OPEN).values_list("pk", "arguments", "result", "progress", "error").iterator()
    found = [key for key, *held in rows if any(_holds(value, wanted) for value in held)]
    return Job.objects.filter(pk__in=found).delete()[0]


def forget_log_ins(subject: Entity, record: int) -> int:
    """What lets somebody in and is no record of ours goes with the account: sessions, second factors, what a provider said of them."""
    ours = {one.model for one in entities()}
    gone = 0
    for relation in subject.model._meta.related_objects:
        if relation.on_delete is CASCADE and relation.related_model not in ours:
            gone += relation.related_model._base_manager.filter(**{relation.field.name: record}).delete()[0]
    return gone


def _forms(word: str) -> set[str]:
    """As the door writes JSON, with what it escapes, and as it is."""
    return {word, json.dumps(word, ensure_ascii=False)[1:-1]}


def _holds(value: Any, words: set[str]) -> bool:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return any(form in text for word in words for form in _forms(word))
