"""The tables of the database: whether they are those of this Milepost, and made so."""

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


def unapplied(alias: str = DEFAULT_DB_ALIAS) -> int:
    """How many migrations of this Milepost the database lacks."""
    executor = MigrationExecutor(connections[alias])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def make_tables(alias: str = DEFAULT_DB_ALIAS) -> int:
    """Apply what is missing, without a question; how many migrations that were."""
    missing = unapplied(alias)
    if missing:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    return missing
