"""`miteinander print`: what is typed becomes a file, and what cannot be says how it is meant."""

import hashlib

import pytest

from miteinander.foundation.typesetting.command import run_print, understood
from miteinander.foundation.typesetting.documents import CannotPrint, Option
from miteinander.foundation.typesetting.formats import OPEN_GRAPH
from tests.support import pdfs
from tests.support.factories import make_event
from tests.support.trial_documents import trial_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(title="Fest im Park", slug="fest-im-park", dates=["2035-06-06 15:00"])


def run(capfd, *arguments):
    code = run_print(list(arguments))
    shown = capfd.readouterr()
    return code, shown.out, shown.err


def test_a_document_by_slug_in_two_languages(event, tmp_path, capfd):
    target = tmp_path / "plakat.pdf"
    code, out, err = run(capfd, "events.poster", "fest-im-park", "--lang", "de,tr", "-o", str(target))
    assert (code, err) == (0, "") and f"Geschrieben: {target}" in out
    content = target.read_bytes()
    assert "Fest im Park" in pdfs.text_of(content) and pdfs.boxes(content)["TrimBox"] == (297, 420)
    assert not event.prints.exists(), "only what is asked to be kept is kept"


def test_by_number_for_the_print_shop_with_marks(event, tmp_path, capfd):
    target = tmp_path / "plakat.pdf"
    more = ("--format=a2", "--press", "--marks", "4,5", f"-o={target}")
    assert run(capfd, "events.poster", str(event.pk), *more)[0] == 0
    found = pdfs.boxes(target.read_bytes())
    assert found["TrimBox"] == (420, 594) and found["BleedBox"] == (426, 600)
    assert found["MediaBox"][0] > 426


def test_the_file_is_named_after_what_it_is(event, tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(capfd, "events.poster", "fest-im-park", "--lang", "ar")[0] == 0
    assert [one.name for one in tmp_path.iterdir()] == ["events-poster-ar-a3.pdf"]


def test_the_kit_and_what_it_lacks(event, tmp_path, capfd):
    def read(wish):
        raise CannotPrint("Es gibt noch keine Anmeldung.")

    target = tmp_path / "mappe.pdf"
    with trial_document(kit=lambda pk: True, read=read):
        code, _out, err = run(capfd, "kit", "fest-im-park", "--keep", "-o", str(target))
    assert code == 0 and "Fehlt in der Mappe: Probezettel: Es gibt noch keine Anmeldung." in err
    assert "Papiermappe" in pdfs.text_of(target.read_bytes(), 0)
    kept = event.prints.get()
    assert kept.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert not kept.file  # the kit has sheets with names; they are noted, not kept


def test_findings_are_told(event, tmp_path, capfd):
    with trial_document(text="𓀀"):
        code, _out, err = run(capfd, "events.trial", "fest-im-park", "-o", str(tmp_path / "a.pdf"))
    assert code == 0 and err.startswith("Fehler: Für diese Zeichen haben wir keine Schrift")


def test_a_picture_and_the_output_itself(event, capfdbinary):
    with trial_document(formats=(OPEN_GRAPH,)):
        assert run_print(["events.trial", "fest-im-park", "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"\x89PNG")


def test_the_list_shows_formats_and_options(capfd):
    option = Option("arrow", "Pfeil", lambda pk: [("left", "links")])
    with trial_document(options=(option,)):
        code, out, _err = run(capfd, "--list")
    assert code == 0 and "events.poster" in out and "a3, a2" in out and "_sheetAn" not in out
    assert "--option arrow=…  Pfeil" in out and "kit " in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("events.nothing", "fest-im-park"), "Das Dokument „events.nothing“ gibt es nicht. Es gibt: events."),
        (("events.poster", "fest-im-wald"), "Den Eintrag „fest-im-wald“ gibt es nicht."),
        (("events.poster", "9" * 40), "gibt es nicht"),
        (("kit", "fest-im-wald"), "Den Eintrag „fest-im-wald“ gibt es nicht."),
        (("events.poster", "fest-im-park", "--lang", "de,xx"), "Die Sprache „xx“ gibt es hier nicht. Es gibt: de,"),
        (("events.poster", "fest-im-park", "--lang", "de,tr,ar,uk"), "höchstens 3 Sprachen"),
        (("events.poster", "fest-im-park", "--format", "a9"), "nicht im Format „a9“. Es gibt: a3, a2."),
        (("events.poster", "fest-im-park", "--option", "arrow=up"), "kennt die Wahl „arrow“ nicht"),
        (("events.poster", "fest-im-park", "-o", "/nowhere/at/all.pdf"), "lässt sich nicht schreiben"),
        (("kit", "fest-im-park", "--press"), "wird im Büro gedruckt"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_named_with_what_does(event, capfd, arguments, sentence):
    code, out, err = run(capfd, *arguments)
    assert code == 1 and out == "" and sentence in err and "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "genau ein Dokument und einen Eintrag"),
        (("events.poster",), "genau ein Dokument und einen Eintrag"),
        (("a", "b", "c"), "genau ein Dokument und einen Eintrag"),
        (("a", "b", "--lang"), "Nach „--lang“ fehlt die Angabe."),
        (("a", "b", "--colour", "red"), "kennt die Angabe „--colour“ nicht"),
        (("a", "b", "--press", "--marks", "20"), "eine Zahl von 0 bis 10"),
        (("a", "b", "--marks", "3"), "bitte „--press“ dazuschreiben"),
        (("a", "b", "--copies", "0"), "eine Zahl von 1 bis 5000"),
        (("a", "b", "--option", "arrow"), "NAME=WERT"),
    ],
)
def test_what_is_not_understood_shows_how_it_is_meant(capfd, arguments, sentence):
    code, out, err = run(capfd, *arguments)
    assert code == 2 and out == "" and sentence in err and "Aufruf: miteinander print" in err


def test_languages_stand_once_in_order():
    assert understood(["a", "b", "--lang", "tr,de,,tr"]).languages == ("tr", "de")
