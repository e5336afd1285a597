"""Reading, writing and reading again gives the same plan, and loses no element of the file."""

from pathlib import Path

import pytest
from lxml import etree

from milepost.exchange.mspdi import read
from tests.exchange.mspdi.elements import disorder, elements, without_additions
from tests.exchange.mspdi.making import NAME, again, codes, plan_of, written
from tests.exchange.mspdi.rich import rich

RECOMPUTED = {"/SaveVersion": "we write 14, as Project 2010 to 2019 do", "/Tasks/Task/Summary": "follows from the outline"}
REPAIRED = {"/Calendars/Calendar/BaseCalendarUID": "a base calendar has none: -1, where newer versions write 0"}
FILES = (
    "derived__msproj2003-deployment.mspdi.xml",
    "ganttproject__holidays.xml",
    "mpxj__mspdicostratetable.xml",
    "mpxj__mspdisplittask.xml",
    "mpxj__mspditimephased.xml",
    "mpxj__task-baselines-project2019.xml",
    "mpxj__task-links-project2019.xml",
    "projectlibre__New Product.xml",
)


def lost(before: bytes, after: bytes) -> set[str]:
    """Paths of elements that are missing after, or have another value."""
    return {path for path, _ in elements(before) - elements(after)} - RECOMPUTED.keys() - REPAIRED.keys()


def rewritten(data: bytes) -> bytes:
    found = read(data, name=NAME)
    return written(found.plan, carry=found.carry)


def test_a_rich_plan_survives_with_all_it_carries() -> None:
    first, second = again(rich())
    assert codes(first) == []
    assert first.plan == second.plan
    assert first.carry == second.carry


def test_no_element_of_a_rich_plan_is_lost() -> None:
    assert lost(rich(), rewritten(rich())) == set()


def test_writing_twice_gives_the_same_bytes() -> None:
    once = rewritten(rich())
    assert rewritten(once) == once


def test_elements_come_in_the_schemas_order_even_from_a_file_that_does_not_keep_it() -> None:
    assert disorder(rich()) != []
    assert disorder(rewritten(rich())) == []


def test_elements_of_other_namespaces_and_attributes_survive() -> None:
    foreign = '<x:Tag xmlns:x="urn:x" x:kind="a"><x:Part>1</x:Part></x:Tag>'
    data = rich().decode().replace("<Notes>", f"{foreign}<Notes>").replace("<Tasks>", f"{foreign}<Tasks>{foreign}").encode()
    assert rewritten(data).count(b"<x:Part>1</x:Part>") == 3
    assert lost(data, rewritten(data)) == set()


def test_what_was_written_is_the_same_plan_without_what_it_carried() -> None:
    plan = plan_of(rich())
    without = plan_of(written(plan))
    assert (without.links, without.fields, without.settings, without.start) == (plan.links, plan.fields, plan.settings, plan.start)
    assert [(t.id, t.constraint, t.baselines, t.duration) for t in without.tasks] == [
        (t.id, t.constraint, t.baselines, t.duration) for t in plan.tasks
    ]


@pytest.mark.parametrize("name", FILES)
def test_real_files_survive(shared_data: Path, name: str) -> None:
    data = (shared_data / "plans" / "mspdi" / name).read_bytes()
    first, second = again(data)
    assert first.plan == second.plan
    assert first.carry == second.carry


@pytest.mark.parametrize("name", FILES)
def test_real_files_lose_nothing_but_what_was_told(shared_data: Path, name: str) -> None:
    data = (shared_data / "plans" / "mspdi" / name).read_bytes()
    gone = lost(data, rewritten(data))
    if "bad-value" in codes(read(data, name=name)):
        gone = {path for path in gone if not path.startswith("/Assignments/Assignment/TimephasedData")}
    assert gone == set()


@pytest.fixture(scope="module")
def schema(shared_data: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared_data / "mspdi" / "mspdi_pj12_from_msdocs.xsd"))


@pytest.mark.parametrize("name", [*FILES, ""])
def test_what_we_write_is_valid_by_the_2007_schema(shared_data: Path, schema: etree.XMLSchema, name: str) -> None:
    data = (shared_data / "plans" / "mspdi" / name).read_bytes() if name else rich()
    root = without_additions(rewritten(data), shared_data / "mspdi" / "mspdi_elements.tsv")
    assert schema.validate(root), schema.error_log


def test_segments_of_real_split_tasks_are_those_a_person_sees(shared_data: Path) -> None:
    plan = plan_of((shared_data / "plans" / "mspdi" / "mpxj__mspdisplittask.xml").read_bytes())
    assert [len(task.segments) for task in plan.tasks] == [0, 2, 3]
