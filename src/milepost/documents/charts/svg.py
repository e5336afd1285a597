"""Pictures written as SVG: with classes, for a page that has the style sheet, or with colours in place, for a file of its own."""

from itertools import groupby
from xml.sax.saxutils import escape as _escape

from milepost.documents.charts.palette import Paint, Palette
from milepost.documents.charts.shapes import Anchor, Box, Label, Line, Picture, Role, Shape
from milepost.documents.tree.text import one_line

FONT_STACK = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def svg_with_classes(picture: Picture, *, identifier: str) -> str:
    """An `<svg>` element for a page that carries `chart_css`. `identifier` must be unique in the page; a picture without
    a title is decoration and hidden from assistive technology."""
    return _svg(picture, identifier=identifier, palette=None)


def svg_file(picture: Picture, *, palette: Palette) -> bytes:
    """A complete SVG file in UTF-8 with its colours as attributes."""
    return _svg(picture, identifier="chart", palette=palette).encode("utf-8")


def chart_css(palette: Palette) -> str:
    """Style rules for the classes that `svg_with_classes` writes."""
    rules = [f".g-{role}{{{_declared(paint.fill, paint.stroke, paint)}}}" for role, paint in palette.items()]
    return "".join(rules) + _halo(palette[Role.GROUND].fill)


def chart_css_for_both(light: Palette, dark: Palette) -> str:
    """The same where the page says what is light and what is dark. Widths and dashes are those of the light palette."""
    rules = [
        f".g-{role}{{{_declared(_either(paint.fill, dark[role].fill), _either(paint.stroke, dark[role].stroke), paint)}}}"
        for role, paint in light.items()
    ]
    return "".join(rules) + _halo(_either(light[Role.GROUND].fill, dark[Role.GROUND].fill))


def _either(light: str | None, dark: str | None) -> str | None:
    return light if light == dark else f"light-dark({light or 'transparent'},{dark or 'transparent'})"


def _declared(fill: str | None, stroke: str | None, paint: Paint) -> str:
    parts = [f"fill:{fill or 'none'}"]
    if stroke:
        parts.append(f"stroke:{stroke};stroke-width:{paint.width:g}")
    if paint.dash:
        parts.append(f"stroke-dasharray:{paint.dash}")
    return ";".join(parts)


def _halo(ground: str | None) -> str:
    return f".g-halo{{stroke:{ground};stroke-width:3;stroke-linejoin:round;paint-order:stroke}}"


def _svg(picture: Picture, *, identifier: str, palette: Palette | None) -> str:
    width, height = _number(picture.width), _number(picture.height)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"']
    if palette is not None:
        parts.append(f' font-family="{FONT_STACK}"')
    if picture.title:
        parts.append(f' role="img" aria-labelledby="{identifier}-t {identifier}-d">')
        parts.append(f'<title id="{identifier}-t">{_text(picture.title)}</title>')
        parts.append(f'<desc id="{identifier}-d">{_text(picture.description or picture.title)}</desc>')
    else:
        parts.append(' aria-hidden="true" focusable="false">')
    for _, shapes in groupby(picture.shapes, key=_is_grid):
        parts.extend(_drawn(list(shapes), palette))
    parts.append("</svg>")
    return "".join(parts)


def _is_grid(shape: Shape) -> bool:
    return isinstance(shape, Line) and shape.role is Role.GRID and not shape.tip


def _drawn(shapes: list[Shape], palette: Palette | None) -> list[str]:
    """Neighbouring grid lines as one path, a tenth of the bytes and one node instead of fifty; any other shape by itself."""
    lines = [shape for shape in shapes if isinstance(shape, Line) and _is_grid(shape)]
    if not lines:
        return [_shape(shape, palette) for shape in shapes]
    ways = "".join("M" + "L".join(f"{_number(x)},{_number(y)}" for x, y in line.points) for line in lines)
    return [f'<path{_paint(Role.GRID, palette)} d="{ways}"/>']


def _shape(shape: Shape, palette: Palette | None) -> str:
    if isinstance(shape, Label):
        return _label(shape, palette)
    paint = _paint(shape.role, palette)
    tip = f"<title>{_text(shape.tip)}</title>" if shape.tip else ""
    if isinstance(shape, Box):
        rounded = f' rx="{_number(shape.radius)}"' if shape.radius else ""
        head = f'<rect{paint} x="{_number(shape.x)}" y="{_number(shape.y)}"'
        return _closed(f'{head} width="{_number(shape.width)}" height="{_number(shape.height)}"{rounded}', "rect", tip)
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
    name = "polygon" if shape.closed else "polyline"
    return _closed(f'<{name}{paint} points="{points}"', name, tip)


def _closed(start: str, name: str, inner: str) -> str:
    return f"{start}>{inner}</{name}>" if inner else f"{start}/>"


def _label(label: Label, palette: Palette | None) -> str:
    anchor = f' text-anchor="{label.anchor}"' if label.anchor is not Anchor.START else ""
    weight = ' font-weight="600"' if label.strong else ""
    if palette is None:
        paint = f' class="g-{label.role}{" g-halo" if label.halo else ""}"'
    else:
        paint = f' fill="{palette[label.role].fill}"'
        if label.halo:
            paint += f' stroke="{palette[Role.GROUND].fill}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    place = f'x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"'
    return f"<text{paint} {place}{anchor}{weight}>{_text(label.text)}</text>"


def _paint(role: Role, palette: Palette | None) -> str:
    if palette is None:
        return f' class="g-{role}"'
    paint: Paint = palette[role]
    written = f' fill="{paint.fill or "none"}"'
    if paint.stroke:
        written += f' stroke="{paint.stroke}" stroke-width="{paint.width:g}"'
    if paint.dash:
        written += f' stroke-dasharray="{paint.dash}"'
    return written


def _number(value: float) -> str:
    """At most one decimal: enough for the eye, and half the bytes."""
    return f"{value:.1f}".removesuffix(".0")


def _text(text: str) -> str:
    return _escape(one_line(text))
