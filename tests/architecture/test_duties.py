"""docs/duties.md is what the marks say, and a mark that says nothing is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import duties

MARKED = """
import pytest

@pytest.mark.duty("PS-1", "PS-2")
def test_a_whole_journey(): ...

@pytest.mark.duty_part("SR-18", "names the critical path", where="milepost plan")
def test_a_step(): ...
"""


def marks(tmp_path, text):
    (tmp_path / "cli").mkdir(exist_ok=True)
    (tmp_path / "cli" / "test_it.py").write_text(text)
    return duties.read_marks(tmp_path, root=tmp_path)


def test_the_page_is_current(root):
    done = subprocess.run([sys.executable, str(root / "tools" / "duties.py"), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_marks_are_read_with_place_and_test(tmp_path):
    found = marks(tmp_path, MARKED)
    assert [(m.duty, m.part, m.where, m.test.split("::")[1]) for m in found] == [
        ("PS-1", "", "command line", "test_a_whole_journey"),
        ("PS-2", "", "command line", "test_a_whole_journey"),
        ("SR-18", "names the critical path", "milepost plan", "test_a_step"),
    ]


def test_the_page_tells_carried_from_begun(tmp_path):
    page = duties.write_page({"PS-1": "one", "PS-2": "two", "PS-3": "three", "SR-18": "path"}, marks(tmp_path, MARKED))
    assert "Carried: 2 of 4. Begun: 1." in page
    assert "| PS-1 | one | **carried** | command line | `cli/test_it.py::test_a_whole_journey` |" in page
    assert "| SR-18 | path | names the critical path | milepost plan |" in page
    assert "| PS-3 | three | not yet |  |  |" in page


def test_a_mark_of_an_unknown_duty_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no such duty: SR-18"):
        duties.write_page({"PS-1": "one", "PS-2": "two"}, marks(tmp_path, MARKED))


def test_a_part_without_words_is_refused(tmp_path):
    with pytest.raises(ValueError, match="what part"):
        marks(tmp_path, 'import pytest\n@pytest.mark.duty_part("PS-1")\ndef test_x(): ...\n')


def test_every_duty_of_the_five_jobs_is_listed_once():
    listed = duties.read_duties()
    assert len(listed) == 93 and {duty.split("-")[0] for duty in listed} == set(duties.JOBS)
