"""--audience client: nothing a client may not know is in any format, whatever the files say. Canaries stand where secrets stand."""

import io
import json
import re
import subprocess
import sys
import zipfile

import pytest
from pypdf import PdfReader

from milepost.exchange.read import read_plan
from tests.cli.conftest import environment
from tests.cli.plans import NETWORK, WEBSITE, rich_plan, write, write_rich

FORMATS = ("html", "pdf", "docx", "xlsx", "json", "ics", "mspdi")
SECRETS = ("CANARY", "canary", "777111", "888222", "999333", "666444", "91357", "5846848", "7290403", "Brackwell", "Zoe")
"""Parts of every secret in the rich plan, and sums that could only be made from them."""


def text_of(data: bytes) -> str:
    """Everything that can be read in a file, grouping of figures taken out."""
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        text = "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    elif data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        text += re.sub(r"<[^>]+>", "", text)
    else:
        text = data.decode("utf-8").replace("\r\n ", "")
    return text + text.replace(",", "").replace("\u202f", "")


def written(milepost, tmp_path, *arguments, formats=FORMATS):
    """The text of every format, and what the terminal said."""
    files = {name: tmp_path / f"out.{name}" for name in formats}
    ran = milepost("plan", *arguments, *(word for name, path in files.items() for word in (f"--{name}", path)))
    assert ran.code == 0, ran.err
    return {name: text_of(path.read_bytes()) for name, path in files.items()} | {"terminal": ran.out + ran.out.replace(",", "")}


def test_the_canaries_sing_for_internal_readers(milepost, tmp_path):
    """Or else this file would prove nothing: each secret is in some format when the audience is internal."""
    everything = "\n".join(written(milepost, tmp_path, write_rich(tmp_path)).values())
    missing = [secret for secret in SECRETS if secret not in everything]
    assert not missing


@pytest.mark.duty_part(
    "PS-2", "a client's version holds no cost, rate, float, note or other client's name", where="milepost plan --audience client"
)
def test_no_secret_is_in_any_format_for_a_client(milepost, tmp_path):
    texts = written(milepost, tmp_path, write_rich(tmp_path), "--audience", "client")
    found = [(name, secret) for name, text in texts.items() for secret in SECRETS if secret in text]
    assert not found
    assert all("Live" in text for text in texts.values()), "the plan itself is there"


def test_no_format_for_people_speaks_of_float_or_cost(milepost, tmp_path):
    texts = written(milepost, tmp_path, write_rich(tmp_path), "--audience", "client", formats=("html", "pdf", "docx", "xlsx", "ics"))
    texts["html"] = words_of(re.sub(r"<style>.*?</style>", "", texts["html"], flags=re.DOTALL))
    for name, part in (("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")):
        with zipfile.ZipFile(tmp_path / f"out.{name}") as archive:
            texts[name] = words_of(archive.read(part).decode())
    found = [
        (name, word)
        for name, text in texts.items()
        for word in ("Float", "float", "slack", "Cost", "£", "rate")
        if re.search(rf"\b{word}\b", text)
    ]
    assert not found


def words_of(markup):
    """The text between tags."""
    return re.sub(r"<[^>]+>", " ", markup)


def test_json_for_a_client_lacks_the_keys_themselves(milepost, tmp_path):
    text = written(milepost, tmp_path, write_rich(tmp_path), "--audience", "client", formats=("json",))["json"]
    keys = set(re.findall(r'"(\w+)":', text))
    assert not keys & {
        "cost",
        "currency",
        "email",
        "skills",
        "late_start",
        "late_finish",
        "total_float_minutes",
        "free_float_minutes",
        "near_critical",
        "stored_dates",
    }
    assert "notes" not in keys and {"critical", "deadline", "reason"} <= keys


def test_mspdi_for_a_client_schedules_as_before_and_has_no_float(milepost, tmp_path):
    written(milepost, tmp_path, write_rich(tmp_path), "--audience", "client", formats=("mspdi",))
    plan = read_plan(tmp_path / "out.mspdi").plan
    original = rich_plan()
    assert [task.name for task in plan.tasks if task.level > 0] == [task.name for task in original.tasks]
    assert {(task.stored.total_float or 0) for task in plan.tasks} <= {0}
    assert all(task.fixed_cost == 0 and not task.notes and not task.hyperlink for task in plan.tasks)
    assert all(not rate.standard for resource in plan.resources for rate in resource.rates)
    assert [link.kind for link in plan.links] == [link.kind for link in original.links if not link.external]


def test_critical_tasks_keep_their_reason_when_links_to_other_projects_go(milepost, tmp_path):
    texts = written(milepost, tmp_path, write_rich(tmp_path), "--audience", "client", formats=("json",))
    inside = written(milepost, tmp_path, tmp_path / "rich.xml", formats=("json",))
    reasons = [
        {task["name"]: task["dates"]["reason"] for task in json.loads(text["json"].partition("\n}\n")[0] + "\n}")["projects"][0]["tasks"]}
        for text in (texts, inside)
    ]
    assert reasons[0] == reasons[1] and reasons[0]["Live"].startswith("finish of")


OTHER = NETWORK.replace("Network refresh", "CANARY refresh").replace("Survey the depot", "CANARY survey").replace("Bob", "Ann Smith")
"""Another client's project in which Ann works in the same weeks."""


def test_with_several_clients_it_is_asked_which(milepost, tmp_path, website):
    ran = milepost("plan", website, write(tmp_path, "other.csv", OTHER), "--audience", "client")
    said = " ".join(ran.err.split())
    assert ran.code == 2 and "--for" in said and "'Harbour Council'" in said and "'Brackwell Foods'" in said


@pytest.mark.parametrize("name", ["Harbour Council", "harbour council", "Website move", "website.csv", "website"])
def test_for_takes_a_client_a_project_or_a_file(milepost, tmp_path, website, name):
    other = write(tmp_path, "other.csv", OTHER)
    texts = written(milepost, tmp_path, website, other, "--audience", "client", "--for", name)
    found = [
        (kind, secret) for kind, text in texts.items() for secret in ("CANARY", "Brackwell", "other.csv", "Cara Jones") if secret in text
    ]
    assert not found


def test_what_people_do_for_others_is_other_work(milepost, tmp_path, website):
    other = write(tmp_path, "other.csv", OTHER)
    texts = written(milepost, tmp_path, website, other, "--audience", "client", "--for", "website")
    assert "other work" in texts["html"], "in the table of overloads"
    assert "Other work" in texts["html"], "as a series of the chart"
    tasks = json.loads((tmp_path / "out.json").read_text())["overloads"][0]["tasks"]
    assert {"project": None, "task": None, "name": "other work"} in tasks


def test_two_projects_of_one_client_are_shown_together(milepost, tmp_path, website):
    second = write(tmp_path, "second.csv", WEBSITE.replace("Website move", "Second wave"))
    out = milepost("plan", website, second, "--audience", "client").out
    assert "Website move" in out and "Second wave" in out


def test_plans_of_the_same_name_are_told_apart(milepost, tmp_path, website):
    """MS Project calls many plans 'Project1': a name must not open another client's work."""
    twin = write(tmp_path, "twin.csv", OTHER.replace("CANARY refresh", "Website move").replace("CANARY survey", "CANARY task"))
    texts = written(milepost, tmp_path, website, twin, "--audience", "client", "--for", "website.csv")
    assert not [name for name, text in texts.items() if "CANARY" in text or "Brackwell" in text]


def test_an_unknown_client_lists_those_there_are(milepost, website):
    ran = milepost("plan", website, "--audience", "client", "--for", "Nobody")
    assert ran.code == 2 and "'Harbour Council'" in ran.err


def test_for_without_a_client_audience_is_a_mistype(milepost, website):
    assert "--audience client" in milepost("plan", website, "--for", "Harbour Council").err


def test_reading_notices_are_not_for_clients(milepost, tmp_path):
    path = write(tmp_path, "odd.csv", "# start: 2026-01-05\nName,Duration,CANARY column\nPaint,1d,CANARY value\n")
    texts = written(milepost, tmp_path, path, "--audience", "client")
    assert not [name for name, text in texts.items() if "CANARY" in text]


def test_in_a_process_of_its_own_nothing_leaks_to_either_stream(tmp_path):
    path = write_rich(tmp_path)
    command = [sys.executable, "-m", "milepost.cli", "plan", str(path), "--audience", "client", "--json", "-"]
    ran = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0 and not [secret for secret in SECRETS if secret in ran.stdout + ran.stderr]
