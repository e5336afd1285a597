"""Templates compiled when a server starts: every process that answers then has them, and nobody's first page waits for it."""

from pathlib import Path

import milepost


def compile_templates() -> int:
    """Compiles each of ours, which Django then keeps; how many there are. One that is broken is told where it is used."""
    from django.template import TemplateSyntaxError, engines
    from django.template.backends.django import DjangoTemplates

    ours, made = Path(milepost.__file__).parent, 0
    for engine in engines.all():
        assert isinstance(engine, DjangoTemplates)
        for folder in (Path(one) for one in engine.template_dirs):
            for file in sorted(folder.rglob("*.html")) if folder.is_relative_to(ours) else ():
                try:
                    engine.get_template(file.relative_to(folder).as_posix())
                except TemplateSyntaxError:
                    continue
                made += 1
    return made
