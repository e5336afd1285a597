"""The fonts that documents are set in: Inter, under the Open Font License beside them."""

from pathlib import Path

FONTS = Path(__file__).parent
