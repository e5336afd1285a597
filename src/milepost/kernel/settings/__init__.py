"""Typed settings of the house: declared where they are used, changed by an operation, journalled."""

from milepost.kernel.settings.declared import SettingKind, declare, declared
from milepost.kernel.settings.entity import SETTING
from milepost.kernel.settings.operations import change, ensure_settings
from milepost.kernel.settings.read import value_of
from milepost.kernel.settings.today import today_here

__all__ = ["SETTING", "SettingKind", "change", "declare", "declared", "ensure_settings", "today_here", "value_of"]
