"""Tests that leave rows behind empty every table afterwards: those that are frozen as well, which SQLite would refuse."""

from types import SimpleNamespace
from typing import Any


def clear_frozen_tables() -> None:
    """From now on a flush puts the triggers aside that refuse deletion, and back again; PostgreSQL truncates past them."""
    from django.apps import apps
    from django.db import connection
    from django.db.backends.sqlite3.base import DatabaseWrapper

    from milepost.kernel.models.frozen import Frozen

    operations = DatabaseWrapper.ops_class
    usual = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **asked: Any) -> list[str]:
        wanted = set(tables)
        frozen = [
            (model, rule)
            for model in apps.get_models()
            if model._meta.db_table in wanted
            for rule in model._meta.constraints
            if isinstance(rule, Frozen)
        ]
        aside = [f'DROP TRIGGER IF EXISTS "{rule.name}_delete"' for _, rule in frozen]
        editor: Any = SimpleNamespace(connection=connection)
        back = [statement for model, rule in frozen for statement in rule._statements(model, editor)]
        return [*aside, *usual(self, style, tables, **asked), *back]

    operations.sql_flush = sql_flush
