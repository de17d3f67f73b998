"""What the office says instead of Wagtail's words: every sentence exists there, differs, and keeps what it must."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.utils import translation
from django.utils.translation import gettext

from miteinander.foundation.languages.catalogues import WAGTAIL

THEIRS = Path(wagtail.__file__).parent
FOREIGN = re.compile(r"Moderation|Workflow|Schnipsel|-Objekt|\bmoderation\b|\bsnippets?\b", re.IGNORECASE)
GAP = re.compile(r"%\((\w+)\)[sd]|{(\w+)}")


def ours(code):
    return {entry.msgid: entry for entry in polib.pofile(str(WAGTAIL / code / "LC_MESSAGES/django.po"))}


@pytest.fixture(scope="module")
def theirs():
    found = {}
    for path in THEIRS.glob("**/locale/de/LC_MESSAGES/django.po"):
        found |= {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.msgctxt}
    return found


def texts(entry):
    return [entry.msgstr, *entry.msgstr_plural.values()] if entry.msgstr else [*entry.msgstr_plural.values()]


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_sentence_is_one_of_wagtails_and_says_something_else(theirs, code):
    unknown = ours(code).keys() - theirs.keys()
    assert not unknown
    for msgid, entry in ours(code).items():
        assert entry.msgid_plural == theirs[msgid].msgid_plural
        for text in texts(entry):
            assert text and not FOREIGN.search(text) and (code == "en" or "Reviewer" not in text), text
            assert text not in (msgid, *(texts(theirs[msgid]) if code == "de" else ())), text
            assert set(GAP.findall(text)) <= set(GAP.findall(msgid)), text


@pytest.mark.django_db
def test_the_office_speaks_them(client):
    with translation.override("de"):
        assert gettext("Submit for moderation") == "Zur Prüfung geben"
        assert gettext("%(time_period)s ago") % {"time_period": "2 Tage"} == "2 Tage her"
    with translation.override("en"):
        assert gettext("Submit for moderation") == "Submit for review"
    with translation.override("tr"):
        assert "Prüfung" not in gettext("Submit for moderation")
