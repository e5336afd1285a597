"""The reference pages say what is so: their examples read without errors, and every heading they name is known."""

import json
import re
from pathlib import Path

import pytest

from milepost.exchange.grid import heading_key
from milepost.exchange.people import read_people
from milepost.exchange.people.table import SYNONYMS as PEOPLE
from milepost.exchange.tabular import read_csv
from milepost.exchange.tabular.columns import SYNONYMS
from milepost.exchange.tabular.repeats import read_repeat
from milepost.exchange.tabular.settings import KEYS

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
LAYOUT = (REFERENCE / "csv-layout.md").read_text("utf-8")
PEOPLE_PAGE = (REFERENCE / "people-file.md").read_text("utf-8")


def block(page: str, kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1]


def test_the_example_of_a_plan_reads_without_a_notice() -> None:
    imported = read_csv(block(LAYOUT, "csv").encode(), name="plan.csv")
    assert imported.notices == ()
    assert len(imported.plan.tasks) == 5


@pytest.mark.parametrize("rule", block(LAYOUT, "text").strip().split("\n"))
def test_every_example_of_a_rule_is_understood(rule: str) -> None:
    assert read_repeat(rule, order=None)


def test_both_examples_of_people_read_without_a_notice() -> None:
    for kind, name in (("json", "people.json"), ("csv", "people.csv")):
        people = read_people(block(PEOPLE_PAGE, kind).encode(), name=name)
        assert people.notices == ()
        assert people.resources[0].name == "Ann Lee"
    assert json.loads(block(PEOPLE_PAGE, "json"))["version"] == 1


def test_every_column_the_page_names_is_known_and_every_field_is_named() -> None:
    table = LAYOUT.split("## Columns of a task")[1].split("**Lengths.**")[0]
    named: set[str] = set()
    for line in table.splitlines():
        if not line.startswith("| ") or line.startswith(("| column", "| ---", "| anything")):
            continue
        first = line.split("|")[1]
        for word in re.split(r"[,();]", first):
            word = word.strip()
            if not word or "…" in word:
                continue
            key = heading_key(word)
            key = key if key in SYNONYMS else f"baseline {key}"
            assert key in SYNONYMS, word
            named.add(SYNONYMS[key])
    missing = set(SYNONYMS.values()) - named - {key for key in SYNONYMS.values() if key.startswith("baseline")} - {"summary"}
    assert not missing


def test_every_word_about_the_plan_is_named() -> None:
    table = LAYOUT.split("## The plan as a whole")[1].split("## Columns")[0]
    words = {word for line in table.splitlines() if line.startswith("| `") for word in re.findall(r"`([^`]+)`", line.split("|")[1])}
    known = {name.strip(): key for key, names in KEYS.items() for name in names.split(",")}
    assert {known[word] for word in words} == set(KEYS)


def test_every_column_of_people_is_named() -> None:
    head = block(PEOPLE_PAGE, "csv").splitlines()[0].split(",")
    further = PEOPLE_PAGE.split("Further columns: ")[1].split(". A rate")[0]
    words = {heading_key(re.sub(r"\(.*", "", word)) for word in (*head, *re.split(r",(?![^(]*\))", further))}
    assert {PEOPLE[word] for word in words if word in PEOPLE} | {"tue", "wed", "thu", "sat", "mon", "sun", "fri"} == set(PEOPLE.values())
