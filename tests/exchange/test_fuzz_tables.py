"""Readers of tables, instances and people files meet damaged input: each file is read or refused in words, never anything else."""

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.engine import schedule_plan
from milepost.exchange.imported import Imported, Unreadable
from milepost.exchange.people import read_people
from milepost.exchange.psplib import read_psplib
from milepost.exchange.tabular import read_csv, read_xlsx, write_template
from tests.exchange.mutation import answers_or_refuses, mutated_bytes, mutated_lines, mutated_value

SEEDS = Path(__file__).parent / "cases"
CASES = SEEDS / "tables"
ROUNDS = 250


def template(format: str) -> bytes:
    stream = io.BytesIO()
    write_template(format, stream)
    return stream.getvalue()


CSV = template("csv").decode("utf-8-sig").replace("\r\n", "\n")
EXPORT = (SEEDS / "export.csv").read_text("utf-8")
PEOPLE = json.loads((SEEDS / "people.json").read_text("utf-8"))
PEOPLE_CSV = (SEEDS / "people.csv").read_text("utf-8")
PATTERSON = "4 1\n3\n0 0 2 2 3\n3 2 1 4\n4 1 1 4\n0 0 0\n"
SM = (SEEDS / "small.sm").read_text("ascii")


def plan_of(read: Callable[..., Imported]) -> Callable[[bytes], object]:
    """Reads, and schedules what was read: a plan that a reader lets through must not break the engine."""
    return lambda data: schedule_plan(read(data, name="fuzzed").plan)


@pytest.mark.parametrize(
    ("text", "marks", "read"),
    [
        (CSV, ",;: ", plan_of(read_csv)),
        (EXPORT, ",; ", plan_of(read_csv)),
        (PATTERSON, " ", plan_of(read_psplib)),
        (SM, " :", plan_of(read_psplib)),
        (PEOPLE_CSV, ";: ", lambda data: read_people(data, name="fuzzed")),
    ],
    ids=["template", "export", "patterson", "psplib", "people"],
)
def test_damaged_text_is_read_or_refused(text: str, marks: str, read: Callable[[bytes], object]) -> None:
    chance = random.Random(20260105)
    done = [
        answers_or_refuses(read, mutated_lines(text, chance, marks=marks).encode("utf-8", "surrogatepass"), Unreadable)
        for _ in range(ROUNDS)
    ]
    # Both outcomes must occur, or the fuzzing does not reach what it should.
    assert {True, False} == set(done)


def test_damaged_people_documents_are_read_or_refused() -> None:
    chance = random.Random(20260106)
    done = []
    for _ in range(ROUNDS * 2):
        data = json.dumps(mutated_value(PEOPLE, chance)).encode()
        done.append(answers_or_refuses(lambda data: read_people(data, name="fuzzed"), data, Unreadable))
    assert {True, False} == set(done)


def test_damaged_sheets_inside_a_sound_workbook_are_read_or_refused() -> None:
    chance = random.Random(20260107)
    whole = template("xlsx")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    targets = [
        name for name in parts if name.startswith("xl/worksheets/") or name in ("xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
    ]
    done = []
    for _ in range(ROUNDS // 2):
        name = chance.choice(targets)
        text = mutated_lines(parts[name].decode(), chance, marks='<>" ') if chance.random() < 0.7 else ""
        damaged = text.encode("utf-8", "surrogatepass") if text else mutated_bytes(parts[name], chance)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for other, content in parts.items():
                archive.writestr(other, damaged if other == name else content)
        done.append(answers_or_refuses(plan_of(read_xlsx), stream.getvalue(), Unreadable))
    assert {True, False} == set(done)


@pytest.mark.parametrize(
    "read", [plan_of(read_csv), plan_of(read_xlsx), plan_of(read_psplib), lambda data: read_people(data, name="fuzzed")]
)
def test_any_bytes_are_read_or_refused(read: Callable[[bytes], object]) -> None:
    chance = random.Random(20260108)
    seeds = [CSV.encode(), EXPORT.encode("utf-16"), template("xlsx"), SM.encode(), json.dumps(PEOPLE).encode(), PEOPLE_CSV.encode("cp1252")]
    for _ in range(ROUNDS // 2):
        answers_or_refuses(read, mutated_bytes(chance.choice(seeds), chance), Unreadable)


def kept() -> list[Path]:
    """Cases that once broke a reader."""
    return sorted(CASES.iterdir())


@pytest.mark.parametrize("case", kept(), ids=lambda path: path.name)
def test_a_case_that_once_broke_a_reader_is_read_or_refused(case: Path) -> None:
    readers = {
        ".csv": plan_of(read_csv),
        ".xlsx": plan_of(read_xlsx),
        ".sm": plan_of(read_psplib),
        ".json": lambda data: read_people(data, name="fuzzed"),
    }
    answers_or_refuses(readers[case.suffix], case.read_bytes(), Unreadable)
