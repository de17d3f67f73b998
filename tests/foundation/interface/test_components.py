"""Every component renders in a left-to-right and a right-to-left language, as valid HTML."""

import re
from pathlib import Path

import html5lib
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from miteinander.foundation import interface
from miteinander.foundation.interface.samples import SAMPLES, Sample, shell

ROOM = Path(interface.__file__).parent
TEMPLATES = sorted((ROOM / "templates" / "components").glob("*.html"))
STYLESHEETS = sorted((ROOM / "static" / "interface" / "css").rglob("*.css"))
STATES = [(component, sample) for component, samples in SAMPLES.items() for sample in samples]


def render(component: str, sample: Sample, lang: str) -> str:
    with translation.override(lang):
        return render_to_string(f"components/{component}.html", {"shell": shell(lang), **sample.inputs(lang)})


@pytest.mark.parametrize("lang", ["de", "ar"])
@pytest.mark.parametrize(
    ("component", "sample"), STATES, ids=[f"{name}-{state.name}" for name, state in STATES]
)
def test_component_is_valid_html(component: str, sample: Sample, lang: str) -> None:
    html = render(component, sample, lang)

    parser = html5lib.HTMLParser(strict=True)
    parser.parse(
        f'<!DOCTYPE html><html lang="{lang}"><head><title>x</title></head><body>{html}</body></html>'
    )
    assert not re.search(r'\sstyle="|\son[a-z]+="', html), (
        "inline styles and scripts break the security policy"
    )
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert not re.search(
        r"<(h[1-6]|a|button|li|p|dd)\b[^>]*>\s*</\1>", html.replace('role="status"></p>', "")
    ), html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_component_says_its_inputs_and_has_a_sample(template: Path) -> None:
    assert template.read_text().startswith("{% comment %}")
    assert "Inputs:" in template.read_text()
    assert template.stem in SAMPLES


def test_card_of_a_cancelled_event_says_so_before_its_title() -> None:
    cancelled = next(sample for sample in SAMPLES["event_card"] if sample.name == "cancelled")
    html = render("event_card", cancelled, "de")
    assert html.index("Abgesagt") < html.index("Offenes Frühstück")
    assert "<h4" in html


def test_card_has_exactly_one_link() -> None:
    assert render("event_card", SAMPLES["event_card"][0], "de").count("<a ") == 1


def test_german_title_on_an_arabic_card_is_marked_as_german() -> None:
    html = render("event_card", SAMPLES["event_card"][0], "ar")
    assert '<span lang="de" dir="ltr">Offenes Frühstück</span>' in html
    assert "fallback-note" in html


def test_wrong_field_is_tied_to_its_error() -> None:
    wrong = next(sample for sample in SAMPLES["field"] if sample.name == "wrong")
    html = render("field", wrong, "de")
    described_by = re.search(r'aria-describedby="([^"]+)"', html)
    assert described_by
    for described in described_by[1].split():
        assert f'id="{described}"' in html
    assert 'aria-invalid="true"' in html


def test_error_summary_links_to_the_fields() -> None:
    html = render("form_errors", SAMPLES["form_errors"][0], "de")
    assert 'href="#id_name"' in html
    assert render("form_errors", SAMPLES["form_errors"][1], "de").strip() == ""


PHYSICAL = re.compile(
    r"(?<![\w-])((min-|max-)?(width|height)|(margin|padding|border)-(left|right|top|bottom)[\w-]*|left|right|top|bottom"
    r"|border-(top|bottom)-(left|right)-radius|overflow-[xy])\s*:|(text-align|float|clear)\s*:\s*(left|right)"
)


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.stem)
def test_stylesheet_is_logical_local_and_small(stylesheet: Path) -> None:
    css = stylesheet.read_text()
    assert not PHYSICAL.search(css), PHYSICAL.search(css)
    assert "http" not in css and "@import" not in css
    assert "@layer" in css
    assert len(css.splitlines()) <= 200
