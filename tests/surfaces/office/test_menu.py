"""The menu in the office's words: everything that was reachable is, under what people do."""

import pytest
from django.test import RequestFactory
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu

from miteinander.foundation.interface import office_menu
from miteinander.foundation.interface.office_menu import Heading, place
from miteinander.surfaces.office.menu import _view_name, grouped
from miteinander.surfaces.office.wagtail_hooks import NOT_SHOWN
from tests.support.accounts import make_account

pytestmark = pytest.mark.django_db


def request_of(user):
    request = RequestFactory().get("/buero/")
    request.user = user
    return request


def leaves(request, items):
    for item in items:
        if hasattr(item, "menu"):
            yield from leaves(request, item.menu.menu_items_for_request(request))
        else:
            yield item


def shown(user):
    request = request_of(user)
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    return request, items


def test_headings_stand_in_the_order_of_the_work(office):
    _request, items = shown(office)
    words = [str(item.label) for item in items]
    assert words[:7] == ["Planen", "Einladen", "Menschen", "Zeitung", "Geld", "Wirkung", "Einstellungen"]


def test_nothing_that_was_reachable_is_lost(office):
    request = request_of(office)
    before = {
        str(item.url)
        for menu in (admin_menu, settings_menu, reports_menu)
        for item in leaves(request, [one for one in menu.registered_menu_items if one.is_shown(request)])
        if item.name not in NOT_SHOWN and str(item.url).startswith("/")
    }
    gone = {"/buero/users/", "/buero/groups/"}
    after = [str(item.url) for item in leaves(request, shown(office)[1])]
    assert before - gone <= set(after)
    assert len(after) == len(set(after)), "an entry stands twice"


def test_every_page_of_our_own_has_a_heading(office):
    _request, items = shown(office)
    left = [
        str(item.label)
        for item in items
        if not item.name.startswith("heading-") and not hasattr(item, "menu") and item.name != "search"
    ]
    assert left == []


def test_every_placed_page_exists():
    request = request_of(None)
    known = {_view_name(str(item.url)) for item in leaves(request, _all_items())}
    assert set(office_menu.placed()) <= known


def _all_items():
    for menu in (admin_menu, settings_menu, reports_menu):
        for item in menu.registered_menu_items:
            if hasattr(item, "menu") and item.menu.initial_menu_items:
                yield from item.menu.registered_menu_items
            elif not hasattr(item, "menu"):
                yield item


def test_a_role_sees_only_what_it_may_open(client):
    translator = make_account("translator", languages=["tr"])
    request, items = shown(translator)
    client.force_login(translator)
    for item in leaves(request, items):
        if str(item.url).startswith("/buero/"):
            assert client.get(str(item.url)).status_code == 200, item.label


def test_settings_are_reachable_from_one_heading(office):
    request, items = shown(office)
    (settings,) = [item for item in items if item.name == "heading-settings"]
    urls = {str(item.url) for item in leaves(request, [settings])}
    for address in (
        "/buero/snippets/interface/identity/",
        "/buero/snippets/concept/crosscuttingtask/",
        "/buero/snippets/website/fixedpagetext/",
        "/buero/snippets/planning/schoolholiday/",
        "/buero/konten/",
    ):
        assert address in urls


def test_a_page_has_one_place():
    place(Heading.PLAN, "planning:my-todos", order=5)  # the same again does no harm
    with pytest.raises(ValueError, match="has a place"):
        place(Heading.IMPACT, "planning:my-todos", order=5)


def test_a_strange_address_stays_where_it_is(office):
    class Elsewhere:
        url, name, order = "https://example.org/", "elsewhere", 5

        def is_shown(self, request):
            return True

    item = Elsewhere()
    assert grouped(request_of(office), [item]) == [item]
