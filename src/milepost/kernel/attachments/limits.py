"""What files the house takes: two settings."""

from milepost.kernel.inputs import Whole, Words
from milepost.kernel.settings import SettingKind, declare, value_of

MEBIBYTE = 1024 * 1024
USUAL_TYPES = (
    "bmp csv doc docx dwg eml gif gz heic ics jpeg jpg json log md mov mp3 mp4 mpp msg odp ods odt pdf png pot potx ppt pptx rtf tar "
    "tif tiff txt vsd vsdx wav webp xer xls xlsx xml yaml yml zip 7z"
)

SIZE = declare(SettingKind("attachment-megabytes", Whole(least=1, most=100, label="Largest attachment", help="In MB, for each file."), 25))
TYPES = declare(
    SettingKind(
        "attachment-types", Words(label="Types of attachments", help="Ends of file names that are taken."), sorted(USUAL_TYPES.split())
    )
)


def largest() -> int:
    """The most bytes a file has."""
    return int(value_of(SIZE.name)) * MEBIBYTE


def types() -> frozenset[str]:
    """The ends of names that are taken, in small letters without their dot."""
    return frozenset(word.lower().lstrip(".") for word in value_of(TYPES.name))
