"""Whatever happens to a document, reading it ends with a plan or with a refusal that says why; and a plan can be written and read again."""

import io
from pathlib import Path

import pytest

from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.mspdi import read, write
from tests.exchange.mspdi.mutations import mutated
from tests.exchange.mspdi.rich import rich

ROUNDS = 32
SEEDS_A_ROUND = 25
CASES = sorted((Path(__file__).parent / "cases").glob("*.xml"))


def outcome(data: bytes) -> Imported | Unreadable:
    """What reading gives; anything but a plan or a refusal fails the test."""
    try:
        return read(data, name="fuzz.xml")
    except Unreadable as refusal:
        assert all(problem.place.startswith("fuzz.xml") and problem.message for problem in refusal.problems)
        return refusal


def check(data: bytes) -> None:
    found = outcome(data)
    if isinstance(found, Unreadable):
        return
    target = io.BytesIO()
    told = write(found.plan, carry=found.carry, target=target)
    again = outcome(target.getvalue())
    assert isinstance(again, Imported), again
    assert told or again.plan == found.plan


@pytest.mark.parametrize("number", range(ROUNDS))
def test_mutated_documents_are_read_or_refused(number: int) -> None:
    document = rich()
    for seed in range(number * SEEDS_A_ROUND, (number + 1) * SEEDS_A_ROUND):
        check(mutated(document, seed))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_cases_once_found_stay_solved(case: Path) -> None:
    check(case.read_bytes())


def test_both_outcomes_are_met_so_that_the_mutations_are_neither_too_weak_nor_too_strong() -> None:
    refused = sum(isinstance(outcome(mutated(rich(), seed)), Unreadable) for seed in range(200))
    assert 20 < refused < 180
