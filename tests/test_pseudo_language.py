"""A crawl in a language nobody speaks: text that bypasses translation shows up, because its letters are still letters.

The pseudo catalogue stands in place of the French one: every message becomes ⟦øøø⟧, placeholders kept. In the records
every letter is an x. Whatever else is read on a page did not come through gettext.
"""

import json
import re
from collections import defaultdict
from itertools import count
from urllib.parse import urlsplit

import django
import polib
import pytest
from django.apps import apps
from django.db import models
from django.template import engines
from django.test import override_settings
from django.urls import resolve
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from miteinander.foundation.languages import dates
from miteinander.foundation.languages.catalogues import collect
from miteinander.foundation.languages.fields import TranslatedField
from miteinander.foundation.languages.registry import site_languages, spoken_languages
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.values.lists import TextListField
from tests.support.demo import demo, demo_file  # noqa: F401
from tests.support.pages import Page
from tests.support.route_table import ROUTES

LANG = "fr"
LETTER = re.compile(r"[^\W\d_]")
KEPT = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|<[^>]+>")
TAG = re.compile(r"(<[^>]+>)")
NOT_FOR_PEOPLE = {"pictogram", "uid", "revision", "colour", "language", "path", "code"}
OWN_NAMES = {language.name for language in (*site_languages(), *spoken_languages().values())}
# What stays as it is in every language, with the reason.
LICENCE = "Datenlizenz Deutschland – Namensnennung – Version 2.0"  # the name it has
EVERYWHERE = re.compile(rf"JSON|iCal|SVG|PNG|\d+ × \d+|{re.escape(LICENCE)}")
THE_SAME = re.compile(r"(https?://)?[\w.:-]+/t/\w+|Vielfalt|ISSN")
MOST_OF_A_KIND = 25


def pseudo(message: str) -> str:
    parts, end = [], 0
    for found in KEPT.finditer(message):
        parts += [LETTER.sub("ø", message[end : found.start()]), found[0]]
        end = found.end()
    return f"⟦{''.join(parts)}{LETTER.sub('ø', message[end:])}⟧"


def bypassed(texts) -> list[str]:
    """The texts in which a letter is left that neither gettext nor the records made."""
    found = []
    for text in texts:
        rest = THE_SAME.sub("", text)
        for name in OWN_NAMES:
            if rest.strip() == name:
                rest = ""
        if any(letter not in "xXøØ" for letter in LETTER.findall(rest)):
            found.append(text)
    return found


@pytest.fixture
def pseudo_language(tmp_path):
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for message in collect(office=False):
        entry = polib.POEntry(msgid=message.singular, msgctxt=message.context or None)
        if message.plural:
            entry.msgid_plural = message.plural
            entry.msgstr_plural = {0: pseudo(message.singular), 1: pseudo(message.plural)}
        else:
            entry.msgstr = pseudo(message.singular)
        catalogue.append(entry)
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    for entry in djangos_dates():
        if (entry.msgctxt, entry.msgid) not in known:
            catalogue.append(
                polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=pseudo(entry.msgid))
            )
    folder = tmp_path / LANG / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue.save_as_mofile(str(folder / "django.mo"))
    dates._formatted.cache_clear()
    with override_settings(LOCALE_PATHS=[tmp_path]):
        yield
    dates._formatted.cache_clear()


def djangos_dates():
    """Names of months and weekdays are Django's own messages."""
    shipped = polib.mofile(f"{django.__path__[0]}/conf/locale/{LANG}/LC_MESSAGES/django.mo")
    names = {"January February March April May June July August September October November December "
             "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"}  # fmt: skip
    wanted = set(" ".join(names).split())
    return [
        entry
        for entry in shipped
        if entry.msgid in wanted
        or entry.msgctxt in {"abbr. month", "alt. month", "abbrev. month"}
        or re.fullmatch(r"[A-Za-z]{3,4}\.?", entry.msgid)
    ]


@pytest.fixture
def records_of_x(demo, db):  # noqa: F811
    """In every text of every record each letter is an x, in German and in the pseudo language."""
    for model in apps.get_models():
        if not model.__module__.startswith(
            (
                "miteinander.civic",
                "miteinander.programme",
                "miteinander.foundation.interface",
                "miteinander.stewardship.funding.models.fund",
                "miteinander.stewardship.funding.models.plan",
                "miteinander.surfaces.website",
            )
        ):
            continue
        fields = [field for field in model._meta.concrete_fields if is_text(field)]
        for record in model._default_manager.all() if fields else ():
            values = {field.attname: crossed_out(getattr(record, field.attname)) for field in fields}
            model._default_manager.filter(pk=record.pk).update(**values)


def is_text(field) -> bool:
    if isinstance(field, TranslatedField | TextListField | StreamField):
        return True
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
        and field.name not in NOT_FOR_PEOPLE
    )


def crossed_out(value):
    if isinstance(value, StreamValue):
        blocks = [{**block, "value": in_markup(block["value"])} for block in value.raw_data]
        return json.dumps(blocks)
    if isinstance(value, list):
        return [crossed_out(one) for one in value]
    if isinstance(value, dict):
        base = LETTER.sub("x", Translated(value).base)
        return Translated.of({"de": base, LANG: base})
    return LETTER.sub("x", value)


def in_markup(value):
    if isinstance(value, dict):
        return {name: one if name in {"type", "id", "url"} else in_markup(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_markup(one) for one in value]
    if not isinstance(value, str):
        return value
    return "".join(part if part.startswith("<") else LETTER.sub("x", part) for part in TAG.split(value))


def test_every_public_page_speaks_only_through_gettext(client, records_of_x, pseudo_language):
    waiting = [
        f"/{LANG}/",
        f"/{LANG}/gibt-es-nicht/",
        f"/{LANG}/kalender/?q=øø&von=9-9&bis=1900-01-01",
        f"/{LANG}/kalender/monat/9999-99/",
        f"/{LANG}/suche/?q=øøø",
        f"/{LANG}/barrierefreiheit/danke/",
        f"/{LANG}/vereine/bestaetigen/danke/",
    ]
    seen, names, links, wrong = set(), set(), defaultdict(count), {}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = client.get(address)
        if response.status_code == 200:
            names.add(response.resolver_match.view_name)
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = Page.parse(response.content.decode())
        texts = [text for text in page.texts() if not EVERYWHERE.fullmatch(text)]
        assert any("⟦" in text for text in texts), address
        for text in bypassed(texts):
            wrong.setdefault(text, address)
        for link in page.all("a"):
            target = (link.get("href") or "").split("#")[0]
            path = urlsplit(target).path
            if not target.startswith(f"/{LANG}/") or target in seen or target in waiting:
                continue
            if "xxx" in path:  # an address inside a text is crossed out with it
                continue
            kind = resolve(path).view_name
            if next(links[kind]) >= MOST_OF_A_KIND:
                continue
            if urlsplit(target).query.count("=") > 1 or "stadtteil=" in target:
                continue
            waiting.append(target)
    assert not wrong, "\n".join(f"{text!r} {where}" for text, where in wrong.items())
    in_a_language = {
        name for name, (address, status, *_) in ROUTES.items() if address.startswith("/de/") and status == 200
    }
    assert names >= in_a_language, "pages the crawl did not reach"
    assert len(seen) > 25


@pytest.mark.parametrize("state", ["draft", "cancelled", "postponed", "none", "month"])
def test_special_events_speak_only_through_gettext(client, records_of_x, pseudo_language, state):
    from miteinander.programme.events.models import Event

    wanted = {"dates__precision": state} if state in {"none", "month"} else {"state": state}
    event = Event.objects.filter(**wanted).first()
    page = Page.parse(client.get(f"/{LANG}/termine/{event.slug}/").content.decode())
    wrong = bypassed(text for text in page.texts() if not EVERYWHERE.fullmatch(text))
    assert not wrong, "\n".join(wrong)


FAKE = """{% load i18n %}<!DOCTYPE html><html lang="fr"><head><title>{% translate "Kalender" %}</title></head><body>
<p>{% translate "Kalender" %} 12 {{ name }}</p><p>Vergessen</p><img alt="Bild" src="x">
<button aria-label="{% translate "Kalender" %}: zu">x</button><script>let a;</script><b lang="tr">Türkçe</b></body></html>"""


def test_the_crawl_can_fail(pseudo_language):
    from django.utils.translation import override

    with override(LANG):
        html = engines["django"].from_string(FAKE).render({"name": "Xx xxx"})
    page = Page.parse(html)
    assert bypassed(page.texts()) == ["Vergessen", "Bild", "⟦øøøøøøøø⟧: zu"]


def test_pseudo_text_keeps_placeholders_and_tags():
    assert pseudo("Seite %(number)s von %(count)d: <b>{name}</b> 100 %%") == (
        "⟦øøøøø %(number)s øøø %(count)d: <b>{name}</b> 100 %%⟧"
    )
