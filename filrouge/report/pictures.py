"""Pictures of a report's figures, for documents in which title and caption stand beside them as text."""

import io

from PIL import Image, ImageChops

from filrouge.chart import Chart
from filrouge.export import chrome
from filrouge.figures.printing import AS_IT_IS, for_print

_SCALE = 2


def bare(chart: Chart, size: str = AS_IT_IS.size) -> bytes:
    """A figure as PNG without title and caption, and without the white around it; `size` as of `Print`.

    Raises
    ------
    ExportError : there is no Chrome, or it fails.
    """
    raw = chrome.image(for_print(chart.figure, "", "", "", "", size), "png", scale=_SCALE)
    drawn = Image.open(io.BytesIO(raw)).convert("RGB")
    box = ImageChops.difference(drawn, Image.new("RGB", drawn.size, "white")).getbbox()
    stream = io.BytesIO()
    (drawn.crop((0, box[1], drawn.width, box[3])) if box else drawn).save(stream, "PNG", dpi=(200, 200))
    return stream.getvalue()
