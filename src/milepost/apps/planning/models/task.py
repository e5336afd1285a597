"""A task: what is to be done, on which scope item it hangs, and what is known of its progress."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from milepost.apps.planning.models.board import BoardColumn, Iteration
from milepost.apps.planning.models.project_plan import ProjectPlan
from milepost.apps.projects.models import Approval, ScopeItem
from milepost.kernel.models.record import NumberedRecord
from milepost.values import FULL_SHARE


class Task(NumberedRecord):
    """A task that others name as `parent` is a summary; its dates are theirs. `position` orders the tasks of one parent, with room between
    two of them. Moments are minutes of the plan's clock, spans working minutes, shares millionths.

    `reported_at` is when somebody last said how far it is; by it plans are told that have gone stale.

    `remaining_minutes` is the working time that is still needed; said in a report, it is counted from `remaining_at` on.

    `leveling_delay_minutes` is by how much it begins later than its links let it, so that its people are free: minutes by the clock.

    `need` says who needs it and what for, `need_kind` whether that is the business, whoever runs it, or whoever uses it. What is
    `in_backlog` is not scheduled yet. On the board it stands in a `column`, ordered by `rank`; `iteration` is in which it is to be
    finished.

    `origin` is, in a scenario, the id of the plan's task that it was copied from.

    Of a task that came from a foreign file `foreign_id` is its id there, `scheduling` what the file says beyond the columns that counts for
    its dates, `foreign` what else it says: kept, and given back when the plan is exported (see `rules.foreign_task`).

    `chargeable` work carries the approval that lets it be sold; the database refuses it without one. What was `given_away` somebody chose
    to do unsold, which no approval changes."""

    KINDS: ClassVar = {"task": "Task", "milestone": "Milestone"}
    CONSTRAINTS: ClassVar = {
        "asap": "As soon as possible",
        "alap": "As late as possible",
        "mso": "Must start on",
        "mfo": "Must finish on",
        "snet": "Start no earlier than",
        "snlt": "Start no later than",
        "fnet": "Finish no earlier than",
        "fnlt": "Finish no later than",
    }
    NEEDS: ClassVar = {"business": "Business", "operational": "Operational", "user": "User"}
    TYPES: ClassVar = {"fixed-units": "Fixed units", "fixed-duration": "Fixed duration", "fixed-work": "Fixed work"}
    STEP = 1 << 20

    plan = models.ForeignKey(ProjectPlan, models.PROTECT, related_name="tasks")
    parent = models.ForeignKey("self", models.RESTRICT, null=True, related_name="children")
    position = models.BigIntegerField()
    scope_item = models.ForeignKey(ScopeItem, models.PROTECT, related_name="tasks")
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=KINDS.items(), default="task")
    chargeable = models.BooleanField(default=False)
    given_away = models.BooleanField(default=False)
    approval = models.ForeignKey(Approval, models.PROTECT, null=True, related_name="tasks")
    duration_minutes = models.PositiveBigIntegerField(default=450)
    effort_minutes = models.PositiveBigIntegerField(null=True)
    best_minutes = models.PositiveBigIntegerField(null=True)
    worst_minutes = models.PositiveBigIntegerField(null=True)
    type = models.CharField(max_length=16, choices=TYPES.items(), default="fixed-units")
    constraint = models.CharField(max_length=4, choices=CONSTRAINTS.items(), default="asap")
    constraint_at = models.BigIntegerField(null=True)
    deadline_at = models.BigIntegerField(null=True)
    priority = models.PositiveSmallIntegerField(default=500)
    leveling_delay_minutes = models.PositiveBigIntegerField(default=0)
    done_share = models.PositiveIntegerField(default=0)
    remaining_minutes = models.PositiveBigIntegerField(null=True)
    remaining_at = models.BigIntegerField(null=True)
    started_at = models.BigIntegerField(null=True)
    finished_at = models.BigIntegerField(null=True)
    expected_finish_at = models.BigIntegerField(null=True)
    blocked_by = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField(null=True)
    notes = models.TextField(blank=True)
    foreign_id = models.CharField(max_length=60, blank=True)
    scheduling = models.JSONField(null=True)
    foreign = models.JSONField(null=True)
    origin = models.BigIntegerField(null=True)
    need = models.TextField(blank=True)
    need_kind = models.CharField(max_length=12, choices=NEEDS.items(), blank=True)
    points = models.PositiveSmallIntegerField(null=True)
    in_backlog = models.BooleanField(default=False)
    column = models.ForeignKey(BoardColumn, models.PROTECT, null=True, related_name="tasks")
    rank = models.BigIntegerField(default=0)
    iteration = models.ForeignKey(Iteration, models.PROTECT, null=True, related_name="tasks")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["plan", "parent", "position"], name="task_in_outline")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(chargeable=False) | Q(approval__isnull=False),
                name="task_chargeable_by_approval",
                violation_error_message="chargeable work carries the approval of its scope; let the scope item be approved first.",
            ),
            models.CheckConstraint(
                condition=Q(chargeable=False) | Q(given_away=False),
                name="task_given_away_unsold",
                violation_error_message="work that is given away is not sold; plan it as sold first.",
            ),
            models.CheckConstraint(
                condition=Q(constraint__in=("asap", "alap")) | Q(constraint_at__isnull=False),
                name="task_constraint_dated",
                violation_error_message="this constraint needs a date.",
            ),
            models.CheckConstraint(
                condition=Q(done_share__lte=FULL_SHARE), name="task_done_at_most_whole", violation_error_message="more than 100 % is done."
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="task_not_own_parent", violation_error_message="a task is not part of itself."
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(finished_at__isnull=True) | Q(finished_at__gte=F("started_at")),
                name="task_finished_after_start",
                violation_error_message="it was finished before it was started.",
            ),
            models.UniqueConstraint(
                fields=["plan", "foreign_id"],
                condition=~Q(foreign_id=""),
                name="task_foreign_id_once",
                violation_error_message="another task of the plan has this id of a foreign file.",
            ),
            models.UniqueConstraint(
                fields=["plan", "origin"],
                name="task_origin_once",
                violation_error_message="another task of the scenario was copied from the same task.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
