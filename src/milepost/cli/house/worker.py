"""`milepost worker`: works off jobs until it is told to end."""

import argparse

from milepost.cli.codes import Exit
from milepost.cli.house.started import started


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    started()
    from milepost.kernel.jobs.worker import Worker

    worker = Worker()
    worker.listen()
    count = worker.run(once=arguments.once)
    print(f"{count} jobs done.")
    return Exit.OK
