"""A plan is read from whatever the name leads to: an ordinary file is read by its content, anything else is refused with a remedy."""

import os
import socket
from pathlib import Path

import pytest

from milepost.exchange.imported import Unreadable
from milepost.exchange.read import Limits, read_plan, read_plans
from milepost.values import read_moment

MSPDI = Path(__file__).resolve().parents[1] / "data" / "foreign" / "small.xml"


def refusal(path: Path, limits: Limits | None = None) -> str:
    """Why a file is refused."""
    with pytest.raises(Unreadable) as caught:
        read_plan(path, limits=limits)
    (problem,) = caught.value.problems
    assert problem.remedy
    return str(problem)


def test_a_plan_of_our_own_kind_is_read_without_java() -> None:
    imported = read_plan(MSPDI)
    assert imported.source.format == "MSPDI"
    assert [task.name for task in imported.plan.tasks if task.milestone] == ["In service"]


def test_a_misleading_ending_is_noticed_and_the_content_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.mpp"
    path.write_bytes(MSPDI.read_bytes())
    imported = read_plan(path)
    (notice,) = [notice for notice in imported.notices if notice.code == "ending-contradicts-content"]
    assert "ends in .mpp, but the content is MS Project XML" in notice.message


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_a_date_order_that_was_said_settles_the_dates_of_a_table(tmp_path: Path, order: str, day: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("# start: 2026-01-05\nName,Duration,Deadline\nDig,1d,03/04/2026\n", "utf-8")
    assert read_plan(path, date_order=order).plan.tasks[0].deadline == read_moment(f"{day}T17:00")


@pytest.mark.parametrize("name", ["plan.xml", "plan", "Plan.XML", "plan.v2"])
def test_a_fitting_or_unknown_ending_is_not_remarked_on(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(MSPDI.read_bytes())
    assert not [notice for notice in read_plan(path).notices if notice.code == "ending-contradicts-content"]


def test_names_in_any_script_are_read_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "План – 計画 ü.xml"
    path.write_bytes(MSPDI.read_bytes())
    assert read_plan(path).source.name == "План – 計画 ü.xml"


def test_a_name_that_is_no_text_is_shown_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\n.mpp"))
    path.write_bytes(b"")
    assert refusal(path).startswith("error: bad??.mpp: The file is empty")


def test_what_is_not_an_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mpp")
    (tmp_path / "loop.mpp").symlink_to(tmp_path / "loop.mpp")
    (tmp_path / "nowhere.mpp").symlink_to(tmp_path / "missing")
    (tmp_path / "file").write_text("x")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "socket"))
        assert "This is a socket" in refusal(tmp_path / "socket")
    assert "This is a folder" in refusal(tmp_path)
    assert "This is a pipe" in refusal(tmp_path / "pipe.mpp")
    assert "This is a device" in refusal(Path("/dev/zero"))
    assert "leads back to itself" in refusal(tmp_path / "loop.mpp")
    for missing in ("nowhere.mpp", "missing.mpp", "file/plan.mpp", "x" * 300):
        assert "There is no such file" in refusal(tmp_path / missing)
    assert "There is no such file" in refusal(Path("a\x00b"))


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.mpp"
    path.write_bytes(MSPDI.read_bytes())

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Tests may run as root, whom no mode keeps out: the refusal of the system is played.
    monkeypatch.setattr(Path, "open", forbidden)
    assert "may not be read by this account" in refusal(path)


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(MSPDI.read_bytes())

    def failing(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", failing)
    assert "could not be read to its end: Input/output error" in refusal(path)


def test_a_file_beyond_the_size_is_refused_with_the_option_that_allows_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.mpp"
    with path.open("wb") as file:
        file.truncate(3_500_000_000)
    told = refusal(path)
    assert "3338 MB" in told
    assert "--file-size 3338" in told


def test_a_file_of_one_plan_gives_one(tmp_path: Path) -> None:
    assert [one.plan.name for one in read_plans(MSPDI)] == [read_plan(MSPDI).plan.name]


def test_tables_and_research_instances_find_their_readers(tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("id,name,duration,predecessors\n1,Design,3d,\n2,Build,5d,1\n", encoding="utf-8")
    instance = tmp_path / "small.rcp"
    instance.write_text("3 1\n4\n0 0 1 2\n3 2 1 3\n0 0 0\n")
    start = read_moment("2026-03-02T08:00")
    read = read_plan(table, start=start).plan
    assert ([task.name for task in read.tasks if task.level > 0], read.start) == (["Design", "Build"], start)
    assert read_plan(instance, start=start).plan.start == start
    assert read_plan(instance).source.format == "Patterson"
