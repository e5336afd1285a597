"""Large documents as jobs: written with progress into a file that whoever asked fetches, as long as they may see what they could."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django_tasks import task

from milepost.kernel.access import Actor
from milepost.kernel.access.lasting import actor_from, held_by_now, kept_of
from milepost.kernel.documents.kind import document_named
from milepost.kernel.documents.make import make
from milepost.kernel.documents.published import publication_of
from milepost.kernel.documents.write import FORMATS, Format, file_name, format_named, written
from milepost.kernel.errors import Missing, Refused
from milepost.kernel.exporting.files import place_of
from milepost.kernel.exporting.files import written as whole_file
from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.jobs.named import name_task
from milepost.kernel.jobs.own import own_job
from milepost.kernel.models import Job
from milepost.kernel.tongues import in_language
from milepost.values import said

TASK = f"{__name__}.write_document"
name_task(TASK, "Document")


@dataclass(frozen=True, slots=True)
class Writing:
    """How far it is; `place` is the file once it is there, `refused` why there will be none."""

    job: Job
    form: Format
    name: str = ""
    refused: str = ""
    place: Path | None = None


def enqueue_document(actor: Actor, name: str, given: Mapping[str, str], how: str, *, language: str = "") -> Job:
    """A job that writes a document of that name in that language, or what was published under that number in its own; `given` are its
    inputs as they were typed."""
    return enqueue(TASK, [name, dict(given), how, kept_of(actor), uuid4().hex, language], account=actor.account)


@task(takes_context=True)
def write_document(
    report: Any, /, name: str, given: dict[str, str], how: str, kept: dict[str, Any], key: str, language: str = ""
) -> dict[str, Any]:
    """Makes and writes a document, as whoever asked may see it now; nothing of what stands in it is kept with the job."""
    form, actor = format_named(how), actor_from(kept)
    report(0, 3, said("Reading the records"))
    try:
        if _is_number(name):
            tree = publication_of(actor, name)
            stem = f"{name} {tree.subtitle}"
        else:
            with in_language(language):
                made = make(document_named(name), actor, given)
            tree, stem = made.tree, made.stem
        report(1, 3, said("Writing {form}", form=form.label))
        with whole_file(key) as target:
            target.write(written(tree, form))
    except Refused as refusal:
        return {"refused": refusal.told}
    report(3, 3, said("Done"))
    return {"name": file_name(stem, form), "held": held_by_now(actor)}


def writing_of(actor: Actor, key: str) -> Writing:
    """The actor's own. Raises Missing, also where what they may do has changed since: the file would show what they saw then."""
    job = own_job(
        actor, [TASK], key, missing=said("There is no such document of yours in the making; it may be too long ago. Ask for it again.")
    )
    positional, result = job.arguments["positional"], job.result or {}
    form, place, refused = FORMATS[positional[2]], place_of(positional[4]), result.get("refused", "")
    if job.state != Job.State.DONE or refused:
        return Writing(job, form, refused=refused)
    if result.get("held") != held_by_now(actor):
        raise Missing(said("What you may see has changed since this file was written. Ask for the document again."))
    if not place.is_file():
        raise Missing(said("This file was cleared away; files are kept for a day. Ask for the document again."))
    return Writing(job, form, str(result["name"]), place=place)


def _is_number(name: str) -> bool:
    return "." not in name
