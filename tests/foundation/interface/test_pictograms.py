import re
import xml.etree.ElementTree as ET

import pytest

from miteinander.foundation.interface.mosaic import MOTIFS
from miteinander.foundation.interface.pictograms import PICTOGRAMS, pictogram_svg

EXPECTED = set(MOTIFS) | {
    "calendar",
    "speech",
    "people",
    "paper",
    "flag",
    "house",
    "place",
    "clock",
    "languages",
    "sign-language",
    "easy-language",
    "interpreter",
    "childcare",
    "step-free",
    "toilet",
    "induction-loop",
    "parking",
    "stop",
    "entrance",
    "lift",
    "clipboard",
    "ticket",
    "download",
    "subscribe",
    "share",
    "phone",
    "mail",
    "search",
    "filter",
    "menu",
    "close",
    "arrow",
    "check",
    "warning",
    "cancelled",
    "postponed",
    "external",
    "globe",
    "sample",
}


def test_pictograms_hold_every_name():
    assert set(PICTOGRAMS) == EXPECTED
    assert len({pictogram_svg(name) for name in PICTOGRAMS}) == len(PICTOGRAMS)


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_pictogram_has_the_one_style(name):
    root = ET.fromstring(pictogram_svg(name))
    assert root.attrib == {
        "class": "pictogram",
        "viewBox": "0 0 24 24",
        "width": "24",
        "height": "24",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "2",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
        "aria-hidden": "true",
        "focusable": "false",
    }
    (path,) = root
    assert set(path.attrib) == {"d"}
    assert re.fullmatch(r"[MmLlHhVvCcAaQqZz\d .-]+", path.get("d"))
    assert len(path.get("d")) < 400


def test_pictogram_unknown_raises_key_error():
    with pytest.raises(KeyError):
        pictogram_svg("unicorn")
