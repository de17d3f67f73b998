"""What other rooms add to formats and events through the registries."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from miteinander.programme.events import companions, formats
from miteinander.programme.events.companions import Chip, Companion, PrimaryAction, Recipients, Section
from miteinander.programme.events.models import EventDate, Format
from miteinander.programme.events.presentation import event_cards
from tests.support.factories import make_event

pytestmark = pytest.mark.django_db


class Seats(Companion):
    """Stands for a room that counts seats."""

    def __init__(self):
        self.asked = []

    def chips(self, events):
        self.asked.append([event.pk for event in events])
        return {event.pk: [Chip("Noch Plätze frei", "state")] for event in events}

    def section(self, event):
        return Section("components/empty_state.html", {"text": "x"}, order=80)

    def primary_action(self, event):
        return PrimaryAction("Anmelden", f"/anmelden/{event.slug}/")

    def people_to_tell(self, event):
        return [Recipients("Angemeldete", 12)]


class Questions(Companion):
    """Stands for a second room; adds a section that comes earlier, and nothing else."""

    def section(self, event):
        return Section("components/empty_state.html", {"text": "y"}, order=10)


@pytest.fixture
def seats():
    companion, other = Seats(), Questions()
    companions.register(companion)
    companions.register(other)
    yield companion
    companions.unregister(companion)
    companions.unregister(other)


@pytest.mark.parametrize("count", [1, 3])
def test_chips_of_many_events_are_asked_for_once(seats, count):
    for _ in range(count):
        make_event(dates=["2099-12-06"])
    cards = event_cards(list(EventDate.objects.with_card_data()))
    assert len(seats.asked) == 1
    assert len(seats.asked[0]) == count
    assert [[chip.label for chip in card.chips] for card in cards] == [["Noch Plätze frei"]] * count


def test_chips_stand_on_the_cards_of_the_calendar(seats, client):
    make_event(dates=["2099-12-06"])
    assert "Noch Plätze frei" in client.get("/de/kalender/").content.decode()


def test_sections_stand_in_their_order_and_the_first_action_wins(seats):
    event = make_event()
    assert [section.context["text"] for section in companions.sections_of(event)] == ["y", "x"]
    assert companions.primary_action_of(event) == PrimaryAction("Anmelden", f"/anmelden/{event.slug}/")
    assert companions.people_to_tell(event) == [Recipients("Angemeldete", 12)]


def test_event_page_shows_section_and_action(seats, client):
    event = make_event(slug="lesung", dates=["2099-12-06"])
    html = client.get(f"/de/termine/{event.slug}/").content.decode()
    assert 'href="/anmelden/lesung/">Anmelden</a>' in html


def test_without_companions_an_event_has_nothing_of_them(monkeypatch):
    monkeypatch.setattr(companions, "_companions", [])
    event = make_event()
    assert companions.companions() == ()
    assert companions.counted_guests(event) is None
    assert companions.chips_of([event]) == {}
    assert companions.sections_of(event) == []
    assert companions.primary_action_of(event) is None
    assert companions.people_to_tell(event) == []


def test_companion_that_overrides_nothing_adds_nothing():
    event, plain = make_event(), Companion()
    assert plain.chips([event]) == {}
    assert (plain.section(event), plain.primary_action(event), plain.plan_panel(event)) == (None, None, None)
    assert (plain.copy(event, event), plain.on_moved(event), plain.on_cancelled(event)) == (None, None, None)
    assert list(plain.people_to_tell(event)) == []
    assert plain.counted_guests([event]) == {}


def test_format_with_a_behaviour_has_its_own_landing_page():
    with override("tr"):
        assert formats.landing_url("consultation-hour") == reverse("website:consultation")
        assert formats.landing_url("reading") == "/tr/kalender/?format=reading"


def test_two_rooms_cannot_claim_one_format():
    with pytest.raises(ValueError, match="consultation-hour has a behaviour already"):
        formats.register("consultation-hour", formats.Behaviour())


def test_shipped_formats_have_pictogram_duration_and_every_language():
    from miteinander.foundation.interface.pictograms import PICTOGRAMS
    from miteinander.foundation.languages.registry import site_codes

    shipped = {row.slug: row for row in Format.objects.all()}
    assert set(shipped) == {
        "newspaper-launch", "tour-stop", "open-breakfast", "consultation-hour", "art-night", "art-bazaar",
        "discussion-evening", "association-visit", "reading", "workshop", "concert", "assembly",
        "intercultural-week", "reception", "festival", "tournament", "council-meeting", "training", "other",
    }  # fmt: skip
    for row in shipped.values():
        assert row.pictogram in PICTOGRAMS
        assert row.usual_duration.total_seconds() >= 30 * 60
        assert set(row.name.languages()) == site_codes(), row.slug
