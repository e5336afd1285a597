"""./milepost prepares its environment once, safely, from the lock files, and then gets out of the way."""

import json
import os
import shutil
import signal
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.cli.checkout import Checkout

PREPARES = "Milepost prepares its environment"


@pytest.fixture(scope="module")
def two_starts(tmp_path_factory):
    """A checkout that two people start at the same moment for the first time, and what each was told."""
    checkout = Checkout.make(tmp_path_factory.mktemp("prepared"))
    with ThreadPoolExecutor(2) as pool:
        return checkout, list(pool.map(lambda word: checkout.run("plan", word), ["one", "two"]))


@pytest.fixture(scope="module")
def prepared(two_starts):
    """A checkout whose environment stands."""
    return two_starts[0]


@pytest.fixture
def bare(tmp_path):
    """A checkout that nobody has started yet."""
    return Checkout.make(tmp_path)


def test_two_at_once_build_one_environment(two_starts):
    checkout, answers = two_starts
    assert [answer.returncode for answer in answers] == [0, 0], [answer.stderr for answer in answers]
    assert sorted(PREPARES in answer.stderr for answer in answers) == [False, True]
    assert any("Ready after" in answer.stderr for answer in answers)
    assert len(list((checkout.root / ".milepost").glob("env-*"))) == 1


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


def test_a_package_that_is_not_the_locked_one_is_refused_and_nothing_else_suffers(prepared):
    lock = prepared.root / "requirements" / "dev.txt"
    before = lock.read_text()
    lock.write_text(before.split("sha256:")[0] + "sha256:" + "0" * 64 + "\n")
    answer = prepared.run("setup", "dev")
    lock.write_text(before)
    assert answer.returncode == 69
    assert "is not the one that was locked" in answer.stderr and "Traceback" not in answer.stderr
    assert prepared.run("plan").returncode == 0


def test_without_the_network_it_says_so_and_how_to_go_on(prepared):
    answer = prepared.run("setup", "dev", PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert answer.returncode == 69
    assert "could not be reached" in answer.stderr and "same command" in answer.stderr and "Traceback" not in answer.stderr


def test_ctrl_c_during_the_set_up_leaves_a_sentence_and_no_installer_behind(prepared):
    with socket.create_server(("127.0.0.1", 0)) as silent:  # an index that takes the call and never answers
        index = f"http://127.0.0.1:{silent.getsockname()[1]}/simple"
        settings = prepared.settings(PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL=index)
        command = [prepared.root / "milepost", "setup", "dev"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=settings, start_new_session=True)
        silent.accept()
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)
    assert "Stopped." in said and "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_changed_lock_file_is_followed_even_after_a_try_that_was_cut_short(two_starts, tmp_path):
    checkout = two_starts[0]
    before = next((checkout.root / ".milepost").glob("env-*"))
    checkout.lock("core", "2.0")
    away = (checkout.wheels / "core_part-2.0-py3-none-any.whl").rename(tmp_path / "away.whl")
    assert checkout.run("plan").returncode == 69
    half = next(path for path in (checkout.root / ".milepost").glob("env-*") if path != before)
    (half / "half").write_text("left over from the try that was cut short")
    away.rename(checkout.wheels / "core_part-2.0-py3-none-any.whl")
    answer = checkout.run("plan")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["core"] == "2.0"
    assert list((checkout.root / ".milepost").glob("env-*")) == [half] and not (half / "half").exists()


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
