"""--explain: finds the task that is meant, and says why it lies where it lies."""

import pytest

from tests.cli.plans import HEADING, write

REPEATED = f"""# start: 2026-01-05
{HEADING}
1,Survey north,1,1d,,,
2,Survey south,1,2d,1,,
3,Report,1,1d,2,,
"""


def chain(out):
    """The numbered reasons."""
    return [" ".join(line.split()) for line in out.splitlines() if line.strip()[:1].isdigit() and ". '" in line]


@pytest.mark.duty_part("SR-18", "says what a date depends on, back to the beginning", where="milepost plan --explain")
def test_a_date_is_followed_back_to_the_start_of_the_project(journey, website):
    ran = journey("plan", website, "--explain", "Live")
    assert ran.code == 0
    reasons = chain(ran.out)
    assert reasons[0].startswith("1. 'Live' (6) starts Mon 19 Jan 2026 17:00 because 'Test' (4)")
    assert [next(name for name in ("Live", "Test", "Build", "Agree scope") if f". '{name}'" in reason) for reason in reasons] == [
        "Live", "Test", "Test", "Build", "Build", "Agree scope", "Agree scope",
    ]  # fmt: skip
    assert "nothing but the start of the project holds it" in " ".join(ran.out.split())
    assert "What would move it" in ran.out and "1 d too late" in ran.out


@pytest.mark.parametrize("words", ["2", "row:2", "id:2", "Agree scope", "agree SCOPE", "scope"])
def test_a_task_is_found_by_number_and_by_name(milepost, website, words):
    assert "Why 2 ‘Agree scope’" in milepost("plan", website, "--explain", words).out


def test_a_task_is_found_by_its_wbs(milepost, tmp_path):
    path = write(tmp_path, "wbs.csv", "# start: 2026-01-05\nName,WBS,Duration\nDig,A.1,1d\nFill,A.2,1d\n")
    assert "‘Fill’" in milepost("plan", path, "--explain", "A.2").out
    assert "‘Fill’" in milepost("plan", path, "--explain", "wbs:A.2").out


def test_a_name_that_fits_several_tasks_is_asked_back(milepost, tmp_path):
    path = write(tmp_path, "repeated.csv", REPEATED)
    ran = milepost("plan", path, "--explain", "survey", "--json", tmp_path / "x.json")
    said = " ".join(ran.err.split())
    assert ran.code == 5 and "2 tasks match" in said and "‘Survey north’" in said and "‘Survey south’" in said
    assert "--explain row:1" in said or "--explain id:1" in said
    assert not (tmp_path / "x.json").exists()


def test_the_way_out_that_is_proposed_works(milepost, tmp_path):
    path = write(tmp_path, "repeated.csv", REPEATED)
    asked = " ".join(milepost("plan", path, "--explain", "survey").err.split())
    way = asked.rpartition("--explain ")[2].rstrip(".")
    assert "‘Survey north’" in milepost("plan", path, "--explain", way).out


def test_the_whole_name_wins_over_a_part(milepost, tmp_path):
    path = write(tmp_path, "names.csv", f"# start: 2026-01-05\n{HEADING}\n1,Test,1,1d,,,\n2,Test again,1,1d,,,\n")
    assert "Why 1 ‘Test’" in milepost("plan", path, "--explain", "test").out


def test_an_unknown_task_is_a_mistype_with_near_names(milepost, website):
    ran = milepost("plan", website, "--explain", "Agre scop")
    assert ran.code == 2 and "Did you mean ‘Agree scope’?" in " ".join(ran.err.split())


def test_an_inactive_task_has_no_date_to_explain(milepost, tmp_path):
    path = write(tmp_path, "inactive.csv", "# start: 2026-01-05\nID,Name,Duration,Active\n1,Dig,1d,yes\n2,Drop,1d,no\n")
    ran = milepost("plan", path, "--explain", "Drop")
    assert ran.code == 2 and "not scheduled" in " ".join(ran.err.split())


def test_several_tasks_can_be_asked_at_once(milepost, website):
    out = milepost("plan", website, "--explain", "2", "--explain", "3").out
    assert out.index("‘Agree scope’ lies") < out.index("‘Build’ lies")


def test_the_explanation_is_in_the_report_too(milepost, website, tmp_path):
    milepost("plan", website, "--explain", "Live", "--html", tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text()
    assert "Why 6 ‘Live’ lies where it lies" in page and "nothing but the start of the project holds it" in page


def test_a_client_is_not_told_the_float(milepost, website):
    out = milepost("plan", website, "--audience", "client", "--explain", "Live").out
    assert "too late" not in out and "starts Mon 19 Jan 2026 17:00 because" in out and "deadline" in out
