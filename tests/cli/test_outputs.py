"""What is written: whole or not at all, never over an input, every trouble with a remedy."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from milepost.cli.plan import outputs
from milepost.cli.plan.asked.targets import Target
from milepost.cli.plan.progress import Progress
from tests.cli.conftest import environment

STARTS = {
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "xlsx": b"PK",
    "mspdi": b"<?xml",
    "ics": b"BEGIN:VCALENDAR",
    "json": b"{",
}


def leftovers(folder):
    """Temporary files that should not be there."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.duty_part("PS-2", "gives the plan to a client in every common form", where="milepost plan --audience client")
@pytest.mark.parametrize("audience", ["internal", "client"])
def test_every_format_is_written_in_one_run(journey, tmp_path, website, audience):
    files = {name: tmp_path / f"plan.{name}" for name in STARTS}
    ran = journey("plan", website, "--audience", audience, *(word for name, path in files.items() for word in (f"--{name}", path)))
    assert ran.code == 0, ran.err
    for name, path in files.items():
        assert path.read_bytes().lower().startswith(STARTS[name].lower()), name
        assert f"Written: {path}" in ran.out
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("name", list(STARTS))
def test_the_same_plan_gives_the_same_bytes(milepost, tmp_path, website, name):
    one, other = tmp_path / "one", tmp_path / "other"
    milepost("plan", website, f"--{name}", one)
    milepost("plan", website, f"--{name}", other)
    assert one.read_bytes() == other.read_bytes()


def test_an_output_replaces_what_was_there(milepost, tmp_path, website):
    target = tmp_path / "plan.json"
    target.write_text("old")
    target.chmod(0o640)
    milepost("plan", website, "--json", target)
    assert target.read_text().startswith("{") and stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_output_has_the_rights_this_account_gives(milepost, tmp_path, website):
    before = os.umask(0o027)
    try:
        milepost("plan", website, "--json", tmp_path / "plan.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(milepost, tmp_path, website):
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to(real)
    milepost("plan", website, "--json", link)
    assert link.is_symlink() and real.read_text().startswith("{")


@pytest.mark.parametrize("way", ["same", "link", "hard", "people"])
def test_an_input_is_never_written_over(milepost, tmp_path, website, way):
    target, more = website, []
    if way == "link":
        target = tmp_path / "link.csv"
        target.symlink_to(website)
    elif way == "hard":
        target = tmp_path / "hard.csv"
        target.hardlink_to(website)
    elif way == "people":
        target = tmp_path / "people.json"
        target.write_text("{}")
        more = ["--people", target]
    before = target.read_bytes()
    ran = milepost("plan", website, *more, "--html", target)
    assert ran.code == 2 and "not written over" in ran.err and target.read_bytes() == before


def test_two_outputs_in_one_file_are_a_mistype(milepost, tmp_path, website):
    ran = milepost("plan", website, "--html", tmp_path / "x", "--pdf", tmp_path / "sub" / ".." / "x")
    assert ran.code in (2, 6) and not (tmp_path / "x").exists()
    assert milepost("plan", website, "--html", tmp_path / "x", "--pdf", tmp_path / "x").code == 2
    assert milepost("plan", website, "--json", "-", "--ics", "-").code == 2


@pytest.mark.parametrize(
    ("name", "words"),
    [("no/such/plan.html", "no folder"), (".", "this is a folder"), ("", "name of the file is empty"), ("x" * 300, "too long")],
)
def test_a_place_that_cannot_be_written_is_told_before_anything_is_read(milepost, tmp_path, name, words, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = milepost("plan", "missing.csv", "--html", name)
    assert ran.code == (2 if not name else 6) and words in ran.err and "missing.csv" not in ran.err


def test_a_missing_package_is_told_with_the_command_that_brings_it(milepost, tmp_path, website, monkeypatch):
    from milepost.cli.plan.asked import targets

    monkeypatch.setattr(targets.util, "find_spec", lambda name: None)
    ran = milepost("plan", website, "--pdf", tmp_path / "x.pdf")
    assert ran.code == 7 and "pip install 'milepost[reports]'" in ran.err and not (tmp_path / "x.pdf").exists()


def failing(number):
    """A writer that begins, and then the system refuses."""

    def write(stream):
        stream.write(b"begun")
        raise OSError(number, os.strerror(number))

    return write


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "may not write there"),
        (errno.EROFS, "can only be read"),
        (errno.EIO, "the system says"),
    ],
)
def test_a_system_that_refuses_leaves_every_former_file_as_it_was(tmp_path, number, words):
    first, second = tmp_path / "first.json", tmp_path / "second.html"
    first.write_text("former")
    jobs = [(Target("json", str(first)), lambda stream: stream.write(b"new") and None), (Target("html", str(second)), failing(number))]
    with pytest.raises(outputs.Failure) as failed:
        outputs.write_outputs(jobs, progress=Progress(sys.stderr, quiet=True))
    assert failed.value.code == 6 and words in str(failed.value) and "--html" in str(failed.value)
    assert first.read_text() == "former" and not second.exists() and not leftovers(tmp_path)


def test_a_full_device_is_told(journey, website):
    ran = journey("plan", website, "--json", "/dev/full")
    assert ran.code == 6 and "the disk is full" in ran.err and "Traceback" not in ran.err


def test_a_device_is_written_to_and_not_replaced(milepost, website):
    assert milepost("plan", website, "--json", "/dev/null").code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_standard_output_belongs_to_the_output_alone(journey, website):
    ran = journey("plan", website, "--ics", "-")
    assert ran.code == 0 and ran.out.startswith("BEGIN:VCALENDAR") and ran.out.rstrip().endswith("END:VCALENDAR")
    assert "Critical path" in ran.err


def test_a_pipe_gets_a_whole_workbook(tmp_path, website):
    command = [sys.executable, "-m", "milepost.cli", "plan", str(website), "--quiet", "--xlsx", "-"]
    ran = subprocess.run(command, env=environment(), capture_output=True, check=False, timeout=60)
    assert ran.returncode == 0 and ran.stdout.startswith(b"PK") and ran.stderr == b""


def test_several_projects_do_not_fit_one_mspdi(milepost, tmp_path, website, network):
    ran = milepost("plan", website, network, "--mspdi", tmp_path / "x.xml")
    assert ran.code == 2 and "one project" in ran.err and not (tmp_path / "x.xml").exists()


def test_what_mspdi_cannot_hold_is_told(milepost, tmp_path, website, monkeypatch):
    from milepost.engine import Problem, Severity
    from milepost.exchange import mspdi

    lost = (Problem("lost", "task 3", "its colour has no place.", severity=Severity.WARNING),)
    monkeypatch.setattr(mspdi, "write", lambda plan, *, target, **more: lost)
    assert "warning: task 3: its colour has no place." in milepost("plan", website, "--mspdi", tmp_path / "x.xml").out


def test_several_projects_share_one_calendar_file(milepost, tmp_path, website, network):
    milepost("plan", website, network, "--ics", tmp_path / "x.ics")
    text = (tmp_path / "x.ics").read_text()
    assert text.count("BEGIN:VCALENDAR") == text.count("END:VCALENDAR") == 1 and "X-WR-CALNAME:Portfolio" in text
    assert "SUMMARY:Milestone: Live" in text and "SUMMARY:Milestone: Accepted" in text
    identities = [line for line in text.splitlines() if line.startswith("UID:")]
    assert len(identities) == len(set(identities)) > 5


def test_events_of_two_plans_of_the_same_name_stay_apart(milepost, tmp_path, website):
    twin = tmp_path / "twin.csv"
    twin.write_text(website.read_text())
    milepost("plan", website, twin, "--ics", tmp_path / "x.ics")
    identities = [line for line in (tmp_path / "x.ics").read_text().splitlines() if line.startswith("UID:")]
    assert len(identities) == len(set(identities))
