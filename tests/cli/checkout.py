"""A small checkout for the launcher's tests: the real launcher and its tools, tiny packages, and a command line that says what it got."""

import base64
import hashlib
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLI = """
import json, os, sys
import core_part
if sys.argv[1:2] == ["exit"]:
    sys.exit(int(sys.argv[2]))
print(json.dumps({"args": sys.argv[1:], "pid": os.getpid(), "core": core_part.VERSION, "json": json.__file__, "cwd": os.getcwd()}))
"""


def make_wheel(folder: Path, name: str, version: str) -> str:
    """A package of one module with a VERSION, as a wheel; returns its lock line."""
    module, info = name.replace("-", "_"), f"{name.replace('-', '_')}-{version}.dist-info"
    contents = {
        f"{module}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{path},sha256={digest(text.encode())},{len(text)}" for path, text in contents.items()] + [f"{info}/RECORD,,"]
    target = folder / f"{module}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as wheel:
        for path, text in {**contents, f"{info}/RECORD": "\n".join(record) + "\n"}.items():
            wheel.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), text)
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(target.read_bytes()).hexdigest()}\n"


def digest(data: bytes) -> str:
    """A wheel's way of writing a hash."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Checkout:
    """A folder with the launcher, and the folder its packages come from."""

    root: Path
    wheels: Path

    @classmethod
    def make(cls, folder: Path) -> "Checkout":
        """A fresh one below `folder`; nothing is installed yet."""
        made = cls(folder / "a checkout", folder / "wheels")
        (made.root / "tools").mkdir(parents=True)
        made.wheels.mkdir()
        shutil.copy(ROOT / "milepost", made.root / "milepost")
        for name in ("environment.py", "installing.py"):
            shutil.copy(ROOT / "tools" / name, made.root / "tools" / name)
        package = made.root / "src" / "milepost" / "cli"
        package.mkdir(parents=True)
        for path in (package.parent / "__init__.py", package / "__init__.py"):
            path.write_text("")
        (package / "__main__.py").write_text(CLI)
        for name in ("core", "fast", "mpp", "house", "proofs", "test", "dev"):
            made.lock(name)
        return made

    def lock(self, name: str, version: str = "1.0") -> None:
        """Locks the one package of a set at a version, and makes that package."""
        (self.root / "requirements").mkdir(exist_ok=True)
        (self.root / "requirements" / f"{name}.txt").write_text(make_wheel(self.wheels, f"{name}-part", version))

    def settings(self, **changes: str) -> dict[str, str]:
        """The environment of a bare machine whose pip finds packages in our folder and nowhere else."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        ours = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
        return {name: value for name, value in (kept | ours | changes).items() if value}

    def run(self, *args: str, cwd: Path | None = None, launcher: Path | None = None, **changes: str) -> "subprocess.CompletedProcess[str]":
        """Starts the launcher and waits for it."""
        command = [str(launcher or self.root / "milepost"), *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=cwd or self.root, env=self.settings(**changes), timeout=300)
