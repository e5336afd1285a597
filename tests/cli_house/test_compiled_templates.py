"""Templates are compiled when a server starts, before it forks."""

from typing import Any

from django.template import engines

from milepost.cli.house.compiled_templates import compile_templates
from milepost.cli.house.server import House
from milepost.web.tree import FOLDER


def kept() -> Any:
    """What Django has compiled, by name."""
    return engines["django"].engine.template_loaders[0].get_template_cache  # type: ignore[attr-defined]


def test_every_template_is_compiled_and_none_is_broken() -> None:
    files = list((FOLDER.parent / "templates").rglob("*.html"))
    assert compile_templates() == len(files) > 100
    assert {"web/list.html", "web/rooms/person.html"} <= set(kept())


def test_the_server_does_so_before_its_processes_fork() -> None:
    kept().clear()
    House({}, companion=None, drain=0).load()
    assert "web/list.html" in kept()
