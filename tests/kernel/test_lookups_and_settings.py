"""Lookups: lists of words that the house extends. Settings: typed, changed by an operation, journalled."""

from typing import Any

import pytest

from milepost.kernel.access import Actor
from milepost.kernel.errors import Denied, Invalid
from milepost.kernel.inputs import Lookup, Unread, Whole
from milepost.kernel.lookups import words_of
from milepost.kernel.models import JournalEntry, Setting
from milepost.kernel.operations import operation_named, perform
from milepost.kernel.operations.reading import read_inputs
from milepost.kernel.settings import SettingKind, declare, ensure_settings, value_of

REASON = Lookup(lookup="test-reason", first=("Illness", "Training"))
LIMIT = declare(SettingKind("test-limit", Whole(least=1, most=10), 3))


def read(actor: Actor, *words: str) -> list[Any]:
    return [row["reason"] for row in read_inputs({"reason": REASON}, [{"reason": word} for word in words], actor=actor, partial=False)]


def make_list(actor: Actor, *words: tuple[str, int, bool]) -> None:
    made = perform(operation_named("lookup.create"), actor, given={"name": REASON.lookup}).records[0].pk
    rows = [{"lookup": made, "name": word, "place": place, "active": active} for word, place, active in words]
    perform(operation_named("lookup-value.create"), actor, given=rows)


def test_the_first_words_are_offered_until_the_house_makes_its_own_list(anybody: Actor) -> None:
    assert read(anybody, "illness", "TRAINING") == ["Illness", "Training"]
    make_list(anybody, ("Moving", 2, True), ("Jury", 1, True), ("Illness", 3, False))
    assert words_of(REASON) == ("Jury", "Moving")
    with pytest.raises(Invalid, match="'Illness' is not offered; the list test-reason has Jury, Moving"):
        read(anybody, "Illness")


def test_words_of_many_rows_take_two_queries(anybody: Actor, django_assert_num_queries: Any) -> None:
    make_list(anybody, ("Jury", 1, True))
    with django_assert_num_queries(2):
        read(anybody, *["jury"] * 200)


def test_a_list_has_a_word_once(anybody: Actor) -> None:
    with pytest.raises(Invalid, match="the list has this word"):
        make_list(anybody, ("Jury", 1, True), ("JURY", 2, True))


def test_a_setting_has_its_usual_value_until_it_is_changed_and_again_when_it_is_emptied(anybody: Actor) -> None:
    assert value_of("test-limit") == 3
    ensure_settings()
    assert ensure_settings() == 0
    key = Setting.objects.get(name="test-limit").pk
    change = operation_named("setting.change")
    perform(change, anybody, on=[key], given={"value": "7"})
    assert value_of("test-limit") == 7
    assert JournalEntry.objects.latest("id").difference == {"value": [None, 7]}
    perform(change, anybody, on=[key], given={"value": None})
    assert value_of("test-limit") == 3


@pytest.mark.parametrize("value", [11, "many", [1], {"a": 1}, 1.5])
def test_a_setting_takes_what_its_input_takes(value: Any, anybody: Actor) -> None:
    ensure_settings()
    with pytest.raises(Invalid, match="test-limit: "):
        perform(operation_named("setting.change"), anybody, on=[Setting.objects.get(name="test-limit").pk], given={"value": value})
    assert value_of("test-limit") == 3


def test_a_setting_is_changed_only_with_its_permission(anybody: Actor, staff: Any) -> None:
    ensure_settings()
    with pytest.raises(Denied):
        perform(operation_named("setting.change"), staff("Ann", "setting.view"), on=[Setting.objects.all()[0].pk], given={"value": 1})


def test_a_usual_value_that_its_input_would_refuse_cannot_be_declared() -> None:
    with pytest.raises(Unread):
        declare(SettingKind("test-wrong", Whole(least=1), 0))
