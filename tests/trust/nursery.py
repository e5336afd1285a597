"""A process with the house loaded and no connection open, from which tests fork writers and workers: each is a process to be killed.

It reads orders as lines of JSON: the database, the name of a task in `tasks`, its arguments, and the file for the answer. It says the pid.
"""

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

import django
from django.db import connections

from milepost.config.database import database_from


def main() -> None:
    """Until nobody gives orders any more."""
    django.setup()
    from tests.trust import tasks

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _obey(getattr(tasks, order["task"]), order)
        print(pid, flush=True)


def _obey(task: Any, order: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    connections.settings["default"].update(database_from(order["database"]))
    file = Path(order["answer"])
    try:
        answer = {"gave": task(**order["arguments"])}
    except BaseException:
        answer = {"failed": traceback.format_exc()}
    part = file.with_suffix(".part")
    part.write_text(json.dumps(answer))
    part.rename(file)
    os._exit(0)


if __name__ == "__main__":
    main()
