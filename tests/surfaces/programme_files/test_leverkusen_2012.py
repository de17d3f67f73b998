"""The real example: everything the council's concept of 2012 names, and nothing it does not."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from miteinander.civic.concept.models import Activity, Concept, CrossCuttingTask, FieldOfAction, Goal
from miteinander.civic.council.models import Body, Membership
from miteinander.civic.people.models import Organisation, Person
from miteinander.civic.places.models import Borough, District, Venue
from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.exchange.difference import Outcome
from miteinander.foundation.interface.models import Identity
from miteinander.programme.events.models import Event, EventDate
from miteinander.surfaces.programme_files import command
from miteinander.surfaces.programme_files.actions import import_programme

EXAMPLE = Path(__file__).parents[3] / "examples" / "leverkusen-2012.yaml"
pytestmark = pytest.mark.django_db

# What the concept of 2012 names, by the words of its German titles.
EVENTS = {
    "Vielfalt: erste Ausgabe 2012": "newspaper-launch",
    "Vielfalt: zweite Ausgabe 2012": "newspaper-launch",
    "Der Integrationsrat auf Tour": "tour-stop",
    "Das offene interkulturelle Frühstück": "open-breakfast",
    "Interkulturelle Bürgersprechstunde": "consultation-hour",
    "Station des Integrationsrates in der Leverkusener Kunstnacht": "art-night",
    "Kunstbasar des Integrationsrates": "art-bazaar",
    "Diskussionsabend zur „Arabischen Revolution“": "discussion-evening",
    "Informationsveranstaltungen in den Migrantenvereinen": "association-visit",
    "Hauptausschusssitzung des Landesintegrationsrates in Leverkusen": "assembly",
    "Interkulturelle Woche: Aktionen und Veranstaltungen zum Hauptausschuss": "intercultural-week",
    "Neujahrsempfang": "reception",
    "Integratives Stadtteilfest Rheindorf": "festival",
    "Leverkusener Europafest": "festival",
    "Familienfest International": "festival",
    "Leverkusener Integrationsturnier": "tournament",
}
PURPOSES = [
    "Erstellung der Zeitung",
    "Flyer",
    "Plakate",
    "Referenten",
    "Präsentationsstand",
    "Beschallung",
    "Musikalische Beiträge",
    "Sonstige Darbietungen",
    "Präsentation der Leverkusener Integrationsarbeit bei der Hauptausschusssitzung des Landesintegrationsrates",
]
DISTRICTS = {
    "Wiesdorf", "Manfort", "Rheindorf", "Hitdorf", "Opladen", "Küppersteg", "Bürrig", "Quettingen",
    "Bergisch Neukirchen", "Schlebusch", "Steinbüchel", "Lützenkirchen", "Alkenrath",
}  # fmt: skip


@pytest.fixture
def report(db):
    report = import_programme(source=EXAMPLE)
    assert [str(problem) for problem in report.problems] == []
    return report


def test_every_event_the_concept_names_is_there_with_its_format(report):
    found = {str(event.shown_title): event.format.slug for event in Event.objects.select_related("format")}
    assert found == EVENTS


def test_only_the_one_day_the_concept_names_is_a_date(report):
    (dated,) = EventDate.objects.exclude(precision="none")
    assert (dated.event.slug, dated.precision, dated.as_partial().first_day) == (
        "hauptausschuss",
        "day",
        date(2012, 9, 29),
    )
    assert EventDate.objects.filter(precision="none").count() == len(EVENTS) - 1


def test_events_without_day_stand_in_lists_and_not_in_ical(report, client):
    html = client.get("/de/kalender/").content.decode()
    assert "15 Termine" in html
    assert "Termin folgt" in html
    assert "Leverkusener Europafest" in html
    stream = client.get("/kalender.ics?von=2012-01-01&bis=2012-12-31").content
    assert stream.count(b"BEGIN:VEVENT") == 1
    assert b"DTSTART;VALUE=DATE:20120929" in stream


def test_two_cross_cutting_tasks_have_a_name_and_five_are_left_open(report, client):
    concept = Concept.objects.get(is_current=True)
    assert (str(concept.title), concept.resolved) == ("Leverkusen – Stadt der Integration", "2009")
    tasks = list(concept.tasks.order_by("number"))
    assert [str(task.name) for task in tasks] == [
        "Öffentlichkeitsarbeit",
        "Sicherung der Finanzierung",
        *[""] * 5,
    ]
    assert len({task.colour for task in tasks}) == 7
    assert str(tasks[4]) == "Querschnittsaufgabe 5 (noch nicht benannt)"
    assert client.get("/de/konzept/").content.decode().count("Noch nicht benannt") >= 5


def test_later_concept_has_eight_fields_of_action_and_no_tasks(report):
    later = Concept.objects.get(is_current=False)
    assert later.resolved == "2017-12"
    assert [row.number for row in FieldOfAction.objects.filter(concept=later)] == list(range(1, 9))
    assert not CrossCuttingTask.objects.filter(concept=later).exists()


def test_goals_of_the_concept(report):
    goals = " ".join(str(goal.name) for goal in Goal.objects.all())
    for word in ("Bedeutung", "bekannter", "Kontakte", "Elternmitwirkung", "ehrenamtlich", "mitgestalten"):
        assert word in goals
    assert not Activity.objects.filter(goals__isnull=True).exists()


def test_activities_hang_on_their_tasks(report):
    assert Activity.objects.exclude(main_task__slug="oeffentlichkeitsarbeit").count() == 0
    financed = set(Activity.objects.filter(tasks__slug="finanzierung").values_list("slug", flat=True))
    assert financed == {"vielfalt", "landesintegrationsrat"}


def test_boroughs_and_districts(report):
    assert Borough.objects.count() == 3
    assert set(District.objects.values_list("name", flat=True)) == DISTRICTS
    assert District.objects.on_map().count() == 13
    for spelling in ("Küppersteg", "Kueppersteg", "kuppersteg"):
        assert District.objects.named_like(spelling).get().slug == "kueppersteg"


def test_nothing_is_invented(report):
    """No signature, no names of people, no venues, no times, no prices."""
    assert not Person.objects.exists()
    assert not Membership.objects.exists()
    assert not Venue.objects.exists()
    assert not Organisation.objects.exists()
    assert not Event.objects.filter(price__isnull=False).exists()
    assert not EventDate.objects.filter(precision="time").exists()
    identity = Identity.objects.get()
    assert (identity.telephone, identity.email, identity.street, identity.responsible) == ("", "", "", {})
    assert "Vorsitzend" not in EXAMPLE.read_text(encoding="utf-8")
    assert "Unterschrift" not in EXAMPLE.read_text(encoding="utf-8")
    assert Body.objects.count() == 1


def test_every_text_is_there_in_leichte_sprache(report):
    for model, names in ((Event, ("title", "summary")), (Activity, ("title", "summary")), (Goal, ("name",))):
        for record in model.objects.all():
            for name in names:
                assert getattr(record, name).get("de-simple"), record


def test_purposes_and_money_are_kept_for_later_and_said_so(report):
    for kind, count in (("purposes", 9), ("budget_requests", 1)):
        assert report.counts(kind) == {Outcome.KEPT: count}
        assert f"{kind}: {count} in der Datei behalten, noch nicht übernommen" in report.text()
    programme = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    assert [purpose["name"]["de"] for purpose in programme["purposes"]] == PURPOSES
    (request,) = programme["budget_requests"]
    assert (request["year"], request["amount"]) == (2012, "5000.00")
    assert sorted(request["purposes"]) == sorted(purpose["slug"] for purpose in programme["purposes"])


@pytest.mark.data_layer
def test_second_import_changes_nothing(report):
    before = AuditEntry.objects.count()
    again = import_programme(source=EXAMPLE)
    assert again.nothing_new
    assert not {change.outcome for change in again.changes} - {Outcome.UNCHANGED, Outcome.KEPT}
    assert AuditEntry.objects.count() == before
    assert set(Event.objects.values_list("sequence", flat=True)) == {0}


def test_dry_run_writes_nothing_and_shows_everything(db, capsys):
    before = AuditEntry.objects.count()
    assert command.run_import([str(EXAMPLE), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "    + arabische-revolution\n" in shown
    assert "Nichts wurde gespeichert." in shown
    assert (Event.objects.count(), District.objects.count(), AuditEntry.objects.count()) == (0, 0, before)


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("\npurposes:\n", "\npurpose:\n", "purpose"),
        ("\nevents:\n", "\nevnts:\n", "evnts"),
        ('amount: "5000.00"', 'amount: "viel"', "viel"),
        ('dates: ["2012-09-29"]', 'dates: ["2012-09-31"]', "2012-09-31"),
        ("main_task: oeffentlichkeitsarbeit", "main_task: offentlichkeit", "offentlichkeit"),
        ("format: art-bazaar", "formt: art-bazaar", "formt"),
        ("audiences: [associations]", "audiences: [vereine]", "vereine"),
    ],
    ids=lambda text: text.strip()[:25],
)
def test_misspelling_is_an_error_with_its_line_and_nothing_is_imported(tmp_path, capsys, right, wrong, words):
    text = EXAMPLE.read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "jahr.yaml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert command.run_import([str(path)]) == 1
    shown = capsys.readouterr().err
    line = text[: text.index(right)].count("\n") + 1 + right.startswith("\n")
    assert f"jahr.yaml:{line}" in shown.replace("Zeile ", "") or f"Zeile {line}" in shown
    assert words in shown
    assert "Nichts wurde übernommen." in shown
    assert (Event.objects.count(), District.objects.count()) == (0, 0)
