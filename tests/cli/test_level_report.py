"""What a report says of levelling, in every format; and that a client is told nothing of it."""

import io
import json
import re

import jsonschema
import pytest

from milepost.cli.plan.asked.levelling import LevelChoices
from milepost.documents.tree import Figure, Gantt, KeyFigures, Section, Table, tables
from tests.cli.levelling import CALM, OTHER, ROLES, STUCK, TWICE, engineers, many
from tests.cli.plans import write
from tests.cli.test_client_audience import text_of

FORMATS = ("html", "pdf", "docx", "xlsx", "json", "ics")


@pytest.fixture
def written(milepost, tmp_path):
    """The text of every format of a run, and what the terminal said."""

    def run(*arguments, formats=FORMATS):
        files = {name: tmp_path / f"out.{name}" for name in formats}
        ran = milepost("plan", *arguments, *(word for name, path in files.items() for word in (f"--{name}", path)))
        assert ran.code == 0, ran.err
        texts = {name: " ".join(text_of(path.read_bytes()).split()) for name, path in files.items()}
        return texts | {"terminal": " ".join(ran.out.split())}

    return run


@pytest.fixture
def document(tmp_path):
    """The document tree of a run."""

    def run(*files, whole=False, **choices):
        from milepost.cli.plan.asked.request import Request
        from milepost.cli.plan.load import load_plans
        from milepost.cli.plan.progress import Progress
        from milepost.cli.plan.report import build_report
        from milepost.cli.plan.schedule import planned

        request = Request(files=tuple(files), levelling=LevelChoices(work=60, **choices))
        progress = Progress(io.StringIO(), quiet=True)
        return build_report(planned(load_plans(request, progress=progress), request, progress=progress), whole=whole)

    return run


def levelling_section(tree):
    """The section on levelling."""
    return next(section for section in tree.sections if isinstance(section, Section) and section.anchor == "levelling")


def table_named(tree, name):
    """A table by the name of its sheet; None where there is none."""
    return next((table for table in tables(tree) if table.sheet_name == name), None)


def test_the_finding_is_the_title_and_stands_on_the_cover(written, tmp_path):
    finding = "Levelling ends Two at once on Mon 12 Jan 2026, 1 working day later than before; nobody is overloaded any more"
    texts = written(write(tmp_path, "twice.csv", TWICE), "--level")
    assert not [name for name in ("html", "pdf", "docx", "json", "terminal") if finding not in texts[name]]
    assert texts["html"].count(finding) >= 3, "on the cover, in the contents, as the title"


def test_every_format_tells_why_a_task_moved(written, tmp_path):
    texts = written(write(tmp_path, "twice.csv", TWICE), "--level", formats=("html", "docx", "xlsx", "json"))
    assert not [name for name, text in texts.items() if "Ann Smith is full until Tue 6 Jan 2026 17:00 with ‘Paint’" not in text]
    assert all("--work" in text and "--seed 1" in text for name, text in texts.items() if name != "xlsx")


def test_the_section_shows_before_and_after(document, tmp_path):
    section = levelling_section(document(write(tmp_path, "twice.csv", TWICE)))
    figures = next(block for block in section.blocks if isinstance(block, KeyFigures)).figures
    assert [figure.label for figure in figures] == ["Overloaded", "Finish", "Tasks moved", "Delay", "Schedules tried"]
    assert figures[0].value == "0" and figures[0].note.startswith("before: 1; 0 h too much, 16 h before")
    assert (figures[1].value, figures[1].note) == ("+1 d", "12 Jan 2026")
    chart = next(block for block in section.blocks if isinstance(block, Figure)).chart
    assert isinstance(chart, Gantt) and chart.baseline_label == "Before levelling"
    assert [row.name for row in chart.rows] == ["Dig", "Open"]
    dig = chart.rows[0]
    assert (dig.baseline.start.day, dig.segments[0].start.day, dig.columns) == (5, 7, ("12 Jan", "+2 d"))


def test_the_people_are_told_before_and_after(document, tmp_path):
    table = table_named(document(write(tmp_path, "twice.csv", TWICE)), "Levelled people")
    assert [cell.value for cell in table.rows[0].cells][:4] == ["Ann Smith", 16, 0, 1]
    assert [cell.value for cell in table.rows[0].cells][5:] == [1_200_000, 1_000_000] or table.rows[0].cells[5].value > 1_000_000


def test_a_workbook_has_every_moved_task_with_its_project(document, tmp_path):
    one, other = write(tmp_path, "many.csv", many(3, 40)), write(tmp_path, "more.csv", many(3, 40).replace("Many", "More"))
    table = table_named(document(one, other, whole=True), "Moved by levelling")
    assert [column.title for column in table.columns][:3] == ["Task", "No", "Project"]
    assert {row.cells[2].value for row in table.rows} == {"Many", "More"}
    assert all(row.cells[-1].value.endswith(".") for row in table.rows)


def test_of_several_projects_the_page_groups_what_moved(document, tmp_path):
    one, other = write(tmp_path, "many.csv", many(3, 12)), write(tmp_path, "more.csv", many(3, 12).replace("Many", "More"))
    tree = document(one, other)
    heads = [row.cells[0].value for row in table_named(tree, "Moved by levelling").rows if row.strong]
    assert heads == ["Many", "More"]
    chart = next(block for block in levelling_section(tree).blocks if isinstance(block, Figure)).chart
    assert [row.name for row in chart.rows if row.level == 0] == ["Many", "More"]
    assert [row.cells[0].value for row in table_named(tree, "Levelled projects").rows] == ["Many", "More"]


def test_a_chart_of_many_moves_is_cut_and_says_so(document, tmp_path):
    tree = document(write(tmp_path, "many.csv", many(2, 160)))
    section = levelling_section(tree)
    chart = next(block for block in section.blocks if isinstance(block, Figure)).chart
    moved = table_named(tree, "Moved by levelling")
    assert len(chart.rows) == 120 < len(moved.rows)
    words = " ".join(str(block) for block in section.blocks)
    assert f"{len(moved.rows) - 120} more tasks moved; the table has every one." in words


def test_nothing_to_level_is_a_short_section(document, tmp_path):
    section = levelling_section(document(write(tmp_path, "calm.csv", CALM)))
    assert section.title == "Nobody was overloaded: nothing had to move"
    assert not [block for block in section.blocks if isinstance(block, (Figure, Table))]


def test_what_is_left_stands_in_a_table_with_its_reason(document, tmp_path):
    tree = document(write(tmp_path, "stuck.csv", STUCK))
    assert levelling_section(tree).title == "Nothing moved: Ann Smith still has more work than time"
    assert table_named(tree, "Still too much").rows[0].cells[-1].value == "1 ‘Dig’ and 2 ‘Paint’ stay: priority 1000."


def test_people_chosen_for_placeholders_stand_in_a_table(written, tmp_path):
    path, people = write(tmp_path, "roles.csv", ROLES), engineers(tmp_path)
    texts = written(path, "--people", people, "--level", "--choose-people", formats=("html", "xlsx"))
    assert "People chosen for placeholders" in texts["html"] and "Networks 3" in texts["html"]
    assert "Chosen people" in texts["xlsx"] and "Nia Okoro" in texts["xlsx"]


def test_a_faulty_plan_is_told_loudly(milepost, tmp_path, monkeypatch):
    """Should the search ever break a rule, the check sees it and the reader is told first."""
    from dataclasses import replace

    from milepost.cli.plan.levelling import run
    from milepost.engine.problem import Problem

    real = run.level

    def broken(*arguments, **more):
        result = real(*arguments, **more)
        return replace(result, verified=False, problems=(Problem("link-broken", "task 1 'Dig'", "its FS link is not kept.", tasks=("1",)),))

    monkeypatch.setattr(run, "level", broken)
    ran = milepost("plan", write(tmp_path, "twice.csv", TWICE), "--level", "--html", tmp_path / "out.html")
    said = " ".join(ran.out.split())
    assert "✗ Milepost's own check found faults in the levelled plan: do not use it, and report it." in said
    assert "error: twice.csv, task 1 'Dig': its FS link is not kept." in said
    assert "Faults in the levelled plan" in (tmp_path / "out.html").read_text()


@pytest.mark.parametrize("more", [(), ("--minimal-change",), ("--steady",), ("--choose-people",)])
def test_the_json_is_valid_and_its_schema_knows_every_key(milepost, root, tmp_path, more):
    schema = json.loads((root / "docs/reference/plan.schema.json").read_text())
    path, people = write(tmp_path, "roles.csv", ROLES), engineers(tmp_path)
    held = write(tmp_path, "held.csv", "Person,From,To,Share,Label\nNia Okoro,2026-01-05,2026-01-06,100%,Audit\n")
    twice, stuck = write(tmp_path, "twice.csv", TWICE), write(tmp_path, "stuck.csv", STUCK)
    target = tmp_path / "answer.json"
    arguments = (path, twice, stuck, "--people", people, "--level", *more, "--bookings", held, "--json", target, "--quiet")
    assert milepost("plan", *arguments).code == 0
    answer = json.loads(target.read_text())
    jsonschema.Draft202012Validator(schema).validate(answer)
    assert set(answer["levelling"]) == set(schema["$defs"]["levelling"]["properties"])
    assert answer["levelling"]["moved"] and answer["levelling"]["overloads_left"]


@pytest.mark.duty_part(
    "PS-2", "a client's version says nothing of levelling and of whose work stood in the way", where="milepost plan --level"
)
def test_no_format_tells_a_client_of_levelling(written, tmp_path):
    one, other = write(tmp_path, "twice.csv", TWICE), write(tmp_path, "other.csv", OTHER)
    inside = written(one, other, "--level", "--weight", "other=9")
    assert all("CANARY" in text for text in inside.values())
    client = ("--level", "--weight", "other=9", "--audience", "client", "--for", "Harbour Council")
    texts = written(one, other, *client, "--explain", "Dig", formats=(*FORMATS, "mspdi"))
    assert not [name for name, text in texts.items() if "CANARY" in text or "Other job" in text]
    texts["html"] = re.sub(r"<style>.*?</style>", "", texts["html"])
    words = re.compile(r"\blevell?(?:ing|ed)\b(?! delay)|full until|Schedules tried|--work|proven", re.IGNORECASE)
    told = {name: words.search(text) for name, text in texts.items() if name != "mspdi"}
    assert not {name: found.group() for name, found in told.items() if found}
    assert "levelling" not in json.loads((tmp_path / "out.json").read_text())


def test_a_client_sees_the_levelled_dates(milepost, tmp_path):
    path = write(tmp_path, "twice.csv", TWICE)
    for name, audience in (("inside", "internal"), ("outside", "client")):
        milepost("plan", path, "--level", "--audience", audience, "--json", tmp_path / f"{name}.json", "--quiet")
    inside, outside = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("inside", "outside"))
    starts = [{task["id"]: task["dates"]["start"] for task in answer["projects"][0]["tasks"]} for answer in (inside, outside)]
    assert starts[0] == starts[1]


def test_the_method_says_what_levelling_never_does(document, tmp_path):
    method = document(write(tmp_path, "twice.csv", TWICE)).sections[-1]
    assert "it never splits a task" in str(method.blocks)
