"""Runs `milepost plan`: read, schedule, choose what the audience may know, write the outputs, print the answer."""

import argparse
import sys

from milepost.cli.codes import Exit
from milepost.cli.plan.asked.request import Request, read_request
from milepost.cli.plan.progress import Progress


def run_plan(arguments: argparse.Namespace) -> int:
    """The exit code. Raises Failure for everything that is expected to go wrong."""
    if arguments.template is not None:
        from milepost.cli.plan.template import write_template_file

        return write_template_file(arguments.template, force=arguments.force, quiet=arguments.quiet)
    return carry_out(read_request(arguments))


def carry_out(request: Request) -> int:
    """Does what the request asks for; nothing is written unless everything was read and scheduled."""
    from milepost.cli.plan.audience import for_audience
    from milepost.cli.plan.console.report import print_answer
    from milepost.cli.plan.explain import explanations
    from milepost.cli.plan.load import load_people, load_plans
    from milepost.cli.plan.outputs import write_outputs
    from milepost.cli.plan.questions import with_people
    from milepost.cli.plan.render import writers
    from milepost.cli.plan.schedule import planned

    progress = Progress(sys.stderr, quiet=request.quiet)
    people = load_people(request, progress=progress)
    choosing = request.levelling is not None and request.levelling.choose_people
    imported = with_people(load_plans(request, progress=progress), people, same=request.same, everyone=choosing)
    everything = planned(imported, request, known_people=people, progress=progress)
    portfolio = for_audience(everything, request)
    explained = explanations(portfolio, request.explain)
    written = write_outputs(writers(portfolio, explained, request), progress=progress)
    print_answer(portfolio, explained, written, request)
    return Exit.OK
