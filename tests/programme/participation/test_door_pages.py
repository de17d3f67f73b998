"""The pages of the door: the app's own files, and the office."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from miteinander.foundation.access.models import SignedLink
from miteinander.programme.participation import actions
from miteinander.programme.participation.door.texts import door_texts
from miteinander.programme.participation.enums import Scope
from miteinander.programme.participation.models import Door, DoorPhone
from tests.support.door_world import DoorWorld, line
from tests.support.factories import make_event, pool_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    return DoorWorld(client)


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def page_of(world: DoorWorld) -> str:
    return f"/tuer/{world.token}/"


def test_the_app_sets_no_cookie_names_no_guest_and_may_use_the_camera(world):
    world.party(name="Nicht auf der Seite")
    answer = world.client.get(page_of(world))
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Nicht auf der Seite" not in answer.content.decode()
    assert "camera=(self)" in answer["Permissions-Policy"]
    assert "camera=()" in world.client.get("/robots.txt")["Permissions-Policy"]
    assert re.search(r"script-src 'self'(;|$)", answer["Content-Security-Policy"])
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_every_word_of_the_page_can_be_changed_without_a_network(world):
    html = world.client.get(page_of(world)).content.decode()
    (stored,) = re.findall(r'<script id="texte" type="application/json">(.*?)</script>', html, re.DOTALL)
    texts = json.loads(stored)
    assert {"de", "ar", "tr"} <= set(texts)
    assert set(re.findall(r'data-(?:text|label)="(\w+)"', html)) <= set(texts["de"])
    assert all(set(words) == set(texts["de"]) for words in texts.values())
    assert "" not in texts["de"].values()


def test_every_word_a_script_asks_for_is_there():
    asked = set()
    for script in Path(finders.find("participation/door/app.js")).parent.glob("*.js"):
        asked |= set(re.findall(r'\bt\("(\w+)"', script.read_text()))
    assert asked
    assert asked - set(door_texts()["de"]) == set()


def test_the_service_worker_knows_its_files_and_may_serve_all_doors_only(client):
    answer = client.get("/tuer/dienst.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/tuer/"
    source = answer.content.decode()
    assert re.match(r'const VERSION = "[0-9a-f]{12}";\nconst FILES = \["/static/', source)
    assert "decode.js" in source.splitlines()[1]


def test_the_app_is_installed_under_the_name_of_the_event(world):
    answer = world.client.get(f"{page_of(world)}app.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    found = answer.json()
    assert found["name"] == "Frühstück – Haupteingang"
    assert found["start_url"] == found["scope"] == page_of(world)
    assert [icon["sizes"] for icon in found["icons"]] == ["192x192", "512x512"]


def test_the_office_opens_a_door_and_shows_its_link_once(world, desk):
    address = reverse("door:event", args=[world.event.pk])
    child = pool_of(world.plan, "child")
    assert desk.post(address, {"label": "Kinder", "pools": [child.pk]}).status_code == 302
    door = Door.objects.get(label="Kinder")
    assert list(door.pools.all()) == [child]
    shown = desk.post(reverse("door:link-new", args=[door.pk]))
    html = shown.content.decode()
    (token,) = re.findall(r"http://testserver/tuer/([\w.-]+)/", html)
    assert "<svg" in html
    assert "no-store" in shown["Cache-Control"]
    assert actions.open_door(token) == door
    assert token not in str(list(SignedLink.objects.values()))
    assert token not in desk.get(address).content.decode()


def test_a_door_takes_only_kinds_of_its_own_event_and_a_name(world, desk):
    stranger = pool_of(DoorWorld().plan)
    address = reverse("door:event", args=[world.event.pk])
    for values in (
        {"label": ""},
        {"label": "x" * 61},
        {"label": "Tür", "pools": [stranger.pk]},
        {"label": "Tür", "pools": ["x"]},
    ):
        answer = desk.post(address, values)
        assert answer.status_code == 200
        assert "error-message" in answer.content.decode()
    assert world.event.doors.count() == 1


def test_without_a_day_the_office_reads_what_to_do(desk):
    event = make_event()
    door = actions.save_door(event=event, label="Tür")
    answer = desk.post(reverse("door:link-new", args=[door.pk]), follow=True)
    assert "steht noch kein Tag fest" in answer.content.decode()
    assert not SignedLink.objects.exists()


def test_the_office_changes_closes_and_removes_a_door(world, desk):
    phone = world.phone()
    phone.send(line("walk_in"))
    desk.post(reverse("door:door", args=[world.door.pk]), {"label": "Neuer Name"})
    assert phone.list().json()["doors"][str(world.door.pk)]["label"] == "Neuer Name"
    desk.post(reverse("door:links-close", args=[world.door.pk]))
    assert phone.list().status_code == 410
    assert DoorPhone.objects.get().revoked_at
    desk.post(reverse("door:door-remove", args=[world.door.pk]))
    assert not world.event.doors.exists()
    assert world.event.door_entries.count() == 1, "what was counted stays"


def test_the_office_locks_a_phone_out(world, desk):
    phone = world.phone("Verlorenes Telefon")
    page = desk.get(reverse("door:event", args=[world.event.pk])).content.decode()
    assert "Verlorenes Telefon" in page
    desk.post(reverse("door:phone-lock-out", args=[DoorPhone.objects.get().pk]))
    assert phone.list().status_code == 403


def test_the_office_sees_live_who_came(world, desk):
    phone = world.phone()
    guests = world.guests(world.party(adults=2, children=1))
    phone.send(
        *[line("in", guest=guest) for guest in guests],
        line("out", guest=guests[0]),
        line("walk_in", language="tr", age_band="senior"),
    )
    answer = desk.get(reverse("door:counts", args=[world.event.pk]))
    assert "no-store" in answer["Cache-Control"]
    html = answer.content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert words.startswith("4 sind gekommen 3 von 3 angemeldeten Gästen 1 ohne Anmeldung 3 sind gerade da")
    assert "Erwachsene 2 2" in words
    assert "Türkçe 1" in words
    assert "ab 65 Jahren 1" in words


@pytest.mark.parametrize("name", ["overview", "event", "counts"])
def test_office_pages_cost_as_many_queries_for_many_as_for_one(world, desk, count_queries, name):
    address = reverse(f"door:{name}", args=[] if name == "overview" else [world.event.pk])
    desk.get(address)
    counted = []
    for _round in range(2):
        door = actions.save_door(event=world.event, label="Noch eine", pools=[pool_of(world.plan)])
        actions.issue_link(door=door)
        actions.add_phone(door=door, label="Telefon")
        world.phone().send(*[line("in", guest=guest) for guest in world.guests(world.party(adults=2))])
        if name == "overview":
            make_event(dates=["2035-07-07 10:00"])
        with count_queries() as queries:
            assert desk.get(address).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_overview_lists_what_is_to_come(world, desk):
    make_event(title="Längst vorbei", dates=["2020-01-01 10:00"])
    html = desk.get(reverse("door:overview")).content.decode()
    assert "Frühstück" in html
    assert "Längst vorbei" not in html


@pytest.mark.parametrize(
    "address",
    ["999999999999999999999", "eingang/999999999999999999999", "telefon/999999999999999999999/aussperren"],
)
def test_huge_numbers_are_not_found(desk, address):
    method = desk.post if "telefon" in address else desk.get
    assert method(f"/buero/tuer/{address}/").status_code == 404


def test_the_review_proposes_the_number_the_door_counted(world, desk):
    (guest,) = world.guests(world.party())
    address = f"{reverse('wagtailsnippets_events_eventreport:add')}?veranstaltung={world.event.pk}"
    field = r'<input type="number" name="guests"([^>]*)>'
    (before,) = re.findall(field, desk.get(address).content.decode())
    assert "value=" not in before
    world.phone().send(line("in", guest=guest), line("walk_in"))
    (after,) = re.findall(field, desk.get(address).content.decode())
    assert 'value="2"' in after


def test_a_programme_item_stands_by_its_name(desk, client):
    world = DoorWorld(client, items={"Kochen": 5})
    item = world.plan.pools.get(scope=Scope.ITEM)
    html = desk.get(reverse("door:event", args=[world.event.pk])).content.decode()
    assert f'value="{item.pk}"' in html
    assert "Kochen" in html
