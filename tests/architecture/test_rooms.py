"""Rooms stand in one stack, and nothing leads upwards in it: neither imports (the contracts) nor tables nor descriptions."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

from milepost.kernel.entity import entities
from milepost.kernel.entity import entity as entity_named
from milepost.kernel.inputs import Ref
from milepost.kernel.operations import operations
from tests.architecture.rooms import Leads, stack, upwards
from tests.architecture.tree import PACKAGE, functions, modules, named, tree_of

TABLES = [path for path in modules("src/milepost/kernel", "src/milepost/apps") if "models" in (path.stem, path.parent.name)]
HOUSE = ("src/milepost/kernel", "src/milepost/apps", "src/milepost/api", "src/milepost/cli", "src/milepost/config")
OVERRIDES = {"save", "save_base", "delete", "asave", "adelete", "clean", "full_clean"}


def test_every_room_is_installed_in_the_order_of_the_stack() -> None:
    prefix = "milepost.apps."
    assert [name.removeprefix(prefix) for name in settings.INSTALLED_APPS if name.startswith(prefix)] == stack()
    assert sorted(stack()) == sorted(path.parent.name for path in (PACKAGE / "apps").glob("*/__init__.py"))


def test_every_module_that_says_something_to_the_house_is_loaded() -> None:
    said = ("models", "entities", "services", "questions", "jobs", "reactions")
    names = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for path in modules("src/milepost/apps")
        if set(said) & set(path.relative_to(PACKAGE).with_suffix("").parts) and "doing" not in path.parts  # what jobs do says nothing
    }
    assert "milepost.apps.people.services.leave" in names
    assert names <= set(sys.modules), "what kernel/room.py does not load, no door has"


def test_tables_refer_downwards_only() -> None:
    leads = list(of_tables())
    assert ("people", "organisations", "Person.organisation") in leads
    assert not list(upwards(leads))


def test_descriptions_and_inputs_refer_downwards_only() -> None:
    leads = list(of_descriptions())
    assert ("people", "organisations", "person.organisation") in leads
    assert not list(upwards(leads))


def test_what_leads_upwards_would_be_found() -> None:
    assert list(upwards([("organisations", "people", "Site.keeper"), ("kernel", "people", "Tag.person"), ("people", "kernel", "x")])) == [
        "Site.keeper: organisations → people",
        "Tag.person: kernel → people",
    ]


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_tables_hold_shape_and_constraints_and_do_nothing(path: Path) -> None:
    doing = [f"{node.lineno} {node.name}" for node in functions(tree_of(path)) if node.name in OVERRIDES]
    assert not doing, "what happens stands in an operation"


def test_nothing_in_the_house_listens_to_signals() -> None:
    heard = [f"{named(path)}:{line}" for path in modules(*HOUSE) for line in listens(tree_of(path))]
    assert not heard, "what follows an operation is said in reactions.py, from the journal"
    assert listens(ast.parse("from django.db.models.signals import post_save\nimport django.dispatch")) == [1, 2]


def listens(tree: ast.Module) -> list[int]:
    """Lines that import Django's signals."""
    found = []
    for node in ast.walk(tree):
        names = [name.name for name in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        sources = [node.module or ""] if isinstance(node, ast.ImportFrom) else names
        if any(source.startswith("django") and source.endswith(("signals", "dispatch")) for source in sources):
            found.append(node.lineno)
    return found


def of_tables() -> Iterator[Leads]:
    """Foreign keys, one-to-one and many-to-many, those that were named as text among them."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            other = field.related_model
            if isinstance(other, type) and issubclass(other, Model):
                yield model._meta.app_label, other._meta.app_label, f"{model.__name__}.{field.name}"


def of_descriptions() -> Iterator[Leads]:
    """References in the columns of entities and in what operations ask for."""
    asked = [(one, name, column.input) for one in entities() for name, column in one.by_name.items()]
    asked += [(operation.entity, f"{operation.verb}.{name}", one) for operation in operations() for name, one in operation.inputs.items()]
    for entity, name, one in asked:
        if isinstance(one, Ref):
            target = entity_named(one.entity)
            yield entity.model._meta.app_label, target.model._meta.app_label, f"{entity.name}.{name}"
