"""Saved views: what is asked of a list, kept under a name, for oneself or for all who see the list."""

from milepost.kernel.views.entity import SAVED_VIEW
from milepost.kernel.views.operations import DEFAULT, MODERATE, SHARE
from milepost.kernel.views.query import canonical, parameters_of
from milepost.kernel.views.read import View, default_of, may_change, views_of

__all__ = [
    "DEFAULT",
    "MODERATE",
    "SAVED_VIEW",
    "SHARE",
    "View",
    "canonical",
    "default_of",
    "may_change",
    "parameters_of",
    "views_of",
]
