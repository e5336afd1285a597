"""Pictures as PNG, for formats that cannot hold SVG: drawn by Typst, which already sets the PDF."""

from milepost.documents.charts.palette import LIGHT
from milepost.documents.charts.shapes import Picture
from milepost.documents.charts.svg import svg_file
from milepost.documents.missing import DependencyMissing
from milepost.documents.pdf.literal import literal
from milepost.documents.pdf.render import FONTS


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
