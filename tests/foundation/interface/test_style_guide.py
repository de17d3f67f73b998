"""The style guide at /stil/ shows every component in every state, valid as one page."""

import re

import html5lib
import pytest
from django.urls import reverse

from miteinander.foundation.interface.mosaic import COLOURS, MOTIFS
from miteinander.foundation.interface.pictograms import PICTOGRAMS
from miteinander.foundation.interface.samples import SAMPLES
from miteinander.foundation.interface.style_sheet import SHARED
from tests.foundation.interface.test_components import ROOM


@pytest.fixture
def page(client, db) -> str:
    response = client.get("/stil/")
    assert response.status_code == 200
    return response.content.decode()


def test_style_guide_has_no_language_in_its_address_and_is_german():
    assert reverse("style-guide") == "/stil/"


def test_every_component_stands_there_in_every_state(page: str) -> None:
    for component, samples in SAMPLES.items():
        assert f'id="{component}"' in page
        for number, sample in enumerate(samples, start=1):
            assert f'<h3 id="{component}-{number}" lang="en">{sample.name}</h3>' in page
            for lang, way in (("de", "ltr"), ("ar", "rtl")):
                for theme in ("light", "dark"):
                    assert f'id="{component}-{number}-{lang}-{theme}-label"' in page
                    assert f'lang="{lang}" dir="{way}" data-theme="{theme}"' in page


def test_colours_pictograms_and_motifs_are_complete(page: str) -> None:
    for name in (*COLOURS, *PICTOGRAMS, *MOTIFS):
        assert f'<code translate="no">{name}</code>' in page


def test_every_stylesheet_of_a_component_is_there(page: str) -> None:
    assert "css/site.css" in page
    for stylesheet in (ROOM / "static" / "interface" / "css" / "components").glob("*.css"):
        name = f"components/{stylesheet.stem}"
        assert (name in SHARED) != (f"css/{name}.css" in page)


def test_page_is_valid_and_every_id_and_landmark_unique(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for reference in re.findall(r'\s(?:for|aria-controls|data-status)="([^"]+)"', page):
        assert reference in ids
    for references in re.findall(r'\saria-(?:labelledby|describedby)="([^"]+)"', page):
        assert set(references.split()) <= set(ids), references
    labels = re.findall(r'<(?:nav|form)\b[^>]*\saria-label="([^"]+)"', page)
    assert len(labels) == len(set(labels))


def test_style_guide_is_for_colleagues_only_and_keeps_the_policy(client, db) -> None:
    response = client.get("/stil/")
    page = response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert not re.search(r'\sstyle="|\son[a-z]+="|<style|<script>', page)
    assert client.post("/stil/").status_code == 405


def test_style_guide_asks_the_database_once(client, db, count_queries) -> None:
    with count_queries() as queries:
        client.get("/stil/")
    assert len(queries) == 1


def test_both_dark_themes_have_the_same_colours() -> None:
    tokens = (ROOM / "static" / "interface" / "css" / "tokens.css").read_text()
    by_system = re.search(r"prefers-color-scheme: dark\) \{\s+:root \{(.*?)\}", tokens, re.DOTALL)
    by_attribute = re.search(r'\[data-theme="dark"\] \{\s+color-scheme: dark;(.*?)\}', tokens, re.DOTALL)
    assert by_system and by_attribute
    assert by_system[1].split() == by_attribute[1].split()
