"""The import as a whole: everything or nothing, once and again."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from miteinander.foundation.exchange import RecordError, fields, kinds
from miteinander.foundation.exchange.difference import FieldChange, Outcome
from miteinander.surfaces.programme_files.actions import import_programme
from miteinander.surfaces.programme_files.coming import COMING
from miteinander.surfaces.programme_files.command import run_import

pytestmark = pytest.mark.django_db

FILE = """\
programme: 1
events:
  - slug: fruehstueck
    title: Offenes Frühstück
    venue: forum
venues:
  - slug: forum
    name: Forum
"""


@pytest.fixture
def venues(shelf):
    return shelf("venues", {"name": fields.Text(required=True)})


@pytest.fixture
def events(venues, shelf):
    return shelf("events", {"title": fields.Translated(required=True), "venue": fields.Reference("venues")})


@pytest.fixture
def write(tmp_path):
    def write(text, name="leverkusen.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def said(report):
    return [str(problem) for problem in report.problems]


def test_import_creates_records_and_resolves_references(venues, events, write):
    report = import_programme(source=write(FILE), actor="office")
    assert report.ok
    assert events.records["fruehstueck"].values["venue"] is venues.records["forum"]
    assert events.saves == [("fruehstueck", "office")]
    assert [(change.kind, change.slug, change.outcome) for change in report.changes] == [
        ("venues", "forum", Outcome.CREATED), ("events", "fruehstueck", Outcome.CREATED),
    ]  # fmt: skip


def test_second_import_writes_nothing(venues, events, write):
    import_programme(source=write(FILE))
    report = import_programme(source=write(FILE))
    assert report.nothing_new
    assert {change.outcome for change in report.changes} == {Outcome.UNCHANGED}
    assert (len(venues.saves), len(events.saves)) == (1, 1)
    assert "Alles ist schon auf diesem Stand." in report.text()


def test_changed_field_is_named_with_old_and_new(venues, events, write):
    import_programme(source=write(FILE))
    report = import_programme(source=write(FILE.replace("name: Forum", "name: Großes Forum")), dry_run=True)
    changed = [change for change in report.changes if change.outcome is Outcome.CHANGED]
    assert [(change.slug, change.fields) for change in changed] == [
        ("forum", (FieldChange("name", "Forum", "Großes Forum"),))
    ]
    assert "        name: Forum → Großes Forum\n" in report.text()


def test_field_left_out_stays_and_empty_field_is_emptied(venues, events, write):
    import_programme(source=write(FILE))
    import_programme(source=write("programme: 1\nevents:\n  - slug: fruehstueck\n    title: Frühstück\n"))
    assert events.records["fruehstueck"].values["venue"].slug == "forum"
    import_programme(
        source=write("programme: 1\nevents:\n  - {slug: fruehstueck, title: Frühstück, venue: }\n")
    )
    assert events.records["fruehstueck"].values["venue"] is None


def test_reference_to_a_stored_record_needs_no_file(venues, events, write):
    import_programme(source=write(FILE))
    report = import_programme(source=write("programme: 1\nevents:\n  - {slug: b, title: B, venue: forum}\n"))
    assert report.ok
    assert events.records["b"].values["venue"] is venues.records["forum"]


def test_references_cross_files(venues, events, write):
    first = write("programme: 1\nevents:\n  - {slug: b, title: B, venue: halle}\n", "termine.yaml")
    second = write("programme: 1\nvenues:\n  - {slug: halle, name: Halle}\n", "orte.yaml")
    assert import_programme(source=[first, second]).ok
    assert events.records["b"].values["venue"].slug == "halle"


def test_mapping_made_by_code_is_imported_like_a_file(venues, events):
    content = {
        "venues": [{"slug": "halle", "name": "Halle"}],
        "events": [{"slug": "b", "title": {"de": "B"}}],
    }
    assert import_programme(source=content).ok
    assert venues.records["halle"].values == {"name": "Halle"}
    assert import_programme(source=content).nothing_new


def test_error_in_a_mapping_names_the_slug(venues, events):
    report = import_programme(source={"venues": [{"slug": "halle", "name": ["x"]}]})
    assert said(report) == [
        "Angaben ohne Datei, venues halle → name: Hier darf nur ein einzelner Wert stehen, keine Liste."
    ]


def test_all_errors_are_reported_and_nothing_is_imported(venues, events, write):
    text = """\
programme: 1
venues:
  - slug: forum
    name: Forum
  - slug: Halle
    name: [x]
event:
  - slug: a
events:
  - slug: a
    titel: A
    venue: forun
"""
    report = import_programme(source=write(text))
    assert said(report) == [
        "leverkusen.yaml, Zeile 5, venues → slug: „Halle“ ist kein Schlüssel. "
        "Erlaubt sind a bis z (klein), Ziffern und Bindestriche.",
        "leverkusen.yaml, Zeile 6, venues → name: Hier darf nur ein einzelner Wert stehen, keine Liste.",
        "leverkusen.yaml, Zeile 7, event: Die Art „event“ gibt es nicht. Erlaubt: venues, events. "
        "Meinten Sie „events“?",
        "leverkusen.yaml, Zeile 10, events → title: Das Feld „title“ fehlt. "
        "Ergänzen Sie es in diesem Eintrag.",
        "leverkusen.yaml, Zeile 11, events → titel: Das Feld „titel“ gibt es nicht. "
        "Erlaubt: slug, title, venue. Meinten Sie „title“?",
        "leverkusen.yaml, Zeile 12, events → venue: „forun“ gibt es in venues nicht. Erlaubt: forum. "
        "Meinten Sie „forum“?",
    ]
    assert report.text().endswith(
        "\n6 Fehler. Nichts wurde übernommen. Beheben Sie sie und importieren Sie noch einmal.\n"
    )
    assert events.saves == []


def test_errors_of_several_files_come_in_the_order_of_the_files(venues, write):
    first = write("programme: 1\nx: []\n", "b.yaml")
    second = write("programme: 1\n\n\ny: []\nz: []\n", "a.yaml")
    report = import_programme(source=[first, second])
    assert [(problem.document, problem.line) for problem in report.problems] == [
        ("b.yaml", 2), ("a.yaml", 4), ("a.yaml", 5),
    ]  # fmt: skip


def test_files_of_the_same_name_are_told_apart(venues, write, tmp_path):
    (tmp_path / "alt").mkdir()
    first, second = write("programme: 1\nx: []\n", "a.yaml"), write("programme: 1\nx: []\n", "alt/a.yaml")
    report = import_programme(source=[first, second])
    assert [problem.document for problem in report.problems] == [str(first), str(second)]


def test_unreadable_file_hides_no_errors_of_the_others(venues, write, tmp_path):
    report = import_programme(source=[write("programme: 1\nx: []\n"), tmp_path / "fehlt.yaml"])
    assert len(report.problems) == 2


def test_records_a_room_refuses_are_errors_with_their_lines(venues, shelf, write):
    def refuse(*, slug, **_rest):
        raise {
            "a": ValidationError({"title": ["Der Titel ist vergeben."]}),
            "b": RecordError({"": ["Nennen Sie das Vorhaben."]}),
            "c": IntegrityError("UNIQUE failed"),
            "d": ValidationError("So nicht."),
        }[slug]

    shelf("events", {"title": fields.Text(), "parent": fields.Reference("events")}, save=refuse)
    text = "programme: 1\nevents:\n" + "".join(f"  - slug: {slug}\n    title: T\n" for slug in "abcd")
    report = import_programme(source=write(text + "  - {slug: e, parent: a}\n"))
    assert said(report) == [
        "leverkusen.yaml, Zeile 4, events → title: Der Titel ist vergeben.",
        "leverkusen.yaml, Zeile 5, events: Nennen Sie das Vorhaben.",
        "leverkusen.yaml, Zeile 7, events: Die Datenbank nimmt diesen Eintrag nicht an: UNIQUE failed.",
        "leverkusen.yaml, Zeile 9, events: So nicht.",
    ]


def test_unexpected_exception_is_not_swallowed(venues, shelf, write):
    def fail(**_rest):
        raise RuntimeError("bug")

    shelf("events", {}, save=fail)
    with pytest.raises(RuntimeError, match="bug"):
        import_programme(source=write("programme: 1\nevents:\n  - slug: a\n"))


def test_single_kind_is_one_mapping(shelf, write):
    identity = shelf("identity", {"name": fields.Text(required=True)}, single=True)
    path = write("programme: 1\nidentity:\n  name: Integrationsrat\n")
    assert import_programme(source=path).ok
    assert identity.records[""].values == {"name": "Integrationsrat"}
    assert import_programme(source=path).nothing_new
    wrong = import_programme(source=write("programme: 1\nidentity:\n  - name: x\n"))
    assert said(wrong)[0].startswith("leverkusen.yaml, Zeile 3, identity: Hier stehen einzelne Felder")


def test_coming_kinds_are_checked_and_kept(shelf, write):
    shelf("venues", {})
    for kind in COMING:
        kinds.register(kind)
    text = """\
programme: 1
purposes:
  - {slug: honorare, name: Honorare}
  - {slug: druck, name: Druck}
budget_requests:
  - {slug: mehrbedarf, year: 2012, amount: "5000.00", purposes: [honorare, druck], reason: Mehr Termine}
"""
    report = import_programme(source=write(text))
    assert report.ok
    assert "purposes: 2 in der Datei behalten, noch nicht übernommen" in report.text()
    assert report.counts("budget_requests") == {Outcome.KEPT: 1}
    wrong = import_programme(source=write(text.replace("2012", "zwölf").replace("[honorare", "[honorar")))
    assert [(problem.line, problem.path[-1]) for problem in wrong.problems] == [(6, "year"), (6, "purposes")]


def test_progress_is_told_after_each_record(venues, events, write):
    told = []
    import_programme(source=write(FILE), progress=lambda *step: told.append(step))
    assert told == [(1, 2, "venues"), (2, 2, "events")]


def test_command_returns_zero_one_or_two(venues, events, write, capsys):
    assert run_import([str(write(FILE)), "--dry-run"]) == 0
    assert "Probelauf für leverkusen.yaml:" in capsys.readouterr().out
    assert run_import([str(write("programme: 1\nx: []\n", "b.yaml"))]) == 1
    assert "b.yaml, Zeile 2, x: Die Art „x“ gibt es nicht." in capsys.readouterr().err
    assert run_import([]) == 2
    assert run_import(["--rueckwaerts", "a.yaml"]) == 2
    assert "Nennen Sie mindestens eine Datei." in capsys.readouterr().err
    assert run_import(["--help"]) == 0


def test_command_leaves_the_language_alone(venues, write):
    with translation.override("ar"):
        run_import([str(write("programme: 1\n"))])
        assert translation.get_language() == "ar"
