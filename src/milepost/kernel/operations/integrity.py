"""What the database refuses, told as a fault of a field: the rules that hold at every door stand there."""

import re
from typing import Any

from django.db import IntegrityError
from django.db.models import CheckConstraint, Model, ProtectedError, RestrictedError, UniqueConstraint

from milepost.kernel.errors import Fault, Invalid

_SQLITE_COLUMNS = re.compile(r"(?:UNIQUE|NOT NULL) constraint failed: (?P<columns>[\w., ]+)")


def translated(error: IntegrityError, model: type[Model]) -> Invalid:
    """The refusal for a person: the constraint's own words where it has some."""
    if isinstance(error, ProtectedError | RestrictedError):
        kinds = sorted({str(one._meta.verbose_name_plural) for one in getattr(error, "protected_objects", ())})
        return Invalid({"": [Fault("in-use", f"{', '.join(kinds) or 'other records'} need this one; end or move them first.")]})
    text = str(error)
    for constraint in model._meta.constraints:
        if constraint.name and constraint.name in text:
            return _of_constraint(constraint)
    found = _SQLITE_COLUMNS.search(text)
    columns = {part.rpartition(".")[2].strip() for part in found["columns"].split(",")} if found else set()
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and columns and columns == _columns(model, constraint):
            return _of_constraint(constraint)
    for field in model._meta.fields:
        if field.unique and (columns == {field.column} or f"({field.column})=" in text):
            return Invalid({field.name: [Fault("taken", "another record has this already.")]})
    if "FOREIGN KEY" in text or "foreign key" in text:
        return Invalid({"": [Fault("in-use", "other records need this one, or it names a record that is gone.")]})
    return Invalid({"": [Fault("refused-by-database", "these values contradict each other or another record.")]})


def _of_constraint(constraint: Any) -> Invalid:
    field = constraint.fields[0] if isinstance(constraint, UniqueConstraint) and len(constraint.fields) == 1 else ""
    code = {UniqueConstraint: "taken", CheckConstraint: "contradiction"}.get(type(constraint), "refused")
    own = constraint.violation_error_message != constraint.default_violation_error_message
    usual = "another record has this already." if code == "taken" else "these values contradict each other."
    return Invalid({field: [Fault(code, str(constraint.violation_error_message) if own else usual)]})


def _columns(model: type[Model], constraint: UniqueConstraint) -> set[str]:
    return {str(field.column) for field in model._meta.concrete_fields if field.name in constraint.fields}
