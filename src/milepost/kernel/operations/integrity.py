"""What the database refuses, told as a fault of a field: the rules that hold at every door stand there."""

import re
from typing import Any

from django.db import IntegrityError
from django.db.models import CheckConstraint, Model, ProtectedError, RestrictedError, UniqueConstraint

from milepost.kernel.errors import Fault, Invalid
from milepost.values import listed, said, word

_SQLITE_COLUMNS = re.compile(r"(?:UNIQUE|NOT NULL) constraint failed: (?P<columns>[\w., ]+)")
_SQLITE_NAME = re.compile(r"constraint failed: (?:index ')?(?P<name>\w+)'?$")
_POSTGRESQL_COLUMNS = re.compile(r"\((?P<columns>[\w, ]+)\)=")
FOREIGN_KEY = "23503"


def translated(error: IntegrityError, model: type[Model]) -> Invalid:
    """The refusal for a person: the constraint's own words where it has some."""
    if isinstance(error, ProtectedError | RestrictedError):
        objects = getattr(error, "protected_objects", ()) or getattr(error, "restricted_objects", ())
        kinds = [word(kind) for kind in sorted({str(one._meta.verbose_name_plural) for one in objects})]
        return Invalid(
            {"": [Fault("in-use", said("{kinds} need this one; end or move them first.", kinds=listed(kinds) or said("other records")))]}
        )
    name, columns = _broken(error)
    for constraint in model._meta.constraints:
        whole = isinstance(constraint, UniqueConstraint) and bool(columns) and columns == _columns(model, constraint)
        if constraint.name == name or (whole and not name):
            return _of_constraint(constraint)
    for field in model._meta.fields:
        if columns != {field.column}:
            continue
        if field.unique:
            return Invalid({field.name: [Fault("taken", said("another record has this already."))]})
        if not field.null and "null" in str(error).lower():
            return Invalid({field.name: [Fault("required", said("this is needed and was left empty."))]})
    if _is_foreign_key(error):
        return Invalid({"": [Fault("in-use", said("other records need this one, or it names a record that is gone."))]})
    return Invalid({"": [Fault("refused-by-database", said("these values contradict each other or another record."))]})


def _broken(error: IntegrityError) -> tuple[str, set[str]]:
    """The constraint's name and the columns, as far as the database tells them. PostgreSQL's sentences are in the server's language: its
    fields are read instead."""
    told = getattr(error.__cause__, "diag", None)
    if told is not None:
        found = _POSTGRESQL_COLUMNS.search(told.message_detail or "")
        named = {told.column_name} if told.column_name else set()
        return told.constraint_name or "", _split(found) if found else named
    name, found = _SQLITE_NAME.search(str(error)), _SQLITE_COLUMNS.search(str(error))
    return name["name"] if name else "", {part.rpartition(".")[2] for part in _split(found)} if found else set()


def _split(found: re.Match[str]) -> set[str]:
    return {part.strip() for part in found["columns"].split(",")}


def _is_foreign_key(error: IntegrityError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) == FOREIGN_KEY or "FOREIGN KEY" in str(error)


def _of_constraint(constraint: Any) -> Invalid:
    field = constraint.fields[0] if isinstance(constraint, UniqueConstraint) and len(constraint.fields) == 1 else ""
    code = {UniqueConstraint: "taken", CheckConstraint: "contradiction"}.get(type(constraint), "refused")
    own = constraint.violation_error_message != constraint.default_violation_error_message
    usual = said("another record has this already.") if code == "taken" else said("these values contradict each other.")
    return Invalid({field: [Fault(code, word(str(constraint.violation_error_message)) if own else usual)]})


def _columns(model: type[Model], constraint: UniqueConstraint) -> set[str]:
    return {str(field.column) for field in model._meta.concrete_fields if field.name in constraint.fields}
