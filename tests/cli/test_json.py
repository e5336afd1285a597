"""--json: valid by the published schema, complete, the same bytes each time."""

import io
import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.cli.plan.json_stream import write_json_lines
from tests.cli.plans import write, write_rich

SCHEMA = "docs/reference/plan.schema.json"


@pytest.fixture
def schema(root):
    """The published schema as a validator."""
    found = json.loads((root / SCHEMA).read_text())
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@pytest.fixture
def answer(milepost, tmp_path):
    """The document of a run."""

    def run(*arguments):
        ran = milepost("plan", *arguments, "--quiet", "--json", tmp_path / "answer.json")
        assert ran.code == 0, ran.err
        return json.loads((tmp_path / "answer.json").read_text())

    return run


def test_the_schema_ships_with_the_package(root):
    from importlib.resources import files

    assert files("milepost.cli.plan").joinpath("plan.schema.json").read_text() == (root / SCHEMA).read_text()


@pytest.mark.parametrize("audience", ["internal", "client"])
def test_every_kind_of_answer_is_valid(answer, schema, tmp_path, website, network, audience):
    rich = write_rich(tmp_path)
    for arguments in ((website,), (rich, "--explain", "Live", "--status-date", "2026-01-07"), (website, network, "--for", "website")):
        if audience == "client" or "--for" not in arguments:
            schema.validate(answer(*arguments, "--audience", audience))


def test_the_samples_are_valid(answer, schema):
    from milepost.samples import sample_people, sample_plans

    schema.validate(answer(*sample_plans(), "--people", sample_people()))


def test_the_schema_knows_no_key_that_is_not_written_and_the_other_way_round(answer, schema, tmp_path):
    document = answer(write_rich(tmp_path), "--explain", "Live")
    task = schema.schema["$defs"]["task"]
    assert set(document["projects"][0]["tasks"][0]) == set(task["properties"])
    assert set(document["projects"][0]) == set(schema.schema["$defs"]["project"]["properties"])
    assert set(document) == set(schema.schema["properties"])


def test_a_schema_that_is_not_met_is_noticed(answer, schema, website):
    document = answer(website)
    document["projects"][0]["tasks"][0]["dates"] = "soon"
    with pytest.raises(jsonschema.ValidationError):
        schema.validate(document)


def test_dates_float_and_reason_stand_with_each_task(answer, website):
    task = answer(website)["projects"][0]["tasks"][3]
    assert task["name"] == "Test" and task["dates"]["start"] == "2026-01-15T08:00:00" and task["dates"]["total_float_minutes"] == -480
    assert task["dates"]["driver"] == "link" and task["dates"]["reason"] == "finish of 3 Build + 1 d"


def test_a_driving_link_can_be_looked_up(answer, website):
    project = answer(website)["projects"][0]
    task = next(task for task in project["tasks"] if task["name"] == "Test")
    link = project["links"][task["dates"]["driving_link"]]
    assert (link["from"], link["to"], link["lag_minutes"]) == ("3", "4", 480)


def test_money_is_exact_text_and_the_parts_add_up(answer, tmp_path):
    cost = answer(write_rich(tmp_path))["projects"][0]["cost"]
    assert cost["total"] == "7290403.55"
    assert sum(Decimal(row["cost"]) for row in cost["by_resource"]) == Decimal(cost["total"])
    assert sum(Decimal(row["cost"]) for row in cost["by_day"]) == Decimal(cost["total"])


def test_weeks_are_iso_weeks(answer, website):
    ann = next(person for person in answer(website)["people"] if person["name"] == "Ann Smith")
    assert ann["weeks"][0]["week"] == "2026-W02" and ann["weeks"][0]["from"] == "2026-01-05"
    assert ann["weeks"][0]["excess_minutes"] == 3 * 480


def test_missed_deadlines_are_listed(answer, website):
    assert answer(website)["projects"][0]["missed_deadlines"] == [
        {"task": "6", "deadline": "2026-01-16T17:00:00", "finish": "2026-01-19T17:00:00", "late_minutes": 480}
    ]


def test_names_in_any_script_stay_as_they_are(answer, tmp_path):
    path = write(tmp_path, "東京.csv", "# start: 2026-01-05\nName,Duration\nПроверка — 検査,1d\n")
    document = answer(path)
    assert document["sources"][0]["file"] == "東京.csv" and document["projects"][0]["tasks"][0]["name"] == "Проверка — 検査"


def test_every_task_is_one_line_so_that_two_answers_can_be_compared(answer, tmp_path, website):
    answer(website)
    lines = (tmp_path / "answer.json").read_text().splitlines()
    tasks = [line for line in lines if '"duration_minutes"' in line]
    assert len(tasks) == 6 and json.loads(tasks[0].rstrip(","))["name"] == "Prepare"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
        max_leaves=30,
    )
)
def test_what_is_written_in_pieces_is_the_same_json(value):
    stream = io.BytesIO()
    write_json_lines(value, stream)
    assert json.loads(stream.getvalue()) == value


def test_iterators_are_written_as_lists_even_empty_ones():
    stream = io.BytesIO()
    write_json_lines({"none": iter(()), "some": (n for n in (1, 2))}, stream)
    assert json.loads(stream.getvalue()) == {"none": [], "some": [1, 2]}
