"""The floors and the other import contracts in pyproject.toml hold."""

from importlinter.cli import lint_imports


def test_every_import_contract_is_kept(capsys, monkeypatch, root):
    monkeypatch.chdir(root)
    answer = lint_imports(no_cache=True, no_logo=True)
    assert answer == 0, capsys.readouterr().out


def test_a_breach_of_a_floor_would_be_found(capsys, monkeypatch, tmp_path):
    package = tmp_path / "toy"
    for name in ("engine", "exchange"):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "engine" / "reads.py").write_text("import toy.exchange\n")
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = toy\n"
        "[importlinter:contract:1]\nname = floors\ntype = layers\nlayers =\n    toy.exchange\n    toy.engine\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert lint_imports(no_cache=True, no_logo=True) != 0
    assert "toy.engine.reads -> toy.exchange" in capsys.readouterr().out
