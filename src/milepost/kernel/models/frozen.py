"""A constraint that freezes a table: the database itself refuses to change or delete a row, whoever asks."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BaseConstraint, Model

MESSAGE = "rows of this table are never changed"
_POSTGRESQL = f"""CREATE OR REPLACE FUNCTION milepost_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""


class Frozen(BaseConstraint):
    """Written into `Meta.constraints` beside the others, so that migrations make it, also when a table is made anew."""

    def constraint_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Nothing within the table's own statement: the triggers follow when the migration is done."""
        assert model is not None and schema_editor is not None
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))
        return ""

    def create_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """The triggers on a table that stands."""
        assert model is not None and schema_editor is not None
        return ";".join(self._statements(model, schema_editor))

    def remove_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Takes the triggers away; SQLite makes the table anew instead."""
        assert model is not None
        return f'DROP TRIGGER IF EXISTS "{self.name}" ON "{model._meta.db_table}"'

    def validate(self, *_: Any, **__: Any) -> None:
        """Nothing about a row's values."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frozen) and self.name == other.name

    def __hash__(self) -> int:
        return hash((Frozen, self.name))

    def _statements(self, model: type[Model], schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        table = model._meta.db_table.removeprefix("new__")
        if schema_editor.connection.vendor == "postgresql":
            drop = f'DROP TRIGGER IF EXISTS "{self.name}" ON "{table}"'
            make = f'CREATE TRIGGER "{self.name}" BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION milepost_frozen()'
            return [_POSTGRESQL, drop, make]
        found = []
        for verb in ("UPDATE", "DELETE"):
            name = f"{self.name}_{verb.lower()}"
            body = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            found += [f'DROP TRIGGER IF EXISTS "{name}"', f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" {body}']
        return found
