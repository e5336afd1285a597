"""--simulate: chances of dates in every output, with figures that can be worked out by hand."""

import io
import json

import jsonschema
import pytest
from pypdf import PdfReader

from tests.cli.plans import write, write_rich
from tests.cli.test_client_audience import written

ONE = """# name: One task
# start: 2026-01-05
ID,Name,Duration
1,Build,4d
"""
"""Monday to Thursday."""

CHAIN = """# name: Chain
# start: 2026-01-05
ID,Name,Duration,Predecessors,Deadline
1,Order,2d,,
2,Build,3d,1,
3,Live,0d,2,2026-01-12
"""
"""Two and three days end on Friday 9 January; the deadline is the Monday after."""

COIN = {
    "version": 1,
    "estimates": [{"task": "Order", "low": 2, "likely": 2, "high": 2}, {"task": "Build", "low": 3, "likely": 3, "high": 3}],
    "events": [
        {
            "id": "R1",
            "name": "Firewall delivered late",
            "probability": 0.5,
            "owner": "Priya Raman",
            "response": "Order early",
            "impacts": [{"task": "Build", "low": 2, "likely": 2, "high": 2}],
        }
    ],
}
"""Nothing varies but one event: with an even chance the plan ends two working days later, on Tuesday 13 January."""


def a_day(task):
    """A delay of one day."""
    return {"task": task, "low": 1, "likely": 1, "high": 1}


def risks(tmp_path, document):
    """A risk file."""
    return write(tmp_path, "risks.json", json.dumps(document))


@pytest.fixture
def answer(milepost, tmp_path):
    """The JSON of a run."""

    def run(*arguments, samples=400):
        ran = milepost("plan", *arguments, "--simulate", "--samples", samples, "--quiet", "--json", tmp_path / "answer.json")
        assert ran.code == 0, ran.err
        return json.loads((tmp_path / "answer.json").read_text())

    return run


@pytest.fixture
def coin(answer, tmp_path):
    """The simulation of the chain with one event that is as likely as not."""
    return answer(write(tmp_path, "chain.csv", CHAIN), "--risks", risks(tmp_path, COIN))["projects"][0]["risk"]


def test_without_simulate_nothing_is_said_of_chances(milepost, website, tmp_path):
    ran = milepost("plan", website, "--json", tmp_path / "o.json")
    assert "chance" not in ran.out and "P80" not in ran.out
    assert json.loads((tmp_path / "o.json").read_text())["projects"][0]["risk"] is None


def test_an_even_chance_of_two_days_is_an_even_chance_of_two_dates(coin):
    assert coin["planned_finish"] == coin["finish"]["least"] == "2026-01-09T17:00:00"
    assert coin["finish"]["greatest"] == "2026-01-13T17:00:00"
    assert 0.4 < coin["planned_share"] < 0.6
    assert {row["value"] for row in coin["finish"]["percentiles"]} == {"2026-01-09T17:00:00", "2026-01-13T17:00:00"}
    assert coin["deadlines"] == [{"task": "3", "deadline": "2026-01-12T17:00:00", "share": coin["planned_share"]}]


def test_a_risk_costs_the_working_days_it_adds(coin):
    (gain,) = coin["gains"]
    assert (gain["risk"], gain["owner"], gain["response"], gain["tasks"]) == ("R1", "Priya Raman", "Order early", ["2"])
    assert gain["p80_minutes"] == 2 * 480, "Saturday and Sunday are no days of work"
    assert gain["share"] == pytest.approx(1 - coin["planned_share"])


def test_histogram_and_curve_add_up_to_the_samples(coin):
    assert sum(bar["count"] for bar in coin["finish"]["histogram"]) == coin["samples"] == 400
    shares = [point["share"] for point in coin["finish"]["curve"]]
    assert shares == sorted(shares) and shares[-1] == 1


def test_with_no_spread_every_sample_is_the_plan(answer, milepost, tmp_path):
    document = {"version": 1, "estimates": [{"task": "Build", "low": 4, "likely": 4, "high": 4}]}
    path, file = write(tmp_path, "one.csv", ONE), risks(tmp_path, document)
    found = answer(path, "--risks", file)["projects"][0]["risk"]
    assert found["finish"]["least"] == found["finish"]["greatest"] == "2026-01-08T17:00:00" and found["reserve_minutes"] == 0
    out = milepost("plan", path, "--simulate", "--risks", file, "--samples", 10, "--html", tmp_path / "o.html").out
    assert "Every sample ends on Thu 8 Jan 2026" in out


def test_finished_work_leaves_nothing_to_chance(milepost, tmp_path):
    path = write(tmp_path, "done.csv", "# start: 2026-01-05\nName,Duration,Actual Start,Actual Finish\nDig,2d,2026-01-05,2026-01-06\n")
    ran = milepost("plan", path, "--simulate", "--samples", 20, "--html", tmp_path / "o.html")
    assert ran.code == 0 and "nothing in this plan varies" in ran.out and "No task is left whose duration could vary" in ran.out


@pytest.mark.duty_part("SR-18", "how likely each date is, and what moves it", where="milepost plan --simulate")
def test_the_terminal_leads_with_the_date_that_will_probably_hold(milepost, tmp_path):
    path, file = write(tmp_path, "chain.csv", CHAIN), risks(tmp_path, COIN)
    out = " ".join(milepost("plan", path, "--simulate", "--risks", file, "--samples", 400).out.split())
    assert "80 % chance by Tue 13 Jan 2026; the plan says 9 Jan, which" in out
    assert "‘Live’ meets its deadline of 12 Jan 2026 with" in out
    assert "‘Firewall delivered late’ costs most: without it P80 is 2 working days earlier" in out
    assert "How sure the dates are: 400 samples, seed 1" in out


def test_an_assumed_spread_is_called_one_and_says_what_to_do(milepost, website, tmp_path):
    ran = milepost("plan", website, "--simulate", "--samples", 50, "--html", tmp_path / "o.html")
    for text in (" ".join(ran.out.split()), (tmp_path / "o.html").read_text()):
        assert "rule of thumb" in text and "0.75 to 2 times, most likely 1 (PERT)" in text and "--records FILE" in text
        assert "correlation of 0.2 is assumed" in text


def test_what_a_risk_file_does_not_estimate_is_certain_and_said_to_be(milepost, answer, tmp_path):
    path = write(tmp_path, "chain.csv", CHAIN)
    file = risks(tmp_path, {"version": 1, "estimates": COIN["estimates"][:1]})
    basis = answer(path, "--risks", file)["projects"][0]["risk"]["basis"]
    assert basis["tasks"] == {"own": 1, "records": 0, "default": 0, "alongside": 0, "certain": 1} and not basis["assumed"]
    out = " ".join(milepost("plan", path, "--simulate", "--risks", file, "--samples", 10).out.split())
    assert "1 unfinished task has no estimate and is taken as certain" in out and "Add a default to the risk file" in out


LED = """# name: Led
# start: 2026-01-05
ID,Name,Duration,Predecessors,Resource Names
1,Lead the project,8d,,Priya[20%]
2,Order,4d,,Cara
3,Build,6d,2,Bob
"""


def test_work_that_only_accompanies_the_rest_does_not_hold_it_up(answer, milepost, tmp_path):
    path = write(tmp_path, "led.csv", LED)
    found = answer(path)["projects"][0]["risk"]
    assert found["basis"]["tasks"] == {"own": 0, "records": 0, "default": 2, "alongside": 1, "certain": 0}
    assert next(row for row in found["tasks"] if row["task"] == "1")["deviation_minutes"] == 0
    assert [problem["tasks"] for problem in found["problems"] if problem["code"] == "accompanying"] == [["1"]]
    own = risks(tmp_path, {"version": 1, "estimates": [{"task": "Lead the project", "low": 8, "likely": 9, "high": 20}]})
    assert answer(path, "--risks", own)["projects"][0]["risk"]["basis"]["tasks"]["own"] == 1


def test_full_time_work_of_any_length_varies(answer, tmp_path):
    found = answer(write(tmp_path, "led.csv", LED.replace("Priya[20%]", "Priya")))
    assert found["projects"][0]["risk"]["basis"]["tasks"]["alongside"] == 0


def test_a_far_tail_does_not_squeeze_the_chart(milepost, tmp_path):
    rare = COIN["events"][0] | {"probability": 0.005, "impacts": [{"task": "Build", "low": 500, "likely": 500, "high": 500}]}
    file = risks(
        tmp_path, {"version": 1, "estimates": COIN["estimates"][:1], "default": {"low": 0.5, "likely": 1, "high": 2}, "events": [rare]}
    )
    path = write(tmp_path, "chain.csv", CHAIN)
    assert milepost("plan", path, "--simulate", "--risks", file, "--samples", 1000, "--html", tmp_path / "o.html").code == 0
    page = (tmp_path / "o.html").read_text()
    assert "of the samples lie beyond this axis" in page and "2027" in page, "the table tells of them"


def test_the_same_input_gives_the_same_bytes_on_one_thread_and_several(milepost, website, tmp_path, monkeypatch):
    texts = set()
    for threads in (1, 2, 5):
        monkeypatch.setattr("os.cpu_count", lambda threads=threads: threads)
        milepost("plan", website, "--simulate", "--samples", 300, "--quiet", "--json", tmp_path / "o.json", "--html", tmp_path / "o.html")
        texts.add((tmp_path / "o.json").read_bytes() + (tmp_path / "o.html").read_bytes())
    assert len(texts) == 1


def test_another_seed_draws_other_samples(answer, website):
    one, other = (answer(website, "--seed", seed)["projects"][0]["risk"] for seed in (1, 2))
    assert one["finish"]["histogram"] != other["finish"]["histogram"] and other["seed"] == 2


def test_the_compiled_kernel_is_not_needed(answer, website, monkeypatch):
    import importlib.util

    usual = answer(website)
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name in ("numba", "numpy") else found(name, *more))
    monkeypatch.setattr("milepost.cli.plan.risk.run.WORTH_WARMING", 0)
    assert answer(website) == usual


def test_a_tolerance_is_counted_in_working_days_after_the_plan(answer, milepost, tmp_path):
    path, file = write(tmp_path, "chain.csv", CHAIN), risks(tmp_path, COIN)
    for days, latest, kept in (
        (1, "2026-01-12T17:00:00", "planned"),
        (2, "2026-01-13T17:00:00", 1),
        ("0.5", "2026-01-12T12:00:00", "planned"),
    ):
        found = answer(path, "--risks", file, "--tolerance", days)["projects"][0]["risk"]
        expected = found["planned_share"] if kept == "planned" else kept
        assert (found["tolerance"]["latest_finish"], found["tolerance"]["finish_share"]) == (latest, expected)
        assert found["tolerance"]["agreed_by"] == "plan"
    out = milepost("plan", path, "--simulate", "--risks", file, "--samples", 10, "--tolerance", 2).out
    assert "100 % chance to stay within 2 working days after the plan, by Tue 13 Jan 2026" in " ".join(out.split())


def test_the_tolerance_of_the_file_counts_from_the_baseline(answer, tmp_path):
    text = CHAIN.replace("Deadline\n", "Deadline,Baseline Start,Baseline Finish\n").replace(
        "2026-01-12\n", "2026-01-12,2026-01-08,2026-01-08\n"
    )
    text = text.replace("1,,\n", "1,,2026-01-06,2026-01-08\n").replace(",2d,,\n", ",2d,,,2026-01-05,2026-01-06\n")
    file = risks(tmp_path, COIN | {"tolerance": {"time": 3}})
    found = answer(write(tmp_path, "chain.csv", text), "--risks", file)["projects"][0]["risk"]["tolerance"]
    assert (found["agreed_by"], found["latest_finish"]) == ("baseline", "2026-01-13T17:00:00")


def test_every_answer_is_valid_by_the_schema(answer, root, tmp_path, website, network):
    schema = jsonschema.Draft202012Validator(json.loads((root / "docs/reference/plan.schema.json").read_text()))
    chain, rich = write(tmp_path, "chain.csv", CHAIN), write_rich(tmp_path)
    file = risks(tmp_path, COIN | {"tolerance": {"time": 3, "cost": 1000}})
    for arguments in ((website, network), (rich,), (rich, "--audience", "client"), (chain, "--risks", file, "--with-people")):
        schema.validate(answer(*arguments, samples=40))


def test_cost_is_simulated_where_there_is_cost(answer, milepost, tmp_path):
    found = answer(write_rich(tmp_path))["projects"][0]["risk"]["cost"]
    assert float(found["least"]) < float(found["mean"]) < float(found["greatest"])
    out = " ".join(milepost("plan", tmp_path / "rich.xml", "--simulate", "--samples", 60).out.split())
    assert "80 % chance to cost at most" in out


def test_a_simulation_of_a_levelled_plan_starts_from_its_dates(answer, tmp_path):
    path = write(tmp_path, "two.csv", "# start: 2026-01-05\nName,Duration,Resource Names\nBuild,3d,Ann\nWrite,2d,Ann\n")
    plain, levelled = answer(path)["projects"][0], answer(path, "--level", "--work", "20")["projects"][0]
    assert plain["finish"] == plain["risk"]["planned_finish"] == "2026-01-07T17:00:00"
    assert levelled["finish"] == levelled["risk"]["planned_finish"] == "2026-01-09T17:00:00"


def test_several_projects_are_simulated_each_by_itself(answer, milepost, tmp_path, website, network):
    document = {
        "version": 1,
        "default": {"low": 1, "likely": 1, "high": 1},
        "events": [{"id": "R1", "name": "Late", "probability": 1, "project": "Website move", "impacts": [a_day("Build")]}],
    }
    file = risks(tmp_path, document)
    first, second = (project["risk"] for project in answer(website, network, "--risks", file)["projects"])
    assert first["planned_share"] == 0 and second["planned_share"] == 1
    assert [len(found["gains"]) for found in (first, second)] == [1, 0]
    milepost("plan", website, network, "--simulate", "--samples", 20, "--html", tmp_path / "o.html")
    assert "When each project is likely to end" in (tmp_path / "o.html").read_text()


def test_paper_and_workbook_carry_the_chances(milepost, tmp_path):
    import zipfile

    path, file = write(tmp_path, "chain.csv", CHAIN), risks(tmp_path, COIN)
    names = [word for kind in ("pdf", "xlsx", "docx") for word in (f"--{kind}", tmp_path / f"o.{kind}")]
    assert milepost("plan", path, "--simulate", "--risks", file, "--samples", 50, *names).code == 0
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO((tmp_path / "o.pdf").read_bytes())).pages)
    assert "P80" in text and "Firewall delivered late" in text and "criticality index" in text
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        sheets = archive.read("xl/workbook.xml").decode()
    for sheet in ("Chances of the finish", "Samples of the finish", "Chances of milestones", "Risks", "Criticality", "What moves it"):
        assert f'name="{sheet}"' in sheets


def test_no_format_tells_a_client_of_chances(milepost, tmp_path):
    late = {"id": "CANARY-1", "name": "CANARY is late", "probability": 0.5, "owner": "CANARY", "impacts": [a_day("Build")]}
    document = {"version": 1, "default": {"low": 0.8, "likely": 1, "high": 3}, "tolerance": {"time": 3}, "events": [late]}
    arguments = (write_rich(tmp_path), "--simulate", "--samples", 20, "--risks", risks(tmp_path, document))
    inside = written(milepost, tmp_path, *arguments, formats=("html", "json"))
    assert all("CANARY is late" in text for name, text in inside.items() if name != "terminal") and "P80" in inside["html"]
    texts = written(milepost, tmp_path, *arguments, "--audience", "client")
    words = ("CANARY", "P80", "P50", "80 % chance", "percentiles", "riticality", "samples")
    assert not [(name, word) for name, text in texts.items() for word in words if word in text]


def test_a_simulation_that_is_interrupted_leaves_nothing_half_written(milepost, website, tmp_path, monkeypatch):
    def interrupted(*arguments, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr("milepost.cli.plan.risk.run.simulate", interrupted)
    ran = milepost("plan", website, "--simulate", "--html", tmp_path / "o.html")
    assert ran.code == 130 and "Nothing was left half written" in ran.err and not list(tmp_path.glob("*o.html*"))


def test_plain_python_simulates_in_the_thread_that_ctrl_c_reaches(answer, website, monkeypatch):
    import threading

    from milepost.engine.risk import kernel

    seen = set()
    usual = kernel.simulate_blocks

    def watched(*arguments):
        seen.add(threading.current_thread())
        return usual(*arguments)

    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setattr("milepost.engine.risk.compiled.PLAIN.simulate_blocks", watched)
    answer(website, samples=2000)
    assert seen == {threading.main_thread()}


def test_more_samples_are_asked_of_the_simulation(answer, website):
    assert answer(website, samples=7)["projects"][0]["risk"]["samples"] == 7
