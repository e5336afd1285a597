"""The queue as a backend of the Django Tasks API: tasks are written against that, and a fleet may run them on another engine."""

from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from milepost.kernel.jobs.enqueue import enqueue
from milepost.kernel.models import Job

STATUS = {
    Job.State.READY: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.PARKED: TaskResultStatus.FAILED,
    Job.State.CANCELLED: TaskResultStatus.FAILED,
}


class LeaseBackend(BaseTaskBackend):
    """Enqueues in the caller's transaction; `milepost worker` runs what is due."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def validate_task(self, task: Task[Any, Any]) -> None:
        """As every backend, but that a task that takes a context takes our way to report progress as its first argument."""
        if not task.takes_context:
            super().validate_task(task)

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        job = enqueue(
            task.module_path,
            normalize_json(args),
            named=normalize_json(kwargs),
            run_after=task.run_after,
            priority=task.priority,
            queue=task.queue_name,
        )
        return self._result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        job = Job.objects.filter(key=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, import_string(job.task))

    def _result(self, job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
        errors = [TaskError(exception_class_path="builtins.Exception", traceback=job.error)] if job.error else []
        made: TaskResult[Any] = TaskResult(
            task=task,
            id=job.key,
            status=STATUS[Job.State(job.state)],
            enqueued_at=job.created_at,
            started_at=job.started_at,
            last_attempted_at=job.started_at,
            finished_at=job.finished_at,
            args=job.arguments["positional"],
            kwargs=job.arguments["named"],
            backend=self.alias,
            errors=errors,
            worker_ids=[job.worker] if job.worker else [],
        )
        object.__setattr__(made, "_return_value", job.result)
        return made
