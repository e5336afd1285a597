"""Files of other programs: looked at first, then brought, all of it or nothing; and records given out as such files."""

from milepost.kernel.bringing.tasks import (
    TooLarge,
    enqueue_bring,
    enqueue_look,
    enqueue_whole,
    is_look,
    job_of,
    problem_told,
    problems_of,
    refused_told,
)
from milepost.kernel.bringing.way import FileForm, Given, Way, add_way, way_of

__all__ = [
    "FileForm",
    "Given",
    "TooLarge",
    "Way",
    "add_way",
    "enqueue_bring",
    "enqueue_look",
    "enqueue_whole",
    "is_look",
    "job_of",
    "problem_told",
    "problems_of",
    "refused_told",
    "way_of",
]
