"""Rows about other records: comments, files, tags, links, watches, publications. They are reached where their record is."""

from milepost.kernel.about.reach import author_of, only_about, reach_of_own, reach_where
from milepost.kernel.about.targets import TargetWord, is_target, record_columns, targets, title_of_target

__all__ = [
    "TargetWord",
    "author_of",
    "is_target",
    "only_about",
    "reach_of_own",
    "reach_where",
    "record_columns",
    "targets",
    "title_of_target",
]
