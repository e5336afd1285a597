"""Imports as jobs: tried with progress, then done together with the completion of the job; the file stands in the job's arguments."""

import base64
from typing import Any

from django_tasks import task

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor, actor_of
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Missing
from milepost.kernel.importing.run import Outcome, import_rows, try_rows
from milepost.kernel.importing.sheet import Unfit, read_draft
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Account, Job


def enqueue_trial(actor: Actor, entity: str, name: str, content: bytes) -> Job:
    """A job that tries a file; its result is what `told` gives."""
    return _enqueue("try_file", actor, entity, name, base64.b64encode(content).decode())


def enqueue_import(actor: Actor, trial: Job) -> Job:
    """A job that imports the file of a trial; asked for twice it is one job, also when that has ended, unless it came to nothing."""
    entity, name, content, _ = trial.arguments["positional"]
    unique = f"import {trial.key}"
    done = Job.objects.filter(unique=unique, state=Job.State.DONE).first()
    return done or _enqueue("import_file", actor, entity, name, content, unique=unique)


def job_of(actor: Actor, entity: str, key: str) -> Job:
    """The actor's own trial or import of the entity. Raises Missing."""
    own = Job.objects.filter(account_id=actor.account) if actor.account is not None else Job.objects.none()
    job = own.filter(key=key[:40], task__startswith=f"{__name__}.").first()
    if job is None or job.arguments["positional"][0] != entity:
        raise Missing("There is no such import of yours; it may be too long ago. Bring the file again.")
    return job


def is_trial(job: Job) -> bool:
    """Whether it only tried."""
    return job.task.endswith(".try_file")


def _enqueue(function: str, actor: Actor, entity: str, name: str, content: str, *, unique: str = "") -> Job:
    return enqueue(f"{__name__}.{function}", [entity, name, content, actor.account], account=actor.account, unique=unique)


@task(takes_context=True)
def try_file(report: Any, /, entity: str, name: str, content: str, account: int) -> dict[str, Any]:
    """What an import of the file would do."""
    try:
        draft = read_draft(entity_named(entity), base64.b64decode(content), name=name)
    except Unfit as unfit:
        return told(Outcome(problems=unfit.problems), ())
    outcome = try_rows(draft, _actor(account), report=lambda done, whole: report(done, whole, f"{done:,} of {whole:,} rows"))
    return told(outcome, draft.notices) | {"rows": len(draft.rows), "columns": dict(draft.columns)}


@task()
def import_file(entity: str, name: str, content: str, account: int) -> Any:
    """The import itself, in the transaction of the job's completion."""
    draft = read_draft(entity_named(entity), base64.b64decode(content), name=name)
    outcome: list[Outcome] = []

    def apply() -> None:
        outcome.append(import_rows(draft, _actor(account)))
        result.update(told(outcome[0], draft.notices))

    result: dict[str, Any] = {}
    return Effect(apply, result)


def told(outcome: Outcome, notices: tuple[Problem, ...]) -> dict[str, Any]:
    """An outcome as JSON."""
    return {
        "created": outcome.created,
        "changed": outcome.changed,
        "bad_rows": outcome.bad_rows,
        "problems": [[problem.place, problem.message, problem.remedy] for problem in outcome.problems],
        "notices": [[problem.place, problem.message, problem.remedy] for problem in notices],
    }


def _actor(account: int) -> Actor:
    return actor_of(Account.objects.get(pk=account))
