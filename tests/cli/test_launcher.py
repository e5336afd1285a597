"""./milepost prepares its environment once, safely, from the lock files, and then gets out of the way."""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cli.checkout import Checkout

PREPARES = "Milepost prepares its environment"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A checkout whose environment stands."""
    checkout = Checkout.make(tmp_path_factory.mktemp("prepared"))
    first = checkout.run("plan", "a file.xml")
    assert first.returncode == 0, first.stderr
    assert PREPARES in first.stderr and "Ready after" in first.stderr
    return checkout


@pytest.fixture
def bare(tmp_path):
    """A checkout that nobody has started yet."""
    return Checkout.make(tmp_path)


def test_a_second_start_installs_nothing_and_says_nothing(prepared):
    again = prepared.run("plan", "a file.xml", "--html", "out.html", PIP_NO_INDEX="", PIP_FIND_LINKS="")
    assert again.returncode == 0 and again.stderr == ""
    assert json.loads(again.stdout)["args"] == ["plan", "a file.xml", "--html", "out.html"]


def test_the_exit_code_is_passed_on(prepared):
    assert prepared.run("exit", "3").returncode == 3


def test_the_launcher_becomes_the_command_so_that_signals_reach_it(prepared):
    process = subprocess.Popen([prepared.root / "milepost", "plan"], stdout=subprocess.PIPE, text=True, env=prepared.settings())
    said, _ = process.communicate(timeout=60)
    assert json.loads(said)["pid"] == process.pid


def test_files_beside_the_plan_and_foreign_python_settings_are_not_imported(prepared, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    (tmp_path / "core_part.py").write_text("VERSION = 'wrong'")
    answer = prepared.run("plan", cwd=tmp_path, PYTHONPATH=str(tmp_path), PYTHONHOME="/nowhere")
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert told["core"] == "1.0" and told["cwd"] == str(tmp_path)


def test_it_runs_through_a_link_from_elsewhere(prepared, tmp_path):
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin" / "milepost"
    link.symlink_to(os.path.relpath(prepared.root / "milepost", link.parent))
    answer = prepared.run("plan", cwd=tmp_path, launcher=link)
    assert answer.returncode == 0, answer.stderr


def test_an_edit_of_the_source_counts_at_once(prepared):
    extra = prepared.root / "src" / "milepost" / "added.py"
    extra.write_text("WORD = 'new'\n")
    answer = prepared.run("python", "-c", "import milepost.added; print(milepost.added.WORD)")
    assert answer.stdout == "new\n"


def test_setup_says_what_is_there_and_how_to_get_the_rest(prepared):
    answer = prepared.run("setup")
    assert answer.returncode == 0
    assert "Nothing to do" in answer.stdout
    assert "./milepost setup test" in answer.stdout


def test_setup_refuses_an_unknown_set_with_the_known_ones(prepared):
    answer = prepared.run("setup", "everything")
    assert answer.returncode == 2
    assert "'everything'" in answer.stderr and "mpp" in answer.stderr


def test_two_at_once_build_one_environment(bare):
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda word: bare.run("plan", word), ["one", "two"]))
    assert [answer.returncode for answer in answers] == [0, 0], [answer.stderr for answer in answers]
    assert sorted(PREPARES in answer.stderr for answer in answers) == [False, True]
    assert len(list((bare.root / ".milepost").glob("env-*"))) == 1


def test_a_half_built_environment_is_built_anew(bare):
    missing = bare.wheels / "core_part-1.0-py3-none-any.whl"
    away = missing.rename(bare.root / "away.whl")
    assert bare.run("plan").returncode == 69
    assert not (bare.root / ".milepost" / "current").exists()
    left = next((bare.root / ".milepost").glob("env-*"))
    (left / "half").write_text("left over from an interrupted run")
    away.rename(missing)
    answer = bare.run("plan")
    assert answer.returncode == 0, answer.stderr
    assert not (left / "half").exists()


def test_a_changed_lock_file_is_followed_and_the_old_environment_goes(bare):
    assert json.loads(bare.run("plan").stdout)["core"] == "1.0"
    bare.lock("core", "2.0")
    answer = bare.run("plan")
    assert json.loads(answer.stdout)["core"] == "2.0"
    assert len(list((bare.root / ".milepost").glob("env-*"))) == 1


def test_a_package_that_is_not_the_locked_one_is_refused(bare):
    lock = bare.root / "requirements" / "fast.txt"
    lock.write_text(lock.read_text().split("sha256:")[0] + "sha256:" + "0" * 64 + "\n")
    answer = bare.run("plan")
    assert answer.returncode == 69
    assert "is not the one that was locked" in answer.stderr and "Traceback" not in answer.stderr


def test_without_the_network_it_says_so_and_how_to_go_on(bare):
    answer = bare.run("plan", PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0")
    assert answer.returncode == 69
    assert "could not be reached" in answer.stderr and "same command" in answer.stderr and "Traceback" not in answer.stderr


def test_a_set_that_this_platform_lacks_is_told_once_and_done_without(bare):
    (bare.wheels / "mpp_part-1.0-py3-none-any.whl").unlink()
    answer = bare.run("plan")
    assert answer.returncode == 0, answer.stderr
    assert "'mpp'" in answer.stderr and "./milepost setup mpp" in answer.stderr
    assert bare.run("plan").stderr == ""
    bare.lock("mpp")
    assert bare.run("setup", "mpp").returncode == 0
    assert bare.run("python", "-c", "import mpp_part").returncode == 0


def test_an_old_python_is_refused_with_the_version_wanted_and_found(bare, tmp_path):
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "readlink", "cmp"):
        (tools / name).symlink_to(shutil.which(name))
    old = tools / "python3"
    old.write_text("#!/bin/sh\necho 3.9\nexit 1\n")
    old.chmod(0o755)
    answer = bare.run("plan", PATH=str(tools))
    assert answer.returncode == 69
    assert "Python 3.11 or later" in answer.stderr and "python3 is 3.9" in answer.stderr and "MILEPOST_PYTHON" in answer.stderr


def test_a_folder_that_cannot_be_written_is_named(bare, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    answer = bare.run("plan", MILEPOST_ENV=str(blocked / "environment"))
    assert answer.returncode == 73
    assert "cannot write" in answer.stderr and "MILEPOST_ENV" in answer.stderr
