"""Office files are ZIP archives; this writes them again without the clock's time, so that the same document gives the same bytes."""

from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def rewrite(archive: bytes, target: BinaryIO) -> None:
    """Copy every member in its order, dated 1 January 1980."""
    with ZipFile(BytesIO(archive)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in source.namelist():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            copy.writestr(member, source.read(name))
