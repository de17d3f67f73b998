"""The menu in the office's words: what people do, not which table a record is in."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.urls import Resolver404, resolve
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from miteinander.foundation.interface.office_menu import Heading, Place, place_of

ICONS = {
    Heading.PLAN: "date",
    Heading.INVITE: "mail",
    Heading.PEOPLE: "group",
    Heading.NEWSPAPER: "doc-full",
    Heading.MONEY: "pick",
    Heading.IMPACT: "list-ul",
    Heading.SETTINGS: "cogs",
}
IN_SETTINGS = {"settings": 500, "reports": 700}
"""Wagtail's own submenus whose entries stand among the settings unless a room placed them elsewhere."""
FIRST = 100
STEP = 10


class Placed(MenuItem):  # type: ignore[misc]
    """An entry that is there already, in another order; everything else it does itself."""

    def __init__(self, entry: Any, order: int) -> None:
        self.entry, self.order = entry, order

    def __getattr__(self, name: str) -> Any:
        return getattr(self.entry, name)

    def is_shown(self, request: Any) -> bool:
        return bool(self.entry.is_shown(request))

    def render_component(self, request: Any) -> Any:
        return self.entry.render_component(request)


def grouped(request: Any, items: Iterable[Any]) -> list[Any]:
    """The entries under their headings; what has no place stays as it is, below them."""
    headings: dict[Heading, list[Any]] = {}
    left: list[Any] = []
    for item in items:
        entries = list(_entries(request, item))
        kept = []
        for entry, default in entries:
            found = _place(entry) or default
            if found is None:
                kept.append(entry)
            else:
                headings.setdefault(found.heading, []).append(Placed(entry, found.order))
        if len(kept) == len(entries):
            left.append(item)
        else:
            left += kept
    return [_submenu(heading, headings[heading]) for heading in Heading if heading in headings] + left


def _submenu(heading: Heading, entries: list[Any]) -> SubmenuMenuItem:
    place = list(Heading).index(heading)
    return SubmenuMenuItem(
        heading.label,
        Menu(items=entries),
        name=f"heading-{heading.value}",
        icon_name=ICONS[heading],
        order=FIRST + STEP * place,
    )


def _entries(request: Any, item: Any) -> Iterator[tuple[Any, Place | None]]:
    """The pages behind an entry, each with where it stands when nobody placed it."""
    if not hasattr(item, "menu"):
        yield item, None
        return
    first = IN_SETTINGS.get(item.name)
    for entry in item.menu.menu_items_for_request(request):
        yield entry, None if first is None else Place(Heading.SETTINGS, first + min(entry.order // 10, 100))


def _place(entry: Any) -> Place | None:
    return place_of(_view_name(str(entry.url).partition("?")[0]))


@lru_cache(1024)
def _view_name(url: str) -> str:
    """Empty for an address elsewhere."""
    try:
        return resolve(url).view_name
    except Resolver404:
        return ""
