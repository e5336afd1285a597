"""`milepost worker`: works off jobs until it is told to end."""

import argparse

from milepost.cli.codes import Exit
from milepost.cli.house.started import started
from milepost.cli.house.starting import share_connections


def run(arguments: argparse.Namespace) -> int:
    """The exit code."""
    started()
    share_connections()
    from milepost.kernel.jobs.worker import Worker

    worker = Worker()
    worker.listen()
    count = worker.run(once=arguments.once)
    print(f"{count:,} {'job' if count == 1 else 'jobs'} done.")
    return Exit.OK
