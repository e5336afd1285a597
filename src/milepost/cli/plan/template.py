"""`milepost plan --template FILE`: an empty plan in the documented layout, to be filled in."""

from pathlib import Path

from milepost.cli.codes import Exit
from milepost.cli.failure import Failure, usage
from milepost.cli.plan.asked.targets import Target, check_targets
from milepost.cli.plan.outputs import write_outputs
from milepost.cli.plan.progress import Progress
from milepost.engine.problem import Problem


def write_template_file(name: str, *, force: bool, quiet: bool) -> int:
    """Writes the template; a file that is there may hold somebody's work and is replaced only with `force`."""
    import sys

    from milepost.exchange.tabular import write_template

    place = f"--template {name}"
    kind = "csv" if name == "-" else Path(name).suffix.casefold().removeprefix(".")
    if kind not in ("csv", "xlsx"):
        raise usage(place, "the template is written as .csv or .xlsx.", f"Name it for example {Path(name).stem or 'plan'}.csv.")
    target = Target(kind, name, option="template")
    check_targets([target], inputs=())
    if not target.standard_output and not force and target.path.exists():
        message = "there is such a file already; it may have been filled in."
        raise Failure(Exit.NOT_WRITTEN, [Problem("file-exists", place, message, "Choose another name, or give --force to replace it.")])
    write_outputs([(target, lambda stream: write_template(kind, stream))], progress=Progress(sys.stderr, quiet=quiet))
    if not quiet and not target.standard_output:
        print(f"Written: {name}. Fill it in, then: milepost plan {name}")
    return Exit.OK
