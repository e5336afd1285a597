"""Whatever is refused, in any room: the page says it in the reader's language, and programs are told in English what they always were."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import MultipleObjectsReturned
from django.test import Client
from django.utils import timezone, translation

from milepost.kernel.access import Actor
from milepost.kernel.access.tokens import make_token
from milepost.kernel.entity import Entity, entities
from milepost.kernel.errors import Denied, Invalid, Refused, Stale, WrongState
from milepost.kernel.models import Account, Job, Record
from milepost.kernel.operations import Operation, operation_named, operations, perform
from milepost.kernel.rows import question_from
from milepost.kernel.tongues import Reader
from milepost.values import Said, said
from milepost.web.address import paged
from milepost.web.sentences import in_words
from tests.conformance_examples import example, given_for, made, put_in
from tests.web.conftest import logged_in
from tests.web.marked import MARKED, OPEN, SHUT

EVERY = pytest.mark.parametrize("asked", entities(), ids=lambda one: one.name)
WRONG = ["?", "a" * 5000, -1, [1], "1066-10-14"]
"""Values that most inputs refuse."""


OF_DJANGO = "This password is"
"""What its rules for passwords say is said by itself, in the language of whoever asks."""


class WithoutData(Reader):
    """Leaves out what is put into sentences: what is left outside marks can be translated by nobody."""

    def value(self, value: Any, form: str) -> str:
        return ""


def outside(text: str) -> str:
    """The letters that stand in no marks."""
    depth, found = 0, ""
    for letter in text:
        depth += {OPEN: 1, SHUT: -1}.get(letter, 0)
        found += letter if depth == 0 and letter.isalpha() else ""
    return found


def sentences_of(refusal: Refused) -> list[str]:
    if not isinstance(refusal, Invalid):
        return [refusal.told]
    rows = [refusal.fields, *refusal.rows.values()]
    return [fault.message for fields in rows for faults in fields.values() for fault in faults]


def left_english(refusal: Refused) -> list[str]:
    """Of a refusal what cannot be translated."""
    with translation.override(MARKED):
        told = [one.told(WithoutData()) if isinstance(one, Said) else one for one in sentences_of(refusal)]
    return [one for one in told if outside(one) and not one.startswith(OF_DJANGO)]


def tried(deed: Callable[[], Any]) -> Iterator[Refused]:
    try:
        deed()
    except Refused as refusal:
        yield refusal


def usual_for(one: Operation, record: Record, anybody: Actor) -> dict[str, Any]:
    """Right values, where the examples know any for a record with which so much was tried already."""
    try:
        return given_for(one, record, anybody)
    except MultipleObjectsReturned:
        return {}


def refusals_of(asked: Entity, anybody: Actor, nobody: Actor) -> Iterator[Refused]:
    """What its operations and lists refuse: wrong values, records that are not there, states, versions, people who may not."""
    record = made(asked, anybody)
    for wrong in ({"nothing": ["1"]}, {"order": ["nothing"]}, {"fields": ["nothing"]}, {"id": ["x"]}, {"limit": ["x"]}):
        yield from tried(lambda wrong=wrong: question_from(asked, anybody, wrong))  # type: ignore[misc]
    for one in operations(asked):
        on = {} if one.kind == "create" else {"on": [record.pk]}
        usual = example(asked, anybody) if one.kind == "create" else usual_for(one, record, anybody)
        givens = [{"nothing": 1}, {}, *({**usual, name: value} for name in one.inputs for value in WRONG)]
        for given in givens:
            yield from tried(lambda one=one, on=on, given=given: perform(one, anybody, given=given, **on))  # type: ignore[misc]
        yield from tried(lambda one=one, on=on, usual=usual: perform(one, nobody, given=usual, **on))  # type: ignore[misc]
        if on:
            yield from tried(lambda one=one, usual=usual: perform(one, anybody, on=[10**9], given=usual))  # type: ignore[misc]
            stale = {record.pk: record.version + 5}
            yield from tried(lambda one=one, usual=usual, stale=stale: perform(one, anybody, on=[record.pk], given=usual, versions=stale))  # type: ignore[misc]
        for state in asked.workflow.states if asked.workflow is not None and on else ():
            other = made(asked, anybody)
            put_in(other, asked, state, anybody)
            yield from tried(lambda one=one, other=other: perform(one, anybody, on=[other.pk], given=usual_for(one, other, anybody)))  # type: ignore[misc]


@EVERY
def test_every_refusal_can_be_translated(asked: Entity, marked: None, anybody: Actor, staff: Any) -> None:
    nobody = staff("Nobody", asked.permission("view"))
    found = list(refusals_of(asked, anybody, nobody))
    left = sorted({text for refusal in found for text in left_english(refusal)})
    assert found and not left, left
    assert not any(OPEN in str(refusal) for refusal in found)


@pytest.mark.parametrize("asked", [one for one in paged() if one.creatable], ids=lambda one: one.name)
def test_forms_say_what_is_wrong_in_the_readers_language(asked: Entity, marked: None, anybody: Actor, boss: Actor) -> None:
    create = operation_named(asked.permission("create"))
    needed = [one for one in create.inputs.values() if one.required]
    if create.inner or not needed:
        return
    Account.objects.filter(pk=boss.account).update(language=MARKED)
    address = "/" + asked.plural.replace(" ", "-") + "/new/"
    answer = logged_in(boss).post(address, {})
    if answer.status_code == 422:
        assert f"{OPEN}This is needed and was left empty.{SHUT}" in answer.content.decode() or (
            f"{OPEN}this is needed and was left empty.{SHUT}" in answer.content.decode()
        )


def test_pages_and_programs_are_told_the_same_each_in_its_language(marked: None, anybody: Actor, boss: Actor) -> None:
    Account.objects.filter(pk=boss.account).update(language=MARKED)
    client = logged_in(boss)
    english = "There is no organisation ORG-77 that you can see."
    page = client.get("/organisations/ORG-77/")
    assert page.status_code == 404
    assert f"{OPEN}There is no {OPEN}organisation{SHUT} ORG-77 that you can see.{SHUT}" in page.content.decode()
    token = make_token(Account.objects.get(pk=boss.account), "script")
    asked = {"Authorization": f"Bearer {token}", "Accept-Language": MARKED}
    problem = json.loads(Client().get("/api/v1/organisations/ORG-77/", headers=asked).content)
    assert problem["detail"] == english and OPEN not in json.dumps(problem, ensure_ascii=False)


def test_who_changed_it_and_when_is_said_where_the_reader_is(marked: None, anybody: Actor) -> None:
    at = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    stale = Stale(said("{who} changed it at {at:moment}, after you read it.", who="Ann", at=at), version=2)
    assert str(stale) == "Ann changed it at 12:30 on 01 July 2026 UTC, after you read it. Read it again and decide anew."
    with translation.override("en-us"), timezone.override("America/New_York"):
        assert in_words(stale.happened) == "Ann changed it at 07/01/2026, 8:30 AM, after you read it."


def test_moments_of_a_plan_stand_as_the_language_writes_them() -> None:
    with translation.override("en-us"):
        assert in_words(said("{at:weekday-minute}", at=datetime(2026, 3, 2, 14, 5))) == "Mon 03/02/2026, 2:05 PM"
        assert in_words(said("{at:%Y-%m-%d}", at=datetime(2026, 3, 2).date())) == "03/02/2026"


def test_numbers_in_sentences_are_written_as_the_language_has_them() -> None:
    told = said("{share:,.1f} of {whole:,}", share=1234.5, whole=20000)
    with translation.override("de"):
        assert in_words(told) == "1.234,5 of 20.000"
    assert str(told) == "1,234.5 of 20,000"


def test_what_a_job_found_is_read_in_the_language_of_whoever_reads(marked: None, anybody: Actor, boss: Actor) -> None:
    job = made(next(one for one in entities() if one.name == "job"), anybody)
    refusal = Denied(said("You may not create {kinds}.", kinds=next(one for one in entities() if one.name == "organisation").plural))
    Job.objects.filter(pk=job.pk).update(result={"refused": refusal.told}, progress={"done": 1, "whole": 2, "text": said("Comparing")})
    kept = Job.objects.get(pk=job.pk)
    assert kept.result == {"refused": "You may not create organisations."} and kept.progress["text"] == "Comparing"
    assert Job.objects.filter(result__isnull=True).count() == Job.objects.exclude(pk=job.pk).filter(result__isnull=True).count()
    with translation.override(MARKED):
        assert in_words(kept.result["refused"]) == f"{OPEN}You may not create {OPEN}organisations{SHUT}.{SHUT}"
        assert in_words(kept.progress["text"]) == f"{OPEN}Comparing{SHUT}"


def test_a_state_that_stands_in_the_way_is_named_in_the_readers_language(marked: None, anybody: Actor) -> None:
    leave = next(one for one in entities() if one.name == "leave")
    record = made(leave, anybody)
    put_in(record, leave, "cancelled", anybody)
    with pytest.raises(WrongState) as refused:
        perform(operation_named("leave.approve"), anybody, on=[record.pk], given={})
    with translation.override(MARKED):
        assert f"{OPEN}cancelled{SHUT}" in in_words(refused.value)
