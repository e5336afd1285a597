"""Run as a script by the tests: MPXJ reads an MSPDI file of ours and writes it in the formats that others use."""

import sys
from pathlib import Path

import jpype
import mpxj  # noqa: F401  (puts MPXJ on the class path)

WRITERS = {
    "small.mpx": "org.mpxj.mpx.MPXWriter",
    "small.xer": "org.mpxj.primavera.PrimaveraXERFileWriter",
    "small-p6.xml": "org.mpxj.primavera.PrimaveraPMFileWriter",
    "small.planner": "org.mpxj.planner.PlannerWriter",
}


def main(source: str, target: Path, jvm: str) -> None:
    """Writes every format into the folder `target`."""
    jpype.startJVM(jvm or jpype.getDefaultJVMPath(), "--enable-native-access=ALL-UNNAMED", convertStrings=True)
    reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
    for name, writer in WRITERS.items():
        jpype.JClass(writer)().write(reader().read(source), str(target / name))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
