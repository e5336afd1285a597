"""Sentences are English texts, and can be said in another language by whoever knows it."""

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from milepost.values import Said, begun, listed, said, said_many, word
from milepost.values.sentence import packed, unpacked

GERMAN = {
    "{who} has left": "{who} ist fort",
    "{count} task": "{count} Aufgabe",
    "{count} tasks": "{count} Aufgaben",
    "Open": "Offen",
    "until {day} at {at:moment}": "bis {day}, {at:moment}",
    "broken {one}": "kaputt {other}",
    "not closed {one}": "offen {one",
    "see {one}": "siehe {one.__class__}",
}


class German:
    """Knows a few sentences."""

    def one(self, template: str) -> str:
        return GERMAN.get(template, template)

    def several(self, one: str, many: str, count: int) -> str:
        return GERMAN[one if count == 1 else many]

    def value(self, value: Any, form: str) -> str:
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else format(value, form).replace(".", "_").replace(",", ".").replace("_", ",")


def german(text: str) -> str:
    assert isinstance(text, Said)
    return text.told(German())


AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
ALL = [
    said("{who} has left", who="Ann"),
    said_many("{count} task", "{count} tasks", count=1),
    said_many("{count:,} task", "{count:,} tasks", count=1200),
    word("Open").lower(),
    said("until {day} at {at:moment}", day=date(2026, 1, 2), at=AT),
    listed([word("Open"), "data"], said(" or ")),
    "before: " + said("{who} has left", who=word("Open")) + "!",
    said("{share:.1f} of {whole}", share=Decimal("12.345"), whole=None),
]


def test_a_sentence_is_its_english_text() -> None:
    told = ["Ann has left", "1 task", "1,200 tasks", "open", "until 2026-01-02 at 14:05 on 23 November 2026 UTC", "Open or data"]
    assert [*map(str, ALL)] == [*told, "before: Open has left!", "12.3 of None"]
    assert json.dumps(ALL[0]) == '"Ann has left"' and {ALL[0]: 1}["Ann has left"] == 1


def test_it_is_said_in_another_language_with_all_that_stands_in_it() -> None:
    assert german(ALL[0]) == "Ann ist fort"
    assert german(said_many("{count} task", "{count} tasks", count=3)) == "3 Aufgaben"
    assert german(ALL[3]) == "offen"
    assert german(ALL[4]) == "bis 02.01.2026, 23.11.2026"
    assert german(ALL[5]) == "Offen or data"
    assert german(ALL[6]) == "before: Offen ist fort!"
    assert german(ALL[7]) == "12,3 of None"
    assert german(begun(said("{who} has left", who="they"))) == "They ist fort"


@pytest.mark.parametrize("template", ["broken {one}", "not closed {one}", "see {one}"])
def test_a_translation_that_cannot_be_filled_leaves_the_english(template: str) -> None:
    assert german(said(template, one="x")) == str(said(template, one="x"))


@pytest.mark.parametrize("told", ALL, ids=str)
@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))], ids=["copied", "whole", "pickled"])
def test_it_stays_one_when_it_is_copied(told: Said, way: Any) -> None:
    again = way(told)
    assert again == told and again.template == told.template and again.values == told.values and again.shape == told.shape


@pytest.mark.parametrize("told", ALL, ids=str)
def test_it_is_kept_in_json_and_is_one_again(told: Said) -> None:
    kept = json.loads(json.dumps(packed({"list": [told, 1], "other": "x"})), object_hook=unpacked)
    assert kept == {"list": [told, 1], "other": "x"}
    assert isinstance(kept["list"][0], Said) and kept["list"][0].values == told.values


@pytest.mark.parametrize("data", [{"~said": "x"}, {"~said": [1, 2]}, {"~moment": "soon"}, {"~number": []}, {"~day": None}, {"a": 1}, {}])
def test_data_that_looks_like_a_sentence_stays_what_it_is(data: Any) -> None:
    assert json.loads(json.dumps(packed(data)), object_hook=unpacked) == data


def test_values_are_kept_as_they_were() -> None:
    names = ["Ann"]
    told = said("{names}", names=names)
    names.append("Ben")
    assert told.values == {"names": "['Ann']"}


def test_of_nothing_there_is_nothing() -> None:
    assert word("") == "" and listed([]) == "" and not listed([])
    assert german(said("", one=1)) == ""


def test_a_moment_of_a_plan_stands_with_its_weekday() -> None:
    assert said("{at:weekday-minute}", at=datetime(2026, 3, 2, 9, 5)) == "Mon 2 Mar 2026 09:05"
