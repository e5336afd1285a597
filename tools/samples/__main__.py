"""Writes the sample portfolio that ships with the product: `python tools/samples [--check]`.

The plans are kept here in a notation that a person can edit; what ships are the files a person would get from other programs.
"""

import argparse
import sys
from pathlib import Path

from mspdi import write_mspdi
from people import write_people
from records import write_records
from risks import write_risks
from sheet import write_sheet
from source import read_plan

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "src" / "milepost" / "samples"


def contents() -> dict[str, str]:
    """Every shipped file's name and text."""
    return {
        "harbour-council-network.xml": write_mspdi(read_plan(HERE / "harbour-council-network.plan"), name="harbour-council-network.xml"),
        "eastmoor-laptops.xml": write_mspdi(read_plan(HERE / "eastmoor-laptops.plan"), name="eastmoor-laptops.xml"),
        "brackwell-finance.csv": write_sheet(read_plan(HERE / "brackwell-finance.plan"), name="Finance system upgrade"),
        "people.json": write_people(),
        "risks.json": write_risks(read_plan(HERE / "harbour-council-network.plan")),
        "records.csv": write_records(),
    }


def main() -> int:
    """Writes the files; with --check only says which differ, and answers 1 if one does."""
    parser = argparse.ArgumentParser(description="Write the sample portfolio.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a shipped file differs")
    check = parser.parse_args().check
    stale = [name for name, text in contents().items() if not (SHIPPED / name).is_file() or (SHIPPED / name).read_text("utf-8") != text]
    for name in stale:
        if check:
            print(f"{name} is not what tools/samples writes; run: ./milepost python tools/samples", file=sys.stderr)
        else:
            (SHIPPED / name).write_text(contents()[name], encoding="utf-8")
            print(f"wrote {name}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
