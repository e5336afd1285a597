"""A command of the house starts with what it needs: not with what schedules plans, reads files or draws charts."""

import subprocess
import sys
from pathlib import Path

from tests.served import environment

NOT_NEEDED = ("milepost.engine.network", "milepost.exchange", "milepost.documents.tree.chart", "milepost.kernel.importing", "xlsxwriter")
SAID = "import sys; from milepost.cli.main import main; code = main(sys.argv[1:]); print('|'.join(sys.modules)); sys.exit(code)"


def imported(home: Path, *words: str) -> list[str]:
    """The modules that a command had imported when it ended."""
    ran = subprocess.run(
        [sys.executable, "-c", SAID, *words], env=environment(home), capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()[-1].split("|")


def test_the_help_of_a_list_loads_neither_planning_nor_readers_of_files_nor_charts(tmp_path: Path) -> None:
    found = imported(tmp_path, "organisation", "list", "--help")
    assert "milepost.kernel.documents" in found
    assert not [name for name in found if name.startswith(NOT_NEEDED)]
