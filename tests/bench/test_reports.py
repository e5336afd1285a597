"""The benches run from end to end at small sizes, and say what they count: tables, reasons, peers that are missing."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from bench import cpm, exactness, first_answer, memory
from bench.agreement import FOLLOWS, LAG, OTHER, PAUSE, agreement
from bench.measure import Times, run_process, spoken, table
from bench.networks import sketch
from bench.peers import PeerMissing, taskjuggler
from bench.plans import plan_of
from milepost.engine import schedule_plan
from milepost.exchange import mspdi


def test_a_table_is_markdown_with_columns_of_one_width():
    lines = table(["tasks", "time"], [["1,000", "4 ms"], ["10", "12.5 ms"]]).splitlines()
    assert lines[0] == "| tasks |    time |"
    assert lines[1] == "| ----- | ------: |"
    assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize(("seconds", "text"), [(0.0000042, "4.2 µs"), (0.0421, "42.1 ms"), (3.51, "3.51 s")])
def test_times_are_written_as_people_say_them(seconds, text):
    assert spoken(seconds) == text


def test_the_best_is_processor_time_and_the_typical_is_the_median_of_the_clock():
    times = Times(wall=(3.0, 1.0, 2.0), cpu=(0.7, 0.9, 0.8))
    assert (times.best, times.typical) == (0.7, 2.0)


def test_a_process_tells_its_own_peak_of_memory_and_its_own_code():
    ran = run_process([sys.executable, "-c", "import sys; block = bytearray(60_000_000); print(len(block)); sys.exit(3)"])
    assert (ran.code, ran.out) == (3, "60000000\n")
    assert 57 < ran.peak_mb < 200


def test_a_process_past_its_limit_is_ended_with_all_it_started(tmp_path):
    told = tmp_path / "number"
    inner = f"import os, pathlib, time; pathlib.Path({str(told)!r}).write_text(str(os.getpid())); time.sleep(600)"
    with pytest.raises(subprocess.TimeoutExpired):
        run_process([sys.executable, "-c", inner], limit=5)
    command = Path("/proc") / told.read_text() / "cmdline"
    with contextlib.suppress(OSError):  # gone, or ended and not yet collected: then it has no command left
        assert b"time.sleep(600)" not in command.read_bytes()


def test_agreement_counts_each_difference_under_its_reason():
    plan = plan_of(sketch(300, seed=3))
    schedule = schedule_plan(plan)
    theirs = {task.uid: (d.early_start, d.early_finish, d.late_start, d.late_finish) for task in plan.tasks for d in [schedule[task.id]]}
    assert agreement(plan, schedule, theirs).equal == 300
    linked = next(
        link for link in plan.links if not link.lag and plan.task[link.predecessor].duration and plan.task[link.successor].duration
    )
    one, other = plan.task[linked.predecessor], plan.task[linked.successor]
    for task in (one, other):
        early, finish, *late = theirs[task.uid]
        theirs[task.uid] = (early + 7 * 86400, finish + 7 * 86400, *late)
    found = agreement(plan, schedule, theirs)
    assert found.equal == 298
    assert sum(found.reasons.values()) == 2
    assert set(found.reasons) <= {FOLLOWS, LAG, OTHER, PAUSE, "peer's date lies outside the task's working time"}


def test_cpm_prints_every_table_and_passes_without_peers(capsys):
    pytest.importorskip("numba")
    cpm.passes_table({50: sketch(50)})
    cpm.edits_table(50, count=4)
    cpm.whole_table([50])
    printed = capsys.readouterr().out
    assert "forward + backward" in printed and "finish moves" in printed and "later calls" in printed


def test_a_missing_peer_is_told_in_one_line_and_passes_unless_it_is_required(monkeypatch, capsys):
    def nobody(*_, **__):
        raise PeerMissing("TaskJuggler: no `tj3`")

    monkeypatch.setattr("bench.peers.mpxj.schedule_with_mpxj", nobody)
    monkeypatch.setattr("bench.peers.taskjuggler.schedule_with_taskjuggler", nobody)
    for name in ("passes_table", "start_up_table", "whole_table", "warm"):
        monkeypatch.setattr(cpm, name, lambda *_: None)
    monkeypatch.setattr(cpm, "edits_table", lambda *_, **__: None)
    assert cpm.main(["--sizes", "50"]) == 0
    assert capsys.readouterr().out.count("missing: TaskJuggler") == 2
    assert cpm.main(["--sizes", "50", "--peers", "required"]) == 1
    capsys.readouterr()


def test_taskjuggler_is_given_every_task_link_and_calendar():
    plan = plan_of(sketch(100, seed=2))
    text = taskjuggler.project_text(plan)
    assert text.count("  task t") == 100
    assert text.count("\ntask t") == len(plan.summaries)
    assert text.count("shift s") == len(plan.calendars)
    assert text.count("{") == text.count("}")
    depends = [line for line in text.splitlines() if "depends" in line]
    assert sum(line.count(", t") + 1 for line in depends) == len(plan.links)


def test_exactness_counts_our_own_file_as_equal(tmp_path, capsys):
    plan = plan_of(sketch(60))
    with (tmp_path / "own.xml").open("wb") as target:
        mspdi.write(plan, schedule=schedule_plan(plan), target=target)
    (tmp_path / "broken.xml").write_bytes(b"<Project>")
    assert exactness.main([str(tmp_path), "--peers", "off"]) == 0
    printed = capsys.readouterr().out
    row = next(line for line in printed.splitlines() if line.startswith("| own.xml"))
    assert [cell.strip() for cell in row.split("|")][2:4] == ["60", "60"]
    assert "| broken.xml" in printed


def test_exactness_fails_on_a_date_without_an_explanation(tmp_path, capsys):
    plan = plan_of(sketch(60, constrained=False))
    with (tmp_path / "own.xml").open("wb") as target:
        mspdi.write(plan, schedule=schedule_plan(plan), target=target)
    text = (tmp_path / "own.xml").read_text(encoding="utf-8")
    (tmp_path / "own.xml").write_text(
        text.replace("<EarlyStart>2026-01-05T08:00:00", "<EarlyStart>2026-01-06T08:00:00", 3), encoding="utf-8"
    )
    assert exactness.main([str(tmp_path), "--peers", "off"]) == 1
    assert "unexplained" in capsys.readouterr().out


def test_exactness_names_a_folder_that_is_not_there(tmp_path, capsys):
    assert exactness.main([str(tmp_path / "nowhere"), "--peers", "off"]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_the_first_answer_is_measured_on_a_copy_without_bytecode(tmp_path):
    file = tmp_path / "plan.xml"
    with file.open("wb") as target:
        mspdi.write(plan_of(sketch(20), people=3), target=target)
    ran = first_answer.plan_once(file, tmp_path, fresh=True)
    assert ran.code == 0
    assert (tmp_path / "plan.html").stat().st_size > 1000
    assert (tmp_path / "fresh" / "milepost" / "cli" / "__main__.py").exists()


def test_memory_is_measured_for_every_output(monkeypatch, capsys):
    monkeypatch.setattr(memory, "OUTPUTS", ((), ("json",)))
    assert memory.main(["--tasks", "60", "--people", "3"]) == 0
    printed = capsys.readouterr().out
    assert "no output" in printed and "--json" in printed and printed.count("yes") == 2


@pytest.mark.parametrize("bench", ["cpm", "exactness", "first_answer", "memory"])
def test_every_bench_has_one_command_with_help(bench):
    ran = run_process([sys.executable, "-m", f"bench.{bench}", "--help"])
    assert ran.code == 0, ran.err
    assert f"Run: ./milepost python -m bench.{bench}" in ran.out
