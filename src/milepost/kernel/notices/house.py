"""What the kernel itself tells: comments, files and documents to those who watch, drafts to who decides on them, jobs to who asked."""

from collections.abc import Collection, Mapping, Sequence

from milepost.kernel.clock import now
from milepost.kernel.countersigning.authority import over_draft
from milepost.kernel.jobs.ended import when_ended
from milepost.kernel.jobs.named import named_task
from milepost.kernel.jobs.refusal import refusal_of
from milepost.kernel.models import Draft, Job
from milepost.kernel.notices.rules import notice_of
from milepost.kernel.notices.write import News, put

DONE, REFUSED, FAILED = "job.done", "job.refused", "job.failed"


def countersigners(drafts: Sequence[int]) -> Mapping[int, Collection[int]]:
    """Who may countersign each draft."""
    return {draft.pk: tuple(over_draft(draft)) for draft in Draft.objects.filter(pk__in=drafts)}


def authors(drafts: Sequence[int]) -> Mapping[int, Collection[int]]:
    """Who wrote each draft."""
    found = Draft.objects.filter(pk__in=drafts, drafted_by__isnull=False).values_list("pk", "drafted_by_id")
    return {pk: (author,) for pk, author in found if author is not None}


notice_of("comment.create", says="{who} commented", many="{count} comments", of_others=True)
notice_of("attachment.create", says="{who} put a file here", many="{count} files were put here", of_others=True)
notice_of("publication.create", says="{who} published a document", many="{count} documents were published", of_others=True)
notice_of("draft.submit", to=countersigners, says="{who} asks you to countersign", waits_for=("countersign", "return"))
notice_of("draft.countersign", to=authors, says="{who} countersigned your draft")
notice_of("draft.return", to=authors, says="{who} returned your draft")
notice_of(DONE, says="It is done")
notice_of(REFUSED, says="It was refused, and nothing of it was done")
notice_of(FAILED, says="It failed; look at why, and try it again", waits_for=("retry",))


@when_ended
def tell_owner(job: Job, state: str) -> None:
    """Whoever asked for a job is told that it failed, and of one that takes its time that it is done, or that it was refused."""
    failed = state != Job.State.DONE
    if job.account_id is not None and (failed or named_task(job.task).told):
        ended = FAILED if failed else REFUSED if refusal_of(job.result) else DONE
        put([News(job.account_id, "job", job.pk, ended, now())])
