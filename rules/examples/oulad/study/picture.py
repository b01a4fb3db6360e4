"""The picture of study.py as SVG: later withdrawals by band, and by score."""

from xml.sax.saxutils import escape

WIDTH, HEIGHT = 960, 460
TOP, BOTTOM = 92, 384                    # of both panels
BANDS = {"red": "#c0392b", "yellow": "#b8860b", "green": "#2e7d4f", "no score": "#6b7280"}
TINTS = {"red": "#fbeae8", "yellow": "#fdf6e0", "green": "#e8f4ec"}
INK, FAINT, PAPER = "#1f2937", "#d8dce2", "#ffffff"


class Picture:
    def __init__(self, highest):
        self.parts = []
        self.highest = highest           # of the axis, a share

    def y(self, share):
        return BOTTOM - (BOTTOM - TOP) * share / self.highest

    def text(self, x, y, text, size=13, anchor="middle", color=INK, extra=""):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" '
                          f'text-anchor="{anchor}"{extra}>{escape(text)}</text>')

    def line(self, x1, y1, x2, y2, color, width=1.0):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
                          f'stroke="{color}" stroke-width="{width}"/>')

    def box(self, x, y, width, height, color):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
                          f'height="{height:.1f}" fill="{color}"/>')

    def mark(self, x, estimate, color, full):
        """A figure as a dot, with its interval as a bar; hollow for the earlier year."""
        self.line(x, self.y(estimate.low), x, self.y(estimate.high), color, 2)
        for end in (estimate.low, estimate.high):
            self.line(x - 4, self.y(end), x + 4, self.y(end), color, 2)
        self.parts.append(f'<circle cx="{x:.1f}" cy="{self.y(estimate.value):.1f}" r="5" '
                          f'fill="{color if full else PAPER}" stroke="{color}" '
                          'stroke-width="2"/>')

    def panel(self, left, right, title, below):
        step = 0.1
        for count in range(int(round(self.highest / step)) + 1):
            y = self.y(count * step)
            self.line(left, y, right, y, FAINT)
            self.text(left - 8, y + 4, f"{count * 10} %", 12, "end")
        self.text(left, TOP - 18, title, 14, "start", extra=' font-weight="bold"')
        self.text((left + right) / 2, BOTTOM + 46, below)
        self.line(left, BOTTOM, right, BOTTOM, INK, 1.5)

    def svg(self):
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
                f'width="{WIDTH}" height="{HEIGHT}" '
                'font-family="Helvetica, Arial, DejaVu Sans, sans-serif">')
        return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
                          *self.parts, "</svg>"]) + "\n"


def offset(index, years):
    """Years stand side by side."""
    return 22 * (index - (years - 1) / 2)


def band_panel(picture, left, right, years):
    picture.panel(left, right, "Withdrew later, by band", "band on day 30")
    width = (right - left) / len(BANDS)
    for place, (band, color) in enumerate(BANDS.items()):
        middle = left + width * (place + 0.5)
        picture.text(middle, BOTTOM + 22, band, color=color, extra=' font-weight="bold"')
        for index, (_, by_band, _) in enumerate(years):
            if by_band.get(band):
                picture.mark(middle + offset(index, len(years)), by_band[band], color,
                             index == len(years) - 1)


def score_panel(picture, left, right, years, bounds):
    def x(score):
        return left + (right - left) * score / 100

    edges = [0, *bounds, 100]
    for band, low, high in zip(("red", "yellow", "green"), edges, edges[1:]):
        picture.box(x(low), TOP, x(high) - x(low), BOTTOM - TOP, TINTS[band])
        picture.text((x(low) + x(high)) / 2, TOP + 16, band, 12, color=BANDS[band])
    picture.panel(left, right, "Withdrew later, by score in steps of ten",
                  "score on day 30")
    for score in range(0, 101, 10):
        picture.text(x(score), BOTTOM + 20, str(score), 12)
    for index, (_, _, by_score) in enumerate(years):
        for low, estimate in by_score.items():
            picture.mark(x(low + 5) + offset(index, len(years)) / 2.4, estimate, INK,
                         index == len(years) - 1)


def draw(years, bounds):
    """`years`: [(name, {band: Estimate}, {lower bound of ten scores: Estimate})], at most two.
    `bounds`: scores where yellow and green begin."""
    top = max(e.high for _, *parts in years for part in parts for e in part.values() if e)
    picture = Picture(min(1.0, (int(top * 10) + 1) / 10))
    picture.text(56, 34, "Students who withdrew after day 30, of those still registered on day 30",
                 17, "start", extra=' font-weight="bold"')
    band_panel(picture, 56, 416, years)
    score_panel(picture, 476, 936, years, bounds)
    x = 56
    for index, (name, _, _) in enumerate(years):
        full = index == len(years) - 1
        picture.parts.append(f'<circle cx="{x + 5}" cy="448" r="5" fill="{INK if full else PAPER}" '
                             f'stroke="{INK}" stroke-width="2"/>')
        picture.text(x + 16, 452, name, 12, "start")
        x += 150
    picture.text(936, 452, "bars: 95 % intervals (Wilson)", 12, "end")
    return picture.svg()
