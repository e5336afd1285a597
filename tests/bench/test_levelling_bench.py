"""The bench of levelling on whole periods runs from end to end on a project of our own."""

import pytest

from bench import levelling_psplib
from bench.levelling_psplib import Case, Tally, is_feasible
from bench.peers import PeerMissing
from bench.peers.taskjuggler_teams import project_text
from milepost.engine.levelling.periods.instance import Project
from milepost.engine.levelling.shortest import Solution

SMALL = Project((0, 3, 2, 2, 0), ((0,), (2,), (1,), (2,), (0,)), ((), (0,), (0,), (0,), (1, 2, 3)), (3,))


def write(folder):
    """The small project as a Patterson file, and the table of best known lengths (5: the two that need 2 of 3 one after the other)."""
    (folder / "J30").mkdir()
    (folder / "J30" / "one.txt").write_text("5 1\n3\n0 0 3 2 3 4\n3 2 1 5\n2 1 1 5\n2 2 1 5\n0 0 0\n")
    (folder / "J30.csv").write_text("instance,file,lb,ub,cpm,optimal\none,J30/one.txt,5,5,3,1\n")


def test_every_method_stands_in_one_table_and_missing_peers_are_told(tmp_path, monkeypatch, capsys):
    pytest.importorskip("numba")
    write(tmp_path)

    def nobody(*_, **__):
        raise PeerMissing("somebody who is not here")

    monkeypatch.setattr(levelling_psplib, "with_cp_sat", nobody)
    monkeypatch.setattr(levelling_psplib, "length_with_taskjuggler", nobody)
    assert levelling_psplib.main([str(tmp_path), "--set", "J30", "--every", "1", "--work", "6", "60"]) == 0
    printed = capsys.readouterr().out
    rows = [line for line in printed.splitlines() if line.startswith(("| ours", "| serial", "| parallel"))]
    assert len(rows) == 4 and all("0.000 %" in row and "1 of 1" in row for row in rows)
    assert printed.count("missing: somebody who is not here") == 2


def test_a_schedule_that_breaks_a_link_or_a_capacity_is_not_feasible():
    assert is_feasible(SMALL, Solution((0, 0, 0, 3, 5), 5, 5, 1))
    assert not is_feasible(SMALL, Solution((0, 0, 0, 2, 5), 5, 5, 1))
    assert not is_feasible(SMALL, Solution((0, 0, 0, 3, 4), 5, 5, 1))


def test_a_tally_compares_with_ours():
    tally = Tally()
    tally.add(Case("one", SMALL, 5, True), 6, 0.2)
    assert tally.row("somebody", 10.0) == ("somebody", "20.000 %", "2.0 x", "0 of 1", "0", "200 ms", "200 ms")


def test_taskjuggler_is_given_as_many_people_as_are_asked_for():
    text = project_text(SMALL)
    assert text.count("\nresource ") == 3 and text.count("allocate r0_0") == 2 + 1 + 2
    assert "effort 6d" in text and "depends t1, t2, t3 milestone" in text and text.count("{") == text.count("}")
