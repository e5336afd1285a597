"""Runs the command line as a module: python -m milepost.cli."""

import sys

from milepost.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
