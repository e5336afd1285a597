"""When housekeeping is done: at minutes at which little else begins, and often enough that a machine that sleeps at night gets to it."""

from milepost.kernel.jobs.schedules import Schedule, schedule

_TASKS = "milepost.kernel.housekeeping.tasks"

SCHEDULES = (
    Schedule("housekeeping: answers", f"{_TASKS}.clear_answers", lambda at: at.minute == 17),
    Schedule("housekeeping: tokens", f"{_TASKS}.clear_use_of_tokens", lambda at: at.minute == 27 and at.hour % 3 == 1),
    Schedule("housekeeping: files", f"{_TASKS}.clear_unnamed_files", lambda at: at.minute == 37 and at.hour % 3 == 1),
    Schedule("housekeeping: sessions", f"{_TASKS}.clear_sessions", lambda at: at.minute == 57),
    Schedule("housekeeping: notices", f"{_TASKS}.clear_notices", lambda at: at.minute == 7 and at.hour % 3 == 2),
    Schedule("housekeeping: jobs", f"{_TASKS}.clear_jobs", lambda at: at.minute == 47 and at.hour % 3 == 1),
)

for _one in SCHEDULES:
    schedule(_one)
