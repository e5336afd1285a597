"""Pictures as PNG, for formats that cannot hold SVG or not all of it: drawn by Typst, which already sets the PDF."""

from base64 import b64encode
from unicodedata import bidirectional, category

from milepost.documents.charts.palette import LIGHT
from milepost.documents.charts.shapes import Label, Picture
from milepost.documents.charts.svg import svg_file
from milepost.documents.fonts import FONTS
from milepost.documents.missing import DependencyMissing
from milepost.documents.typst_text import literal


def png(picture: Picture, *, extra: str, pixels_per_inch: float = 160) -> bytes:
    """The picture as PNG, one point of the picture being 1/72 inch. Raises DependencyMissing, naming `extra`, without typst."""
    try:
        import typst
    except ImportError as missing:
        raise DependencyMissing(package="typst", extra=extra, purpose="Drawing a chart") from missing
    svg = literal(svg_file(picture, palette=LIGHT).decode("utf-8"))
    page = f'#set page(width: {picture.width}pt, height: {picture.height}pt, margin: 0pt)\n#set text(font: "Inter")\n'
    source = f'{page}#image(bytes({svg}), format: "svg", width: 100%)\n'
    drawn = typst.compile(source.encode("utf-8"), format="png", ppi=pixels_per_inch, font_paths=typst.Fonts(font_paths=[str(FONTS)]))
    assert isinstance(drawn, bytes)
    return drawn


def svg_for_pdf(picture: Picture) -> str:
    """The picture as SVG for a PDF. One whose words need shaping (Arabic, marks on letters, emoji) is drawn first and wrapped: the PDF's
    reader would find glyphs without letters in it, which PDF/UA forbids; its words stand in the alternative text and the table."""
    if not any(_needs_shaping(character) for shape in picture.shapes if isinstance(shape, Label) for character in shape.text):
        return svg_file(picture, palette=LIGHT).decode("utf-8")
    data = b64encode(png(picture, extra="reports", pixels_per_inch=200)).decode("ascii")
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {picture.width:g} {picture.height:g}">'
    return f'{head}<image {size} href="data:image/png;base64,{data}"/></svg>'


def _needs_shaping(character: str) -> bool:
    return not character.isascii() and (
        category(character) in ("Mn", "Me", "Mc", "Cf", "Co", "Cn")
        or bidirectional(character) in ("R", "AL", "AN")
        or ord(character) > 0xFFFF
    )
