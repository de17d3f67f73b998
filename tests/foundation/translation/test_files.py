"""Texts out as XLIFF and PO and in again."""

from io import BytesIO
from xml.etree import ElementTree as ET

import polib
import pytest

from miteinander.civic.places.models import Venue
from miteinander.foundation.audit.actions import delete_record, save_record
from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.text import Translated
from miteinander.foundation.translation.files.entries import Unreadable
from miteinander.foundation.translation.files.po import read_po
from miteinander.foundation.translation.files.xliff import V2, read_xliff
from miteinander.foundation.translation.models import CheckedImport
from tests.support import factories as make
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db

OVERVIEW = "/buero/uebersetzen/"
IMPORT = f"{OVERVIEW}einlesen/"


@pytest.fixture
def venue(db):
    return make.make_venue(
        name={"de": "Bürgerhaus <1> & mehr", "tr": "Halk Evi"}, stop="Markt", parking="Hof"
    )


@pytest.fixture
def desk(client, translator):
    client.force_login(translator)
    return client


def exported(desk, suffix, **query):
    response = desk.get(f"{OVERVIEW}texte.{suffix}", {"sprache": "tr", "bereich": "places-venue"} | query)
    assert response.status_code == 200 and "attachment" in response.headers["Content-Disposition"]
    return response.content


def filled(content, suffix, texts, sources=None):
    """The file as a translator gives it back: texts by key, and German as it was for some."""
    if suffix == "po":
        catalogue = polib.pofile(content.decode())
        for entry in catalogue:
            key = entry.msgctxt.partition("/")[2]
            entry.msgstr = texts.get(key, entry.msgstr)
            entry.msgid = (sources or {}).get(key, entry.msgid)
            entry.flags = []
        return str(catalogue).encode()
    root = ET.fromstring(content)
    for unit in root.iter(f"{{{V2}}}unit"):
        segment = unit.find(f"{{{V2}}}segment")
        key = unit.get("id")
        if key in texts:
            target = segment.find(f"{{{V2}}}target")
            (target if target is not None else ET.SubElement(segment, f"{{{V2}}}target")).text = texts[key]
        if key in (sources or {}):
            segment.find(f"{{{V2}}}source").text = sources[key]
    return ET.tostring(root)


def upload(desk, content, name):
    file = BytesIO(content)
    file.name = name
    return desk.post(IMPORT, {"file": file})


def apply(desk, **data):
    return desk.post(f"{IMPORT}uebernehmen/", {"import": CheckedImport.objects.get().pk} | data, follow=True)


both = pytest.mark.parametrize("suffix", ["xlf", "po"])


@both
def test_out_and_in_again_changes_nothing(desk, venue, suffix):
    html = upload(desk, exported(desk, suffix), f"a.{suffix}").content.decode()
    assert "Diese Datei ändert nichts." in html and "1: unverändert" in html
    assert not CheckedImport.objects.exists()


@both
def test_a_translated_file_is_shown_first_and_then_taken_over(desk, venue, suffix):
    content = filled(exported(desk, suffix), suffix, {"stop": "Pazar", "parking": "Avlu"})
    html = upload(desk, content, f"a.{suffix}").content.decode()
    assert "2: neu" in html and "Pazar" in html
    assert "tr" not in Venue.objects.get(pk=venue.pk).stop
    assert "2 Texte sind gespeichert." in apply(desk).content.decode()
    stored = Venue.objects.get(pk=venue.pk)
    assert (stored.stop["tr"], stored.stop.state("tr"), stored.parking["tr"]) == ("Pazar", "draft", "Avlu")
    assert not CheckedImport.objects.exists()


@both
def test_german_that_changed_meanwhile_comes_in_as_outdated(desk, venue, suffix):
    content = filled(exported(desk, suffix), suffix, {"stop": "Pazar"})
    save_record(record=venue, values={"stop": Translated.of("Neuer Markt")})
    assert (
        "1: der deutsche Text wurde inzwischen geändert"
        in upload(desk, content, f"a.{suffix}").content.decode()
    )
    apply(desk)
    stored = Venue.objects.get(pk=venue.pk).stop
    assert (stored.base, stored["tr"], stored.state("tr")) == ("Neuer Markt", "Pazar", "outdated")


@both
def test_a_good_text_is_replaced_only_when_asked(desk, venue, suffix):
    content = filled(exported(desk, suffix), suffix, {"name": "Dosyadan", "stop": "Pazar"})
    upload(desk, content, f"a.{suffix}")
    apply(desk)
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Halk Evi"
    assert Venue.objects.get(pk=venue.pk).stop["tr"] == "Pazar"
    upload(desk, content, f"a.{suffix}")
    apply(desk, replace="on")
    assert Venue.objects.get(pk=venue.pk).name["tr"] == "Dosyadan"


@both
def test_faults_unknown_ids_and_foreign_rooms_are_left_out(desk, translator, suffix):
    kind = make.make_format(name="Frühstück", title_pattern=Translated.of("Frühstück in {district}"))
    body = make.make_body(name="Gremium")
    venue = make.make_venue(name="Ort", stop="Markt")
    gone = make.make_venue(name="Weg")
    translator.is_superuser = True
    translator.save()
    content = exported(desk, suffix, bereich="")
    translator.is_superuser = False
    translator.save()
    delete_record(record=gone)
    texts = {"name": "X", "title_pattern": "Kahvaltı", "stop": "Pazar", "about": "X"}
    html = upload(desk, filled(content, suffix, texts), f"a.{suffix}").content.decode()
    assert "gibt es hier nicht (mehr)" in html and "gehört nicht zu Ihren Sprachen oder Bereichen" in html
    apply(desk, replace="on")
    for record in (kind, body, venue):
        record.refresh_from_db()
    assert "tr" not in kind.title_pattern and "tr" not in body.name
    assert venue.stop["tr"] == "Pazar"


def test_placeholders_are_checked_before_anything_is_taken_over(client, office):
    client.force_login(office)
    make.make_format(name="Frühstück", title_pattern=Translated.of("Frühstück in {district}"))
    content = exported(client, "po", bereich="events-format", q="Frühstück")
    html = upload(
        client, filled(content, "po", {"title_pattern": "Kahvaltı {semt}"}), "a.po"
    ).content.decode()
    assert "Diese Platzhalter fehlen: {district}." in html


def test_a_program_that_says_final_makes_the_text_checked(desk, venue):
    content = filled(exported(desk, "xlf"), "xlf", {"stop": "Pazar"}).replace(
        b'state="initial"', b'state="final"'
    )
    upload(desk, content, "a.xlf")
    apply(desk)
    assert Venue.objects.get(pk=venue.pk).stop.state("tr") == "checked"


def test_fuzzy_texts_of_a_po_file_stay_out(desk, venue):
    catalogue = polib.pofile(filled(exported(desk, "po"), "po", {"stop": "Pazar"}).decode())
    for entry in catalogue:
        entry.flags = ["fuzzy"]
    assert "In der Datei steht kein Text." in upload(desk, str(catalogue).encode(), "a.po").content.decode()


def test_only_what_waits_is_exported_with_the_filter(desk, venue):
    catalogue = polib.pofile(exported(desk, "po", stand="open").decode())
    assert {entry.msgctxt.partition("/")[2] for entry in catalogue} == {"stop", "parking"}


@pytest.mark.parametrize("query", [{}, {"sprache": "ru"}])
def test_a_file_is_for_one_of_the_own_languages(desk, venue, query):
    assert desk.get(f"{OVERVIEW}texte.po", query).headers["Location"] == OVERVIEW


def test_a_file_for_another_language_writes_nothing(desk, venue):
    content = exported(desk, "xlf").replace(b'trgLang="tr"', b'trgLang="ru"')
    assert (
        "gehört nicht zu Ihren Sprachen"
        in upload(desk, filled(content, "xlf", {"stop": "Рынок"}), "a.xlf").content.decode()
    )


def test_nobody_takes_over_the_file_of_somebody_else(client, translator, venue):
    client.force_login(translator)
    upload(client, filled(exported(client, "po"), "po", {"stop": "Pazar"}), "a.po")
    client.force_login(make_account("translator", email="other@example.org", languages=["tr"]))
    assert "nicht mehr da" in apply(client).content.decode()
    assert "tr" not in Venue.objects.get(pk=venue.pk).stop


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 40, "0"])
def test_hostile_numbers_of_imports(desk, number):
    assert desk.post(f"{IMPORT}uebernehmen/", {"import": number}).headers["Location"] == IMPORT


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><xliff>&c;</xliff>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>'


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00" * 50, b"<a", BOMB, OUTSIDE, b"<html/>", b"<a>" * 100 + b"</a>" * 100, b"PK\x03\x04",
        b'<?xml version="1.0" encoding="gibtsnicht"?><a/>', "<xliff>ä".encode("utf-16"),
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file target-language="tr"/><file target-language="ru"/></xliff>',
    ],
)  # fmt: skip
def test_hostile_xliff_is_refused_with_a_sentence(desk, content):
    with pytest.raises(Unreadable):
        file = read_xliff(content)
        assert file.entries, "an empty file"
    response = upload(desk, content or b" ", "a.xlf")
    assert response.status_code == 422
    assert "error-message" in response.content.decode() or "Datei" in response.content.decode()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"msgid", b'msgid "a"\nmsgstr "b', b"/etc/passwd", b'msgstr "x"\nmsgid']
)
def test_hostile_po_is_refused_or_empty(content):
    try:
        assert read_po(content).entries == []
    except Unreadable:
        pass


def test_a_po_file_is_never_taken_for_the_name_of_a_file(tmp_path):
    secret = tmp_path / "secret.po"
    secret.write_text('msgctxt "places-venue-1/name"\nmsgid "geheim"\nmsgstr "geheim"\n')
    try:
        assert read_po(str(secret).encode()).entries == []
    except Unreadable:
        pass


def test_old_xliff_is_read_too():
    content = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="places-venue-7"
    source-language="de" target-language="tr" datatype="plaintext"><body><trans-unit id="name" approved="yes">
    <source>Haus <g id="1">am</g> See</source><target>Ev</target></trans-unit></body></file></xliff>"""
    file = read_xliff(content.encode())
    (entry,) = file.entries
    assert (file.language, entry.kind, entry.record, entry.key) == ("tr", "places-venue", 7, "name")
    assert (entry.german, entry.text, entry.is_checked) == ("Haus am See", "Ev", True)


@pytest.mark.parametrize("name", ["a.exe", "a.xlf.html", "a", "a.docx"])
def test_other_kinds_of_files_are_refused(desk, name):
    assert upload(desk, b"x", name).status_code == 422


def test_checked_and_machine_texts_say_so_in_the_file(desk):
    make.make_venue(
        name=Translated.of({"de": "Haus", "tr": "Ev"}, Origin.CHECKED),
        stop=Translated.of({"de": "Markt", "tr": "Pazar"}, Origin.MACHINE),
    )
    catalogue = {entry.msgid: entry for entry in polib.pofile(exported(desk, "po").decode())}
    assert catalogue["Markt"].fuzzy and not catalogue["Haus"].fuzzy
