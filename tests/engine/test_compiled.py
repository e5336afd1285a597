"""Kernels: where compiled code is kept, when it counts as ready, and that both forms are the same functions."""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from milepost.engine.compiled import Kernel, names_in, warmed

TWICE = "def twice(x):\n    return 2 * x\n\n\ndef fourfold(x):\n    return twice(twice(x))\n"
Written = Callable[[str, str], ModuleType]


@pytest.fixture
def written(tmp_path, monkeypatch) -> Written:
    """Makes a module of a text; the cache folder is the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(tmp_path)

    def module(name: str, text: str) -> ModuleType:
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        sys.modules.pop(name, None)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    return module


def test_the_plain_form_is_the_functions_themselves(written: Written) -> None:
    module = written("plain_kernel", TWICE)
    kernel = Kernel("plain", (module,), entries=("fourfold",))
    assert kernel.plain.fourfold is module.fourfold and not kernel.plain.compiled
    assert names_in(module) == {"twice", "fourfold"}


def test_compiled_code_is_kept_under_the_kernels_name_and_its_source(written: Written, tmp_path) -> None:
    one = Kernel("shift", (written("first_kernel", TWICE),), entries=("twice",)).folder()
    changed = Kernel("shift", (written("second_kernel", TWICE + "\n# more\n"),), entries=("twice",)).folder()
    assert one.parent == changed.parent == tmp_path / "cache" / "milepost"
    assert one.name.startswith("shift-") and changed.name.startswith("shift-") and one != changed


def test_a_kernel_is_ready_once_it_has_been_warmed(written: Written) -> None:
    kernel = Kernel("ready", (written("ready_kernel", TWICE),), entries=("twice",))
    assert not kernel.is_ready()
    ran: list[int] = []
    done = warmed(kernel, by=lambda: ran.append(1))
    assert kernel.is_ready() == done == bool(ran)


def test_a_run_that_fails_leaves_the_kernel_unready(written: Written) -> None:
    kernel = Kernel("failed", (written("failed_kernel", TWICE),), entries=("twice",))
    numba = pytest.importorskip("numba")
    with pytest.raises(ZeroDivisionError):
        warmed(kernel, by=lambda: 1 // 0)
    assert not kernel.is_ready() and numba


def test_both_forms_answer_alike_and_leave_other_users_of_numba_their_cache(written: Written) -> None:
    numba = pytest.importorskip("numba")
    before = numba.config.CACHE_DIR
    kernel = Kernel("alike", (written("alike_kernel", TWICE),), entries=("fourfold",), inlined=("twice",))
    assert kernel.compiled.fourfold(3) == kernel.plain.fourfold(3) == 12
    assert before == numba.config.CACHE_DIR
    assert {path.suffix for path in kernel.folder().rglob("alike_kernel.alike_fourfold*")} == {".nbi", ".nbc"}


def test_two_functions_of_one_name_are_refused(written: Written) -> None:
    modules = (written("one_kernel", TWICE), written("other_kernel", "def twice(x):\n    return x + x\n"))
    with pytest.raises(ValueError, match="more than one module defines twice"):
        Kernel("double", modules, entries=("twice",))
