"""Comments: seen exactly where their record is seen, each its author's own, every former text in the journal."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.comments import COMMENT
from milepost.kernel.entity import entity
from milepost.kernel.errors import Denied, Missing, WrongState
from milepost.kernel.journal.read import history_of
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.rows import question_from, read_page, read_row

CANARY = "canary 7131"
TALK = ("organisation.view", "comment.view", "comment.create", "comment.edit", "comment.withdraw")


@pytest.fixture
def two(anybody: Actor) -> list[int]:
    rows = [{"name": name, "kind": "client"} for name in ("Harbour Council", "Eastmoor School")]
    return [record.pk for record in perform(operation_named("organisation.create"), anybody, given=rows).records]


def say(actor: Actor, record: int, text: str = CANARY) -> int:
    given = {"entity": "organisation", "record": record, "text": text}
    return perform(operation_named("comment.create"), actor, given=given).records[0].pk


def texts(actor: Actor) -> list[str]:
    return [row["text"] for row in read_page(COMMENT, actor, question_from(COMMENT, actor, {})).rows]


def test_a_comment_is_seen_with_its_record_and_comment_view_and_by_nobody_else(two: list[int], staff: Any) -> None:
    ann = staff("Ann", *TALK)
    say(ann, two[0])
    assert texts(ann) == [CANARY] == texts(staff("Bob", "organisation.view", "comment.view", kind="organisation", scope=two[0]))
    for name, permissions, scope in (
        ("Record only", ("organisation.view",), two[0]),
        ("Comments only", ("comment.view",), two[0]),
        ("Elsewhere", ("organisation.view", "comment.view"), two[1]),
    ):
        assert texts(staff(name.replace(" ", ""), *permissions, kind="organisation", scope=scope)) == [], name
    mixed = staff("Mixed", "organisation.view")
    assert texts(staff("Mixed", "comment.view", kind="organisation", scope=two[1])) == texts(mixed) == []


def test_a_search_or_a_history_tells_a_stranger_nothing(two: list[int], staff: Any) -> None:
    key = say(staff("Ann", *TALK), two[0])
    stranger = staff("Stranger", *TALK, kind="organisation", scope=two[1])
    assert read_page(COMMENT, stranger, question_from(COMMENT, stranger, {"search": ["canary"]})).count == 0
    with pytest.raises(Missing) as refused:
        read_row(COMMENT, stranger, key)
    assert CANARY not in str(refused.value)
    with pytest.raises(Missing):
        perform(operation_named("comment.edit"), stranger, on=[key], given={"text": "mine"})


def test_nobody_comments_where_they_see_nothing(two: list[int], staff: Any) -> None:
    ann = staff("Ann", *TALK, kind="organisation", scope=two[0])
    for record in (two[1], 99_999):
        with pytest.raises(Denied):
            say(ann, record)


def test_only_its_author_edits_a_comment(two: list[int], staff: Any) -> None:
    ann, bob = staff("Ann", *TALK), staff("Bob", *TALK)
    key = say(ann, two[0])
    for verb, given in (("edit", {"text": "other"}), ("withdraw", {})):
        with pytest.raises(Denied):
            perform(operation_named(f"comment.{verb}"), bob, on=[key], given=given)
    perform(operation_named("comment.edit"), ann, on=[key], given={"text": "better"})
    assert texts(bob) == ["better"]


def test_a_moderator_withdraws_and_does_not_edit(two: list[int], staff: Any) -> None:
    key = say(staff("Ann", *TALK), two[0])
    moderator = staff("Mia", *TALK, "comment.moderate")
    with pytest.raises(Denied):
        perform(operation_named("comment.edit"), moderator, on=[key], given={"text": "other"})
    perform(operation_named("comment.withdraw"), moderator, on=[key])
    assert texts(moderator) == [""]


def test_what_was_withdrawn_stays_in_the_history_alone(two: list[int], staff: Any) -> None:
    ann = staff("Ann", *TALK)
    key = say(ann, two[0])
    perform(operation_named("comment.withdraw"), ann, on=[key])
    assert read_row(COMMENT, ann, key)["text"] == ""
    assert history_of(entity("comment"), ann, key)[0]["difference"]["text"] == [CANARY, ""]
    with pytest.raises(WrongState):
        perform(operation_named("comment.edit"), ann, on=[key], given={"text": "again"})


def test_the_comments_of_a_record_that_is_gone_are_nobodys(two: list[int], anybody: Actor, staff: Any) -> None:
    ann = staff("Ann", *TALK)
    say(ann, two[0])
    perform(operation_named("organisation.delete"), anybody, on=[two[0]])
    assert texts(ann) == []


def test_many_comments_take_as_few_queries_as_one(two: list[int], staff: Any, django_assert_max_num_queries: Any) -> None:
    ann = staff("Ann", *TALK)
    with django_assert_max_num_queries(8):
        perform(
            operation_named("comment.create"), ann, given=[{"entity": "organisation", "record": two[0], "text": f"{n}"} for n in range(50)]
        )
