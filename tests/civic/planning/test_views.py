"""The office's pages about to-dos and the private feed."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from icalendar import Calendar
from PIL import Image

from miteinander.civic.planning import actions, todo_feed
from miteinander.civic.planning.models import Todo
from miteinander.foundation.access.models import User
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.values.clock import today
from tests.support.accounts import make_account
from tests.support.factories import make_todo_list

pytestmark = pytest.mark.django_db

ITEMS = [("gestern", -1), ("heute", 0), ("bald", 20)]


@pytest.fixture
def todo_list(office):
    begun = make_todo_list(day=today(), title="Sommerfest", items=ITEMS)
    for todo in begun.todos.all():
        actions.assign_todo(todo=todo, owner=office)
    return begun


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def test_my_todos_stand_in_groups(desk, todo_list):
    html = desk.get(reverse("planning:my-todos")).content.decode()
    assert html.index("Überfällig (1)") < html.index("In dieser Woche (1)") < html.index("Später (1)")
    assert html.count("Sommerfest") == 3


def test_my_todos_cost_the_same_for_one_and_many(desk, todo_list, count_queries):
    def cost() -> int:
        with count_queries() as queries:
            desk.get(reverse("planning:my-todos"))
        return len(queries)

    cost()
    before = cost()
    for todo in make_todo_list(day=today(), items=ITEMS).todos.all():
        actions.assign_todo(todo=todo, owner=desk.get(reverse("planning:my-todos")).wsgi_request.user)
    assert cost() == before


@pytest.mark.parametrize("name", ["list-index", "list-detail"])
def test_lists_cost_the_same_for_one_and_many(desk, todo_list, count_queries, name):
    address = reverse(f"planning:{name}", args=[todo_list.pk] if name == "list-detail" else [])

    def cost() -> int:
        with count_queries() as queries:
            assert desk.get(address).status_code == 200
        return len(queries)

    cost()
    before = cost()
    for number in range(3):
        make_todo_list(day=today(), items=ITEMS)
        actions.add_todo(list=todo_list, title=f"Noch {number}")
    assert cost() == before


def test_one_tap_finishes_and_opens_again(desk, todo_list):
    todo = todo_list.todos.get(title="heute")
    address = reverse("planning:todo-state", args=[todo.pk])
    assert desk.post(address, {"stand": "erledigt"}).url == reverse("planning:my-todos")
    assert Todo.objects.get(pk=todo.pk).state == "done"
    desk.post(address, {"stand": "offen", "zurueck": "liste"})
    assert Todo.objects.get(pk=todo.pk).state == "open"
    assert desk.post(address, {"stand": "gibt es nicht"}).status_code == 404
    assert desk.get(address).status_code == 405


def test_the_form_writes_everything_and_keeps_the_file_private(desk, client, todo_list):
    todo = todo_list.todos.get(title="bald")
    Todo.objects.filter(pk=todo.pk).update(questions=["Aktenzeichen", "Auflagen"])
    address = reverse("planning:todo-edit", args=[todo.pk])
    sent = {
        "title": "bald", "topic": "permit", "due_on": "05.06.2027", "owner": "", "role": "Geschäftsstelle",
        "note": "angerufen", "answer_0": "363-02/7", "answer_1": "",
        "file": SimpleUploadedFile("bescheid.pdf", b"%PDF-1.7 ..."),
    }  # fmt: skip
    assert desk.post(address, sent).url == reverse("planning:list-detail", args=[todo_list.pk])
    stored = Todo.objects.get(pk=todo.pk)
    assert (str(stored.due_on), stored.due_by_hand, stored.owner) == ("2027-06-05", True, None)
    assert stored.answers == {"Aktenzeichen": "363-02/7"}
    assert not stored.file.is_public
    desk.logout()
    assert client.get(stored.file.url).status_code == 403
    desk.force_login(stored.file.uploaded_by_user)
    assert "363-02/7" in desk.get(address).content.decode()


def test_a_file_is_read_by_those_who_see_its_to_do(client, todo_list):
    member, other = make_account("member"), make_account("member", email="anderes@example.org")
    permit = CouncilDocument.objects.create(title="Bescheid", file=ContentFile(b"%PDF-1.7 Bescheid", "b.pdf"))
    Todo.objects.filter(list=todo_list, title="bald").update(file=permit, owner=member)

    def answers(user):
        client.force_login(user)
        answer = client.get(permit.url)
        return answer.status_code, b"Bescheid" in b"".join(
            answer.streaming_content
        ) if answer.streaming else False

    assert answers(member) == (200, True)
    assert answers(other) == (403, False)
    assert answers(make_account("treasurer")) == answers(make_account("auditor")) == (200, True)
    Todo.objects.filter(list=todo_list, title="bald").update(owner=other)
    assert (answers(member), answers(other)) == ((403, False), (200, True))
    member.grants.update(starts_on=today() - timedelta(days=9), ends_on=today() - timedelta(days=1))
    Todo.objects.filter(list=todo_list, title="bald").update(owner=member)
    assert answers(User.objects.get(pk=member.pk)) == (403, False), "the role ended, the to-do did not"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("boese.svg", b"<svg onload='alert(1)'></svg>"),
        ("boese.html", b"<script>alert(1)</script>"),
        ("getarnt.pdf", b"<script>alert(1)</script>"),
        ("getarnt.docx", b"PK\x03\x04 nichts"),
        ("kaputt.jpg", b"\xff\xd8\xff kein Bild"),
        ("leer.pdf", b""),
        ("ohne", b"%PDF-1.7"),
    ],
)
def test_files_that_are_something_else_are_refused(desk, todo_list, name, content):
    todo = todo_list.todos.get(title="bald")
    sent = {
        "title": "bald",
        "topic": "permit",
        "note": "bleibt stehen",
        "file": SimpleUploadedFile(name, content),
    }
    answer = desk.post(reverse("planning:todo-edit", args=[todo.pk]), sent)
    assert answer.status_code == 422
    assert "bleibt stehen" in answer.content.decode()
    assert not CouncilDocument.objects.exists()
    assert Todo.objects.get(pk=todo.pk).note == ""


def test_pictures_lose_where_they_were_taken(desk, todo_list):
    picture = Image.new("RGB", (40, 30), "red")
    exif = picture.getexif()
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825)[1] = "N"
    target = BytesIO()
    picture.save(target, "JPEG", exif=exif)
    todo = todo_list.todos.get(title="bald")
    sent = {"title": "bald", "topic": "permit", "file": SimpleUploadedFile("plan.jpg", target.getvalue())}
    desk.post(reverse("planning:todo-edit", args=[todo.pk]), sent)
    with Image.open(Todo.objects.get(pk=todo.pk).file.file) as kept:
        assert kept.size == (40, 30)
        assert not dict(kept.getexif())


@pytest.mark.parametrize("day", ["31.02.2027", "morgen", "9999-12-31", "0001-01-01", "2027-13-01"])
def test_a_day_that_is_none_comes_back_with_a_sentence(desk, todo_list, day):
    todo = todo_list.todos.get(title="bald")
    answer = desk.post(
        reverse("planning:todo-edit", args=[todo.pk]), {"title": "bald", "topic": "permit", "due_on": day}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{day}"' in html
    assert "Das ist kein Datum, das es gibt." in html or "Das Jahr liegt zu weit weg." in html


def test_a_member_works_on_her_own_and_reaches_nobody_elses(client):
    member = make_account("member")
    begun = make_todo_list(day=today(), items=[("eigene", 0), ("fremde", 0)])
    own, other = begun.todos.get(title="eigene"), begun.todos.get(title="fremde")
    actions.assign_todo(todo=own, owner=member)
    client.force_login(member)
    html = client.get(reverse("planning:list-detail", args=[begun.pk])).content.decode()
    assert "eigene" in html and "fremde" not in html
    assert client.get(reverse("planning:todo-edit", args=[other.pk])).status_code == 404
    assert (
        client.post(reverse("planning:todo-state", args=[other.pk]), {"stand": "erledigt"}).status_code == 404
    )
    sent = {"title": "umbenannt", "topic": "food", "due_on": "2027-01-01", "note": "mache ich"}
    client.post(reverse("planning:todo-edit", args=[own.pk]), sent)
    stored = Todo.objects.get(pk=own.pk)
    assert (stored.title, stored.note, stored.due_on, stored.owner) == (
        "eigene",
        "mache ich",
        today(),
        member,
    )
    refused = client.post(reverse("planning:todo-state", args=[own.pk]), {"stand": "entfaellt"})
    assert refused.status_code in (302, 403)
    assert Todo.objects.get(pk=own.pk).state == "open"
    assert (
        client.post(reverse("planning:todo-state", args=[own.pk]), {"stand": "erledigt"}).status_code == 302
    )
    assert Todo.objects.get(pk=own.pk).state == "done"


@pytest.mark.parametrize("name", ["my-todos", "list-index", "feed-settings", "holiday-import"])
def test_pages_are_closed_to_strangers(client, outsider, name):
    assert client.get(reverse(f"planning:{name}")).status_code == 302
    client.force_login(outsider)
    answer = client.get(reverse(f"planning:{name}"))
    assert answer.status_code in (302, 403)


# --- The feed ---------------------------------------------------------------------------------------------------------


def test_the_feed_shows_ones_own_open_todos(client, office, todo_list):
    make_todo_list(day=today(), items=[("fremde", 0)])
    actions.complete_todo(todo=todo_list.todos.get(title="gestern"))
    answer = client.get(f"/aufgaben/{todo_feed.new_address(user=office)}.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["heute (Sommerfest)", "bald (Sommerfest)"]
    assert entries[0]["dtstart"].dt == today()
    assert entries[0]["dtend"].dt == today() + timedelta(days=1)


def test_the_address_is_shown_once_and_a_new_one_ends_the_old(desk, client, todo_list):
    page = reverse("planning:feed-settings")
    first = desk.post(page, {"was": "neu"}).context["address"]
    assert first not in desk.get(page).content.decode()
    assert client.get(first).status_code == 200
    second = desk.post(page, {"was": "neu"}).context["address"]
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    desk.post(page, {"was": "zuruecknehmen"})
    assert client.get(second).status_code == 404


def test_the_feed_of_a_closed_account_is_gone(client, office, todo_list):
    address = f"/aufgaben/{todo_feed.new_address(user=office)}.ics"
    office.is_active = False
    office.save()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "a.b", "%00", "../geheim", "1.ics", "ä" * 50, "y" * 3000])
def test_guessed_addresses_are_not_there(client, token):
    assert client.get(f"/aufgaben/{token}.ics").status_code == 404


def test_the_feed_costs_three_queries(client, office, todo_list, count_queries):
    address = f"/aufgaben/{todo_feed.new_address(user=office)}.ics"
    with count_queries() as queries:
        client.get(address)
    assert len(queries) == 3


def test_a_hostile_title_does_not_break_the_calendar(client, office, todo_list):
    Todo.objects.filter(title="heute").update(title="a\r\nEND:VCALENDAR\r\nX;,:\\")
    answer = client.get(f"/aufgaben/{todo_feed.new_address(user=office)}.ics")
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 3
