"""The tables of an empty database made in a fifth of the time.

Django draws, after every single step of a migration, each model anew that is related to the one that changed: of ours nearly all, for
all name an account. What a step does to the tables needs that one model alone; before a step that runs Python, Django draws them all. A
database with tables goes Django's own way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.migrations.state import ProjectState


@contextmanager
def quick_where_empty(alias: str) -> Iterator[None]:
    """Within, migrations of a database without a table of anybody's draw only what they change."""
    if connections[alias].introspection.table_names():
        yield
        return
    drawing: Any = ProjectState
    usual = drawing._find_reload_model
    drawing._find_reload_model = _itself
    try:
        yield
    finally:
        drawing._find_reload_model = usual


def _itself(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    """In the place of Django's: what is drawn anew. `is_delayed` has the rest drawn before any Python is run."""
    state.is_delayed = True
    return {(app_label, model_name)}
