"""The tree of static files, served under a name that changes with any of them: browsers keep it for ever and never hold an old one.

The name stands in the address before the tree, so modules and style sheets import each other by relative addresses as they are.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
_MAKERS = tuple(Path(__file__).with_name(name) for name in ("joined.py", "packed.py", "styles.py"))
"""What is served is made from the tree by these."""


@cache
def prefix() -> str:
    """ "/static/0f3a…/": from names and contents of all files, and of what is made of them."""
    seen = sha256(b"".join(file.read_bytes() for file in _MAKERS))
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".gz"):
        seen.update(file.relative_to(FOLDER).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    return f"/static/{seen.hexdigest()[:16]}/"
