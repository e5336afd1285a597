"""The command itself: help, version, mistypes, faults of its own."""

import signal
import subprocess
import sys

import pytest

from milepost import __version__
from milepost.cli import main as command
from tests.cli.conftest import environment


def test_without_arguments_the_commands_are_listed(milepost):
    ran = milepost()
    assert ran.code == 0 and "plan" in ran.out and "demo" in ran.out and "sample" in ran.out and "version" in ran.out


def test_help_names_every_command(milepost):
    ran = milepost("--help")
    assert ran.code == 0 and "COMMAND --help" in ran.out


def test_version_is_that_of_the_package(milepost):
    assert milepost("--version").out.strip() == f"milepost {__version__}"


def test_version_command_says_what_is_missing_and_how_to_get_it(milepost, monkeypatch):
    from milepost.cli import version

    monkeypatch.setattr(version.util, "find_spec", lambda name: None)
    ran = milepost("version")
    assert ran.code == 0 and "typst: not installed (PDF); pip install 'milepost[reports]'" in ran.out


def test_version_command_names_what_is_installed(milepost):
    assert "XlsxWriter 3" in milepost("version").out


@pytest.mark.parametrize(
    "arguments", [["plam"], ["plan", "--htlm", "x"], ["plan", "x.csv", "--audience", "board"], ["plan", "--expl", "x", "y"]]
)
def test_a_mistype_ends_with_code_2_and_names_the_help(milepost, arguments):
    ran = milepost(*arguments)
    assert ran.code == 2 and not ran.out and "--help" in ran.err and "Traceback" not in ran.err


def test_a_mistyped_option_is_told_with_the_nearest(milepost, website):
    ran = milepost("plan", website, "--htlm", "x.html")
    assert ran.code == 2 and "--htlm is not an option here; did you mean --html?" in ran.err and "milepost plan --help" in ran.err


def test_files_may_stand_on_both_sides_of_an_option(milepost, website, network):
    out = milepost("plan", website, "--explain", "Live", network).out
    assert "website.csv" in out and "network.csv" in out


def test_one_folder_too_many_is_told(milepost, tmp_path):
    ran = milepost("sample", tmp_path / "one", tmp_path / "two")
    assert ran.code == 2 and "one too many" in ran.err and not (tmp_path / "one").exists()


def test_a_fault_of_ours_is_told_without_a_traceback(milepost, monkeypatch):
    monkeypatch.setattr(command, "_function", lambda name: 1 / 0)
    ran = milepost("version")
    assert ran.code == 1 and "error in Milepost itself: ZeroDivisionError" in ran.err and "report it" in ran.err
    assert "Traceback" not in ran.err


def test_with_debug_set_the_fault_is_shown_whole(milepost, monkeypatch):
    monkeypatch.setattr(command, "_function", lambda name: 1 / 0)
    monkeypatch.setenv("MILEPOST_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        command.main(["version"])


def test_the_former_handler_of_sigterm_stands_again(milepost, website):
    before = signal.getsignal(signal.SIGTERM)
    milepost("plan", website, "--quiet")
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_reader_that_goes_away_is_no_fault(website):
    script = f"set -o pipefail; {sys.executable} -m milepost.cli plan {website} | true; exit ${{PIPESTATUS[0]}}"
    ran = subprocess.run(["bash", "-c", script], env=environment(), capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode in (0, 141) and ran.stderr == ""


def test_names_that_the_terminal_cannot_show_do_not_stop_the_answer(journey, tmp_path):
    (tmp_path / "é.csv").write_text("# name: Überführung 日本\n# start: 2026-01-05\nName,Duration\nПроверка,1d\n", encoding="utf-8")
    ran = journey("plan", "é.csv", "--quiet", "--json", "out.json")
    assert ran.code == 0
    done = subprocess.run(
        [sys.executable, "-m", "milepost.cli", "plan", "é.csv"],
        cwd=tmp_path,
        env=environment() | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0 and "?berf?hrung" in done.stdout and "Traceback" not in done.stderr
