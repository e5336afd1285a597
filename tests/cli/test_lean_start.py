"""The command starts with little: nothing heavy is imported before it is needed."""

import subprocess
import sys

import pytest

from tests.cli.conftest import environment
from tests.cli.plans import long_plan, write

HEAVY = ("numpy", "numba", "typst", "docx", "xlsxwriter", "python_calamine", "lxml", "mpxj", "jpype", "django")


def imported(tmp_path, *arguments):
    """Names of the modules a command had imported when it ended."""
    said = "print('|'.join(sys.modules), file=sys.stderr)"
    script = f"import sys; from milepost.cli.main import main; code = main(sys.argv[1:]); {said}; sys.exit(code)"
    command = [sys.executable, "-c", script, *(str(argument) for argument in arguments)]
    ran = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.strip().splitlines()[-1].split("|"))


def test_help_imports_neither_engine_nor_readers_nor_documents(tmp_path):
    modules = imported(tmp_path, "--help")
    assert not [name for name in modules if name.startswith(("milepost.engine", "milepost.exchange", "milepost.documents"))]
    assert not modules & {*HEAVY, "dataclasses", "decimal", "subprocess"}


@pytest.mark.parametrize("outputs", [(), ("--html", "x.html", "--json", "x.json", "--ics", "x.ics", "--explain", "6")])
def test_planning_a_small_table_imports_nothing_compiled_and_no_package(tmp_path, website, outputs):
    assert not imported(tmp_path, "plan", website, *outputs) & set(HEAVY)


def test_three_hundred_tasks_need_nothing_compiled(tmp_path):
    path = write(tmp_path, "long.csv", long_plan(300))
    assert not imported(tmp_path, "plan", path) & {"numpy", "numba"}
