"""Readers of risks, records and bookings meet damaged input: each file is read and put onto a plan, or refused in words."""

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.engine.calibration import calibrate
from milepost.exchange.bookings import read_bookings
from milepost.exchange.imported import Unreadable
from milepost.exchange.records import read_records, task_classes
from milepost.exchange.risks import read_risks
from milepost.samples import sample_records, sample_risks
from tests.exchange.bookings.test_bookings import JSON as BOOKINGS
from tests.exchange.bookings.test_bookings import PEOPLE
from tests.exchange.mutation import answers_or_refuses, mutated_bytes, mutated_lines, mutated_value
from tests.exchange.records.test_records import JSON as RECORDS
from tests.exchange.risks.planning import FULL, plan

ROUNDS = 150
REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
TWO = (plan("Alpha"), plan("Beta", first=8))


def risks(data: bytes) -> None:
    """Reads, and puts what was read onto two plans."""
    file = read_risks(data, name="fuzzed")
    placed, problems = file.for_plans(TWO)
    assert len(placed) == 2 and all(problem.place and problem.message for problem in problems)
    file.tolerances(TWO)


def records(data: bytes) -> None:
    """Reads, calibrates, and gives the tasks of a plan their classes."""
    found = read_records(data, name="fuzzed")
    calibrate(found.records)
    task_classes(TWO[0], found)


def bookings(data: bytes) -> None:
    """Reads, and finds the people."""
    found, _ = read_bookings(data, name="fuzzed").for_people(PEOPLE)
    assert all(booking.finish > booking.start and booking.units > 0 for booking in found)


def example(page: str) -> str:
    """The CSV of a reference page."""
    return (REFERENCE / page).read_text("utf-8").split("```csv\n")[1].split("```")[0]


READERS: dict[str, Callable[[bytes], None]] = {"risks": risks, "records": records, "bookings": bookings}
PAGES = {"risks": "risks-file.md", "records": "records-file.md", "bookings": "bookings-file.md"}
DOCUMENTS = {"risks": FULL, "records": RECORDS, "bookings": BOOKINGS}


@pytest.mark.parametrize("kind", READERS)
def test_damaged_tables_are_read_or_refused(kind: str) -> None:
    chance = random.Random(20270101)
    text = example(PAGES[kind])
    done = [
        answers_or_refuses(READERS[kind], mutated_lines(text, chance, marks=",;: ").encode("utf-8", "surrogatepass"), Unreadable)
        for _ in range(ROUNDS)
    ]
    # Both outcomes must occur, or the fuzzing does not reach what it should.
    assert {True, False} == set(done)


@pytest.mark.parametrize("kind", READERS)
def test_damaged_documents_are_read_or_refused(kind: str) -> None:
    chance = random.Random(20270102)
    made = [json.dumps(mutated_value(DOCUMENTS[kind], chance)).encode() for _ in range(ROUNDS * 2)]
    assert {True, False} == {answers_or_refuses(READERS[kind], data, Unreadable) for data in made}


@pytest.mark.parametrize("kind", READERS)
def test_damaged_bytes_are_read_or_refused(kind: str) -> None:
    chance = random.Random(20270103)
    text = example(PAGES[kind])
    seeds = [text.encode(), text.encode("utf-16"), text.encode("cp1252"), json.dumps(DOCUMENTS[kind]).encode()]
    seeds += [sample_risks().read_bytes(), sample_records().read_bytes()[:2000]]
    for _ in range(ROUNDS):
        answers_or_refuses(READERS[kind], mutated_bytes(chance.choice(seeds), chance), Unreadable)


@pytest.mark.parametrize("kind", READERS)
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(partial(str.encode, errors="replace"))))
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    answers_or_refuses(READERS[kind], data, Unreadable)
