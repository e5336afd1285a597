"""Who watches a record is told what others do with it: once, together, and nothing that they may not see."""

from datetime import timedelta
from typing import Any

import pytest

from milepost.kernel.access import Actor, actor_of
from milepost.kernel.clock import now, standing_at
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.housekeeping.tasks import clear_notices
from milepost.kernel.journal.seal import seal
from milepost.kernel.models import Account, Counter, Grant, JournalEntry, Notice
from milepost.kernel.notices import follow, notice_of, tell
from milepost.kernel.notices.read import new_count, page_of
from milepost.kernel.notices.rules import _known, rule_of
from milepost.kernel.notices.write import News, put
from milepost.kernel.operations import operation_named, perform
from tests.kernel.notices import client, do, follow_all, rows, told, watch

CLIENTS = ("organisation.view", "organisation.edit", "organisation.close", "comment.view", "comment.create")
CANARY = "Canary 4471"


@pytest.fixture
def ann(staff: Any) -> Actor:
    """She sees clients and what is said of them."""
    found: Actor = staff("Ann", *CLIENTS)
    return found


@pytest.fixture
def ben(staff: Any) -> Actor:
    """He works on the same."""
    found: Actor = staff("Ben", *CLIENTS)
    return found


def test_who_watches_is_told_what_others_do(anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    do(ben, "organisation.edit", key, name="Haven Council", reference="HC-7")
    do(ben, "organisation.close", key, reason="They have gone")
    assert told(ann) == ["Ben closed it", "Ben changed Name and Their reference"]
    assert told(ben) == []


def test_nobody_is_told_what_they_did_themselves(anybody: Actor, ann: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    do(ann, "organisation.edit", key, reference="HC-7")
    do(ann, "comment.create", entity="organisation", record=key, text="Mine")
    assert told(ann) == []


def test_several_of_the_same_are_one_notice_until_it_is_read(anybody: Actor, ann: Actor, ben: Actor, staff: Any) -> None:
    key = client(anybody)
    watch(ann, key)
    do(ben, "comment.create", entity="organisation", record=key, text="One")
    assert told(ann) == ["Ben commented"]
    do(ben, "comment.create", entity="organisation", record=key, text="Two")
    do(staff("Cid", *CLIENTS), "comment.create", entity="organisation", record=key, text="Three")
    assert told(ann) == ["3 comments, the last by Cid"]
    (notice,) = rows(ann)
    assert (notice.count, notice.several, notice.version) == (3, True, 2)
    do(anybody, "notice.mark-read", notice.pk)
    do(ben, "comment.create", entity="organisation", record=key, text="Four")
    assert told(ann) == ["Ben commented"] and told(ann, "read") == ["3 comments, the last by Cid"]


def test_the_latest_comment_is_quoted_and_one_that_was_withdrawn_is_not(anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    comment = do(ben, "comment.create", entity="organisation", record=key, text="Call them on Monday")
    follow_all()
    assert [one.quote for one in tell(ann, page_of(ann).notices)] == ["Call them on Monday"]
    do(anybody, "comment.withdraw", comment)
    assert [one.quote for one in tell(ann, page_of(ann).notices)] == [""]


def test_who_may_not_see_the_record_is_not_told(anybody: Actor, staff: Any, ben: Actor) -> None:
    key, other = client(anybody, CANARY), client(anybody, "Quay Housing")
    clerk = staff("Clerk", *CLIENTS, kind="organisation", scope=other)
    watch(clerk, key)
    do(ben, "organisation.edit", key, reference="HC-7")
    assert told(clerk) == [] and not rows(clerk)


def test_who_may_see_the_record_no_more_is_shown_nothing_of_it(anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody, CANARY)
    watch(ann, key)
    do(ben, "comment.create", entity="organisation", record=key, text=CANARY)
    assert told(ann) == ["Ben commented"] and new_count(ann) == 1
    Grant.objects.filter(account=ann.account).delete()
    bare = actor_of(Account.objects.get(pk=ann.account))
    assert told(bare) == [] and new_count(bare) == 0
    assert rows(ann), "it is kept, and shown when she may see the record again"


def test_who_reads_no_comments_is_not_told_of_them(anybody: Actor, staff: Any, ben: Actor) -> None:
    reader = staff("Reader", "organisation.view")
    key = client(anybody)
    watch(reader, key)
    do(ben, "comment.create", entity="organisation", record=key, text=CANARY)
    do(ben, "organisation.edit", key, reference="HC-7")
    assert told(reader) == ["Ben changed Their reference"]


def test_a_change_of_what_is_masked_is_not_told(anybody: Actor, staff: Any) -> None:
    key = do(anybody, "account.create", name="Dora", email="dora@example.org", kind="person")
    reader, keeper = staff("Reader", "account.view"), staff("Keeper", "account.view", "account.address")
    for one in (reader, keeper):
        watch(one, key, "account")
    do(anybody, "account.edit", key, email="canary4471@example.org")
    assert told(reader) == [] and told(keeper) == ["Milepost changed Email"]
    do(anybody, "account.edit", key, name="Dora Day", email="other@example.org")
    assert told(reader) == ["Milepost changed Name"]
    assert told(keeper) == ["Milepost changed Name and Email"]


def test_a_mask_that_came_later_holds_for_what_was_told_before(anybody: Actor, staff: Any) -> None:
    key = do(anybody, "account.create", name="Dora", email="dora@example.org", kind="person")
    keeper = staff("Keeper", "account.view", "account.address")
    watch(keeper, key, "account")
    do(anybody, "account.edit", key, email="canary4471@example.org")
    assert told(keeper) == ["Milepost changed Email"]
    Grant.objects.filter(account=keeper.account).delete()
    assert told(staff("Keeper", "account.view")) == []


def test_a_record_that_is_deleted_leaves_no_notice_open(anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    do(ben, "organisation.edit", key, reference="HC-7")
    follow_all()
    do(anybody, "organisation.delete", key)
    assert told(ann) == [] and new_count(ann) == 0
    assert [one.state for one in rows(ann)] == [Notice.State.DONE]


def test_what_is_done_in_consequence_is_told_too(anybody: Actor, staff: Any) -> None:
    keeper = staff("Keeper", "account.view", "token.view")
    key = do(anybody, "account.create", name="Dora", email="dora@example.org", kind="person")
    watch(keeper, key, "account")
    do(anybody, "account.close", key)
    assert told(keeper) == ["Milepost closed it"]


@pytest.mark.parametrize(
    "muted",
    [
        {"operation": "comment.create"},
        {"entity": "organisation"},
        {"entity": "organisation", "record": "this"},
        {"operation": "comment.create", "entity": "organisation"},
    ],
    ids=["operation", "kind", "record", "operation of a kind"],
)
def test_what_is_muted_is_not_told(muted: dict[str, Any], anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    given = {name: key if value == "this" else value for name, value in muted.items()}
    do(anybody, "mute.create", account=ann.account, **given)
    do(ben, "comment.create", entity="organisation", record=key, text="Unheard")
    assert told(ann) == []


@pytest.mark.parametrize(
    "muted", [{"operation": "organisation.close"}, {"entity": "person"}, {"entity": "organisation", "record": 987_654}]
)
def test_what_is_not_muted_is_told(muted: dict[str, Any], anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    do(anybody, "mute.create", account=ann.account, **muted)
    do(ben, "comment.create", entity="organisation", record=key, text="Heard")
    assert told(ann) == ["Ben commented"]


def test_everybody_mutes_for_themselves_and_says_what(anybody: Actor, ann: Actor, staff: Any) -> None:
    ben = staff("Ben", "mute.create", "mute.view", "account.view")
    with pytest.raises(Denied):
        do(ben, "mute.create", account=ann.account, operation="comment.create")
    for given in ({}, {"record": 3}):
        with pytest.raises(Invalid):
            do(ben, "mute.create", **given)
    do(ben, "mute.create", operation="comment.create")
    with pytest.raises(Invalid, match="muted already"):
        do(ben, "mute.create", operation="comment.create")


def test_nobody_reads_for_somebody_else(anybody: Actor, ann: Actor, ben: Actor, staff: Any) -> None:
    key = client(anybody)
    watch(ann, key)
    do(ben, "organisation.edit", key, reference="HC-7")
    (notice,) = rows(ann)
    boss = staff("Boss", "notice.view", "notice.mark-read", *CLIENTS)
    with pytest.raises(Denied):
        do(boss, "notice.mark-read", notice.pk)


def test_what_was_done_long_ago_is_no_news(anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    with standing_at(now() - timedelta(days=40)):
        do(ben, "organisation.edit", key, reference="HC-7")
    assert told(ann) == []
    assert Counter.objects.get(name="notices").last == JournalEntry.objects.count()


def test_a_rule_that_fails_keeps_nothing_else_from_being_told(anybody: Actor, ann: Actor, ben: Actor) -> None:
    def broken(records: Any) -> Any:
        raise RuntimeError("no answer")

    key = client(anybody)
    watch(ann, key)
    notice_of("organisation.close", to=broken, says="{who} closed it")
    try:
        do(ben, "organisation.close", key, reason="They have gone")
        assert told(ann) == ["Ben closed it"]
    finally:
        del _known["organisation.close"]
    assert rule_of("organisation.close") is None


def test_what_is_read_twice_is_told_once(anybody: Actor, ann: Actor, ben: Actor) -> None:
    key = client(anybody)
    watch(ann, key)
    for number in range(7):
        do(ben, "organisation.edit", key, reference=f"HC-{number}")
    while seal():
        pass
    while follow(2):
        pass
    assert follow() == 0
    (notice,) = rows(ann)
    assert notice.count == 7


def test_many_records_take_as_many_queries_as_few(anybody: Actor, ann: Actor, ben: Actor, django_assert_max_num_queries: Any) -> None:
    keys = [client(anybody, f"Client {number}") for number in range(30)]
    for key in keys:
        watch(ann, key)
    follow_all()
    perform(operation_named("organisation.edit"), ben, on=keys[:2], given={"reference": "A"})
    seal()
    with django_assert_max_num_queries(40) as few:
        follow()
    perform(operation_named("organisation.edit"), ben, on=keys[2:], given={"reference": "B"})
    seal()
    with django_assert_max_num_queries(len(few)):
        follow()
    assert [one.others for one in rows(ann)] == [0, 0, 27]


def test_what_was_read_long_ago_goes_and_what_is_new_stays(anybody: Actor, ann: Actor, ben: Actor) -> None:
    keys = [client(anybody, name) for name in ("Read", "Done", "New", "Late")]
    for key in keys:
        watch(ann, key)
        do(ben, "organisation.edit", key, reference="HC-7")
    read, done, _, late = (notice.pk for notice in rows(ann))
    do(anybody, "notice.mark-read", read)
    do(anybody, "notice.mark-done", done)
    with standing_at(now() + timedelta(days=40)):
        do(anybody, "notice.mark-read", late)
    with standing_at(now() + timedelta(days=61)):
        effect = clear_notices.func()
        effect.apply()
    assert effect.result == {"notices": 2}
    assert not Notice.objects.filter(pk__in=(read, done)).exists() and Notice.objects.count() == 2


def test_what_one_batch_did_with_many_records_is_one_notice_also_where_it_is_read_in_parts(
    anybody: Actor, ann: Actor, ben: Actor, staff: Any
) -> None:
    keys = [client(anybody, f"Client {number:02}") for number in range(20)]
    for key in keys[:18]:
        watch(ann, key)
    few = staff("Cid", *CLIENTS)
    for key in keys[:3]:
        watch(few, key)
    perform(operation_named("organisation.edit"), ben, on=keys, given={"reference": "R"})
    while seal():
        pass
    while follow(most=7):
        pass
    assert told(ann) == ["Ben changed Their reference; likewise 17 other organisations"]
    assert told(few) == ["Ben changed Their reference"] * 3
    do(ben, "organisation.edit", keys[0], reference="S")
    perform(operation_named("organisation.edit"), ben, on=keys[:6], given={"reference": "T"})
    assert sorted(told(ann)) == [
        "Ben changed Their reference",
        "Ben changed Their reference; likewise 17 other organisations",
        "Ben changed Their reference; likewise 5 other organisations",
    ]


def test_what_waits_for_somebody_is_told_for_each_record(anybody: Actor, staff: Any) -> None:
    ann = staff("Ann", "draft.view", "draft.countersign")
    news = [News(ann.account or 0, "draft", number, "draft.submit", now(), batch="one") for number in range(1, 9)]
    put(news)
    assert [(one.others, one.batch) for one in Notice.objects.filter(account=ann.account)] == [(0, "")] * 8
