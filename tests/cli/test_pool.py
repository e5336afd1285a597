"""Several files share one pool of people: matched when certain, asked on a terminal when unclear, else refused."""

import json
import os
import pty
import subprocess
import sys

import pytest

from milepost.cli.plan import questions
from tests.cli.conftest import environment
from tests.cli.plans import HEADING, NETWORK, write

INITIAL = NETWORK.replace("Bob", "A. Smith")


@pytest.fixture
def initial(tmp_path):
    """A plan whose 'A. Smith' may be the website's 'Ann Smith'."""
    return write(tmp_path, "initial.csv", INITIAL)


def test_people_of_the_same_name_are_one_person(milepost, tmp_path, website, network):
    assert milepost("plan", website, network, "--json", tmp_path / "x.json").code == 0
    people = json.loads((tmp_path / "x.json").read_text())["people"]
    assert sorted(person["name"] for person in people) == ["Ann Smith", "Bob", "Cara Jones"]


def test_what_one_person_does_in_two_plans_adds_up(milepost, website, network):
    row = next(line for line in milepost("plan", website, network).out.splitlines() if line.strip().startswith("Bob "))
    assert "Build" in row and "Install switches" in row


def test_unclear_people_are_refused_with_the_words_to_type(milepost, tmp_path, website, initial):
    ran = milepost("plan", website, initial, "--json", tmp_path / "x.json")
    said = " ".join(ran.err.split())
    assert ran.code == 5 and "'Ann Smith' (website.csv)" in said and "'A. Smith' (initial.csv)" in said
    assert '--same "Ann Smith=A. Smith"' in said and not (tmp_path / "x.json").exists()


@pytest.mark.parametrize(("same", "count"), [("Ann Smith=A. Smith", 1), ("Ann Smith=Ann Smith", 2)])
def test_same_settles_it_either_way(milepost, tmp_path, website, initial, same, count):
    assert milepost("plan", website, initial, "--same", same, "--json", tmp_path / "x.json").code == 0
    people = json.loads((tmp_path / "x.json").read_text())["people"]
    assert sum("Smith" in person["name"] for person in people) == count


@pytest.mark.parametrize(("answers", "count"), [(["y"], 1), (["n"], 2), (["what?", "", "Yes"], 1)])
def test_on_a_terminal_it_is_asked(milepost, tmp_path, website, initial, monkeypatch, answers, count):
    asked = []

    def ask(question):
        asked.append(question)
        return answers[len(asked) - 1]

    monkeypatch.setattr(questions, "_terminal", lambda: ask)
    assert milepost("plan", website, initial, "--json", tmp_path / "x.json").code == 0
    assert len(asked) == len(answers) and "Ann Smith (website.csv) and A. Smith (initial.csv) one person" in asked[0]
    people = json.loads((tmp_path / "x.json").read_text())["people"]
    assert sum("Smith" in person["name"] for person in people) == count


def test_a_real_terminal_is_asked_and_answered(tmp_path, website, initial):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "milepost.cli", "plan", str(website), str(initial), "--json", "x.json"]
    running = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, text=True)
    os.close(theirs)
    said = ""
    while "[y/n]" not in said:
        said += os.read(ours, 1000).decode()
    os.write(ours, b"y\n")
    out, _ = running.communicate(timeout=60)
    os.close(ours)
    assert running.returncode == 0 and "2 projects" in out
    assert len(json.loads((tmp_path / "x.json").read_text())["people"]) == 3


def test_a_terminal_that_hangs_up_leaves_the_question_open(milepost, website, initial, monkeypatch):
    class Gone:
        def isatty(self):
            return True

        def readline(self):
            return ""

    class Said(Gone):
        def write(self, text):
            return len(text)

        def flush(self):
            return None

    monkeypatch.setattr(sys, "stdin", Gone())
    monkeypatch.setattr(sys, "stderr", Said())
    ask = questions._terminal()
    with pytest.raises(questions.Failure) as failed:
        ask("Is it? ")
    assert failed.value.code == 5


PEOPLE = {
    "people": [
        {
            "name": "Ann Smith",
            "email": "ann@example.org",
            "rates": [{"standard": 50}],
            "leave": [{"from": "2026-01-07", "to": "2026-01-07"}],
        },
        {"name": "Robert Brown"},
    ]
}


def test_a_people_file_gives_leave_and_rates(milepost, tmp_path, website):
    people = tmp_path / "people.json"
    people.write_text(json.dumps({"version": 1} | PEOPLE))
    ran = milepost("plan", website, "--people", people)
    assert ran.code == 0, ran.err
    assert "Cost £" in ran.out and "Ann Smith" in ran.out
    assert "Ann Smith  8–13 Jan 2026" in ran.out, "on the 7th she is away"


def test_people_that_a_people_file_may_mean_are_asked(milepost, tmp_path, website):
    people = tmp_path / "people.json"
    people.write_text(json.dumps({"version": 1, "people": [{"name": "A. Smith"}]}))
    ran = milepost("plan", website, "--people", people)
    assert ran.code == 5 and "--same" in ran.err


def test_several_projects_are_told_in_one_table(milepost, website, network):
    out = milepost("plan", website, network).out
    row = next(line for line in out.splitlines() if line.startswith("  Website move "))
    assert "Harbour Council" in row and "Mon 19 Jan 2026" in row and "1 missed" in row


def test_a_project_without_tasks_is_told_and_the_others_are_planned(milepost, tmp_path, website):
    idle = write(tmp_path, "idle.csv", "# start: 2026-01-05\nID,Name,Duration,Active\n1,Drop,1d,no\n")
    ran = milepost("plan", website, idle)
    assert ran.code == 0 and "nothing to schedule" in " ".join(ran.out.split()) and "Website move" in ran.out


def test_amounts_of_two_currencies_are_not_added(milepost, tmp_path):
    head = f"# start: 2026-01-05\n# currency: {{}}\n{HEADING},Fixed Cost\n1,Dig {{}},1,1d,,,,100\n"
    one = write(tmp_path, "one.csv", head.format("GBP", "one"))
    other = write(tmp_path, "other.csv", head.format("EUR", "other"))
    totals = [line.split()[-1] for line in milepost("plan", one, other).out.splitlines() if line.strip().startswith("Together")]
    assert totals == ["£100.00", "€100.00"]
