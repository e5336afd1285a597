"""Imports as jobs: tried with progress, then done together with the completion of the job; the file stands in the job's arguments."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from django_tasks import task

from milepost.engine.problem import Problem
from milepost.kernel.access import Actor
from milepost.kernel.access.lasting import actor_from, kept_of
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Missing
from milepost.kernel.importing.draft import read_draft
from milepost.kernel.importing.faults import told
from milepost.kernel.importing.run import Outcome, import_rows, try_rows
from milepost.kernel.importing.sheet import Draft, Unfit
from milepost.kernel.importing.sorting import may
from milepost.kernel.jobs import Effect
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.jobs.named import name_task
from milepost.kernel.jobs.own import own_job
from milepost.kernel.models import Job
from milepost.values import said

MOST_BYTES = 10 * 1024 * 1024
TRIAL, IMPORT = TASKS = (f"{__name__}.try_file", f"{__name__}.import_file")
name_task(TRIAL, "Trial of an import", told=False)
name_task(IMPORT, "Import")
GONE = said("There is no such import of yours; it may be too long ago. Bring the file again.")
Json = dict[str, Any]


def may_import(entity: Entity, actor: Actor) -> None:
    """Raises Denied for who may neither create nor edit any record of the kind."""
    draft = Draft(entity, "", {}, (), ())
    if not may(draft, actor, "create") and not may(draft, actor, "edit"):
        raise Denied(said("You may neither create nor edit {kinds}.", kinds=entity.plural))


def enqueue_trial(actor: Actor, entity: str, name: str, content: bytes) -> Job:
    """A job that tries a file; its result is what `outcome_told` gives."""
    return _enqueue(TRIAL, actor, entity, name, base64.b64encode(content).decode())


def enqueue_import(actor: Actor, trial: Job) -> Job:
    """A job that imports the file of a trial; asked for twice it is one job, also when that has ended, unless it came to nothing."""
    entity, name, content, _ = trial.arguments["positional"]
    unique = f"import {trial.key}"
    done = Job.objects.filter(unique=unique, state=Job.State.DONE).first()
    return done or _enqueue(IMPORT, actor, entity, name, content, unique=unique)


def enqueue_whole(actor: Actor, entity: str, name: str, content: bytes) -> Job:
    """A job that imports a file that nobody has tried: all of it, or nothing and what is wrong with it."""
    return _enqueue(IMPORT, actor, entity, name, base64.b64encode(content).decode())


def job_of(actor: Actor, entity: str, key: str) -> Job:
    """The actor's own trial or import of the entity. Raises Missing."""
    job = own_job(actor, TASKS, key, missing=GONE)
    if job.arguments["positional"][0] != entity:
        raise Missing(GONE)
    return job


def is_trial(job: Job) -> bool:
    """Whether it only tried."""
    return job.task == TRIAL


def _enqueue(task: str, actor: Actor, entity: str, name: str, content: str, *, unique: str = "") -> Job:
    return enqueue(task, [entity, name, content, kept_of(actor)], account=actor.account, unique=unique)


@task(takes_context=True)
def try_file(report: Any, /, entity: str, name: str, content: str, kept: Json) -> Json:
    """What an import of the file would do."""
    try:
        draft, actor = read_draft(entity_named(entity), base64.b64decode(content), name=name), actor_from(kept)
    except (Unfit, Denied) as refusal:
        return outcome_told(_refused(refusal, name), ())

    def tell(done: int, whole: int) -> None:
        report(
            done,
            whole,
            said("{done:,} of {whole:,} rows", done=done, whole=whole)
            if done < whole
            else said("{whole:,} rows tried; now whether they go together", whole=whole),
        )

    outcome = try_rows(draft, actor, report=_first_round(tell), apart=True)
    return outcome_told(outcome, draft.notices) | {"rows": len(draft.rows), "columns": dict(draft.columns)}


def _first_round(told: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Tells of the first round alone: what is told within the second, which is one transaction, nobody would see."""
    over: list[bool] = []

    def report(done: int, whole: int) -> None:
        if not over:
            told(done, whole)
        if done >= whole:
            over.append(True)

    return report


@task()
def import_file(entity: str, name: str, content: str, kept: Json) -> Any:
    """The import itself, in the transaction of the job's completion."""
    try:
        draft = read_draft(entity_named(entity), base64.b64decode(content), name=name)
    except Unfit as unfit:
        return outcome_told(_refused(unfit, name), ())
    result: Json = {}

    def apply() -> None:
        try:
            outcome = import_rows(draft, actor_from(kept))
        except Denied as refusal:
            outcome = _refused(refusal, name)
        result.update(outcome_told(outcome, draft.notices) | {"rows": len(draft.rows), "columns": dict(draft.columns)})

    return Effect(apply, result)


def _refused(refusal: Unfit | Denied, name: str) -> Outcome:
    problems = refusal.problems if isinstance(refusal, Unfit) else (Problem("refused", name, refusal.told),)
    return Outcome(problems=tuple(problems))


def outcome_told(outcome: Outcome, notices: Sequence[Problem]) -> Json:
    """An outcome as JSON."""
    return {
        "created": outcome.created,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "bad_rows": outcome.bad_rows,
        "problems": [told(problem) for problem in outcome.problems],
        "notices": [told(problem) for problem in notices],
    }
