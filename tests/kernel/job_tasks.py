"""Tasks that the tests of jobs run."""

from typing import Any

from django_tasks import task

from milepost.kernel.access import house
from milepost.kernel.jobs import Effect, Report
from milepost.kernel.operations import operation_named, perform


@task()
def create_client(name: str) -> Any:
    """One client, made together with the completion of its job."""
    given = {"name": name, "kind": "client"}
    return Effect(lambda: perform(operation_named("organisation.create"), house("a test"), given=given), {"name": name})


@task()
def break_down() -> None:
    """Fails."""
    raise RuntimeError("broken")


@task()
def refuse() -> dict[str, str]:
    """Does nothing, and says why."""
    return {"refused": "Nobody may do this."}


@task(takes_context=True)
def count(report: Report, whole: int) -> int:
    """Counts, and says how far it is."""
    for done in range(whole + 1):
        report(done, whole, f"{done} of {whole}")
    return whole
