"""Large exports as jobs: the file is made with progress and fetched by whoever asked for it, as long as they may do what they could."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
from django_tasks import task

from milepost.kernel.access import Actor, can_anywhere
from milepost.kernel.access.lasting import actor_from, held_by_now, kept_of
from milepost.kernel.entity import Entity
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.errors import Denied, Missing, Refused
from milepost.kernel.exporting.files import place_of, written
from milepost.kernel.exporting.forms import Form, file_name
from milepost.kernel.exporting.whole import pieces_of, with_key
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.jobs.named import name_task
from milepost.kernel.jobs.own import own_job
from milepost.kernel.models import Job
from milepost.kernel.rows import count_rows, question_from
from milepost.values import said

MOST_DIRECT = {Form.CSV: 50_000, Form.XLSX: 5_000, Form.JSON: 50_000}
"""Rows that are given out while somebody waits, which takes a second or two; more are prepared by a job."""
MOST_COUNTED = 10_000_000
TASK = f"{__name__}.make_file"
name_task(TASK, "Export")
Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """How far it is; `place` is the file once it is there, `refused` why there will be none."""

    key: str
    state: str
    done: int
    whole: int
    form: Form
    name: str
    size: int = 0
    refused: str = ""
    place: Path | None = None

    @property
    def waiting(self) -> bool:
        """Whether there is something to wait for."""
        return self.state in (Job.State.READY, Job.State.RUNNING)


def may_export(entity: Entity, actor: Actor) -> None:
    """Raises Denied for who sees none of the records."""
    if not can_anywhere(actor, entity.permission("view")):
        raise Denied(said("You may not see {kinds}; whoever gives roles here can change that.", kinds=entity.plural))


def enqueue_export(actor: Actor, entity: Entity, form: Form, parameters: Parameters) -> Job:
    """A job that makes the file; asked for twice at once it is one job. Raises Invalid for a question that cannot be meant."""
    may_export(entity, actor)
    question_from(entity, actor, parameters)
    kept = kept_of(actor)
    asked = [entity.name, form.value, {name: list(values) for name, values in sorted(parameters.items())}, kept]
    unique = f"export {sha256(orjson.dumps(asked)).hexdigest()}"
    return enqueue(TASK, [*asked, uuid4().hex], account=actor.account, unique=unique)


@task(takes_context=True)
def make_file(report: Any, /, entity: str, form: str, parameters: dict[str, list[str]], kept: dict[str, Any], key: str) -> dict[str, Any]:
    """The file, and what is known of it. What is refused now is told and not tried again."""
    try:
        actor = actor_from(kept)
        one = entity_named(entity)
        question = with_key(one, question_from(one, actor, parameters))
        whole = count_rows(one, actor, question, most=MOST_COUNTED)
        report(0, max(whole, 1), said("0 of {whole:,} rows", whole=whole))

        def told(done: int) -> None:
            report(done, max(whole, done), said("{done:,} of {whole:,} rows", done=done, whole=whole))

        with written(key) as target:
            target.writelines(pieces_of(one, actor, question, Form(form), mark=True, report=told))
    except Refused as refusal:
        return {"refused": refusal.told}
    return {"rows": whole, "size": place_of(key).stat().st_size, "name": file_name(one, Form(form)), "held": held_by_now(actor)}


def export_of(actor: Actor, entity: Entity, key: str) -> Export:
    """The actor's own export. Raises Missing, also where what they may do has changed since: the file would show what they saw then."""
    gone = said("There is no such file of yours; it may be too long ago. Export the list again.")
    job = own_job(actor, [TASK], key, missing=gone)
    if job.arguments["positional"][0] != entity.name:
        raise Missing(gone)
    positional, result, progress = job.arguments["positional"], job.result or {}, job.progress or {}
    form, place = Form(positional[1]), place_of(positional[4])
    refused = result.get("refused", "")
    if job.state == Job.State.DONE and not refused:
        if result.get("held") != held_by_now(actor):
            raise Missing(said("What you may see has changed since this file was made. Export the list again."))
        if not place.is_file():
            raise Missing(said("This file was cleared away; files are kept for a day. Export the list again."))
    done, whole = int(progress.get("done") or 0), int(progress.get("whole") or 0)
    there = place if job.state == Job.State.DONE and not refused else None
    name = str(result.get("name") or file_name(entity, form))
    return Export(job.key, job.state, done, whole, form, name, int(result.get("size") or 0), refused, there)
