"""The rules of the house that no import contract sees: templates, addresses, model names, sizes, style sheets."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from miteinander.foundation.languages.extraction import UnreadableMessage, messages_of_python

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "miteinander"
FLOORS = ("foundation", "civic", "programme", "surfaces")
BAD_NAMES = {"core", "common", "utils", "helpers", "base", "misc"}
PHYSICAL = re.compile(
    r"(?:^|[;{\s])((?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)*"
    r"|left|right|top|bottom|(?:min-|max-)?(?:width|height))(?=\s*:)"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)"
)
_TAG = re.compile(r"""\{%\s*(include|extends|url|static)\s+(["'])([^"']+)\2""")


@cache
def places() -> dict[str, tuple[int, int]]:
    """Floor and place on it by room ("civic.places"), the lowest first; the order on a floor is the import contract's."""
    ordered = {}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    for contract in contracts:
        for container in contract.get("containers", []):
            floor = container.removeprefix("miteinander.")
            if floor in FLOORS:
                for place, names in enumerate(reversed(contract["layers"])):
                    ordered |= {f"{floor}.{name.strip()}": place for name in names.split("|")}
    return {room: (FLOORS.index(room.split(".")[0]), ordered.get(room, 0)) for room in rooms()}


@cache
def rooms() -> tuple[str, ...]:
    return tuple(
        f"{floor}.{folder.name}"
        for floor in FLOORS
        for folder in sorted((PACKAGE / floor).iterdir())
        if (folder / "__init__.py").exists()
    )


def room_of_path(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).parts[:2])


def room_of_module(name: str) -> str:
    return ".".join(name.split(".")[1:3]) if name.startswith("miteinander.") else ""


def may_know(room: str, other: str) -> bool:
    """A room may name itself and what stands below it."""
    if not other or other not in places() or room == other or room not in places():
        return True
    (floor, place), (other_floor, other_place) = places()[room], places()[other]
    return other_floor < floor or (other_floor == floor and other_place <= place)


@cache
def url_names() -> dict[str, str]:
    """Room of the view by URL name, with namespace."""
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}", room_of_module(pattern.callback.__module__)


@cache
def owners(kind: str) -> dict[str, str]:
    """Room by name of a template or static file."""
    return {
        path.relative_to(folder).as_posix(): room_of_path(folder)
        for folder in PACKAGE.glob(f"*/*/{kind}")
        for path in folder.rglob("*")
        if path.is_file()
    }


def upward_in_template(room: str, source: str) -> list[str]:
    faults = []
    for tag, _quote, name in _TAG.findall(source):
        known = {"url": url_names(), "static": owners("static")}.get(tag) or owners("templates")
        if name.startswith("wagtailadmin/"):  # Wagtail's, whoever lays something over it
            continue
        if not may_know(room, known.get(name, "")):
            faults.append(f"{tag} {name}")
    return faults


def upward_in_python(room: str, source: str) -> list[str]:
    """Strings that are a URL name, a template or a model of a room above."""
    labels = {config.label: room_of_module(config.name) for config in apps.get_app_configs()}
    faults = []
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        text = node.value
        label, dot, name = text.partition(".")
        other = url_names().get(text, "") if ":" in text else owners("templates").get(text, "")
        if dot and name.isidentifier() and name[:1].isupper():
            other = labels.get(label, "")
        if not may_know(room, other):
            faults.append(text)
    return faults


def inline_style_or_script(source: str) -> list[str]:
    """A public page has no style attribute, no handler and no script but modules and data."""
    bare = re.sub(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}", "", source, flags=re.DOTALL)
    faults = re.findall(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", bare)
    for attributes, content in re.findall(r"<script\b([^>]*)>(.*?)</script>", bare, flags=re.DOTALL):
        kind = re.search(r'type="([^"]+)"', attributes)
        if not kind or (content.strip() and not kind.group(1).endswith("json")):
            faults.append(f"<script{attributes}>")
    return faults


def physical_properties(css: str) -> list[str]:
    bare = re.sub(r"/\*.*?\*/|@(?:media|container|supports)[^{]*|\([^()]*\)", " ", css, flags=re.DOTALL)
    return [found.strip() for found in PHYSICAL.findall(bare)]


def sources(pattern: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob(pattern)) if "migrations" not in path.parts]


def in_rooms(pattern: str) -> list[Path]:
    return [path for path in sources(pattern) if room_of_path(path) in rooms()]


def complain(faults: list[str]) -> None:
    assert not faults, "\n" + "\n".join(faults)


def test_templates_name_only_what_stands_below():
    complain(
        [
            f"{path.relative_to(PACKAGE)}: {fault}"
            for path in in_rooms("*.html")
            for fault in upward_in_template(room_of_path(path), path.read_text())
        ]
    )


def test_strings_name_only_what_stands_below():
    complain(
        [
            f"{path.relative_to(PACKAGE)}: {fault}"
            for path in in_rooms("*.py")
            for fault in upward_in_python(room_of_path(path), path.read_text())
        ]
    )


def test_templates_stand_under_the_name_of_their_room():
    shared = {"components", "mail"} | {"wagtailadmin", "wagtailimages"} | {"account", "mfa", "usersessions"}
    for name, room in owners("templates").items():
        first, slash, _rest = name.partition("/")
        assert not slash or first in shared or first == room.split(".")[1], name


def test_no_room_or_module_has_a_name_without_meaning():
    assert rooms()
    assert not {room.split(".")[1] for room in rooms()} & BAD_NAMES
    assert [path.name for path in sources("*.py") if path.stem in BAD_NAMES] == []


def test_no_module_is_longer_than_500_lines():
    complain([str(path) for path in sources("*.py") if len(path.read_text().splitlines()) > 500])


def test_every_message_is_a_plain_literal():
    faults = []
    for path in sources("*.py"):
        try:
            list(messages_of_python(path.read_text()))
        except UnreadableMessage as error:
            faults.append(f"{path.relative_to(PACKAGE)}: {error}")
    complain(faults)


def test_public_templates_have_no_inline_style_or_script():
    mail_programs_know_no_style_sheets = "mail_frame.html"
    scripts_of_allauth_are_no_modules = "_passkey_scripts.html"
    apart = {mail_programs_know_no_style_sheets, scripts_of_allauth_are_no_modules}
    public = [
        path
        for path in in_rooms("*.html")
        if room_of_path(path) != "surfaces.office" and path.name not in apart
    ]
    assert public
    complain(
        [
            f"{path.relative_to(PACKAGE)}: {fault}"
            for path in public
            for fault in inline_style_or_script(path.read_text())
        ]
    )


def test_style_sheets_have_no_physical_properties():
    sheets = sources("*.css")
    assert sheets
    complain(
        [
            f"{path.relative_to(PACKAGE)}: {fault}"
            for path in sheets
            for fault in physical_properties(path.read_text())
        ]
    )


def test_style_sheets_and_templates_stay_small():
    complain([str(path) for path in sources("*.css") if len(path.read_text().splitlines()) > 200])
    complain([str(path) for path in sources("*.html") if len(path.read_text().splitlines()) > 120])


def test_every_component_says_what_it_takes():
    components = sorted(PACKAGE.glob("foundation/interface/templates/components/*.html"))
    assert components
    for path in components:
        text = path.read_text()
        assert text.startswith(("{#", "{% comment")), path.name
        comment = text.partition("endcomment" if text.startswith("{% comment") else "#}")[0]
        assert "Inputs:" in comment or "Input:" in comment, path.name


# --- The checks themselves --------------------------------------------------------------------------------------------


def test_every_room_has_a_place():
    assert set(places()) == set(rooms())
    assert may_know("programme.events", "civic.places")
    assert may_know("civic.concept", "civic.places")
    assert not may_know("civic.places", "civic.concept")
    assert not may_know("foundation.interface", "programme.events")
    assert may_know("foundation.access", "foundation.languages")
    assert not may_know("foundation.languages", "foundation.access")


@pytest.mark.parametrize(
    ("room", "source", "faults"),
    [
        ("programme.events", '{% url "website:concept" %}', ["url website:concept"]),
        ("surfaces.website", '{% url "website:concept" %}{% url "events:event-list" %}', []),
        ("foundation.interface", '{% include "events/_facts.html" %}', ["include events/_facts.html"]),
        ("foundation.interface", "{% extends 'website/home.html' %}", ["extends website/home.html"]),
        ("programme.events", '{% extends "interface/page.html" %}{% include name %}', []),
        ("foundation.languages", "{% static 'interface/css/base.css' %}", ["static interface/css/base.css"]),
        ("programme.events", '{% url "feed-ics" %}', []),
    ],
)
def test_check_of_templates_finds_what_points_up(room, source, faults):
    assert upward_in_template(room, source) == faults


@pytest.mark.parametrize(
    ("room", "source", "faults"),
    [
        ("programme.events", 'reverse("website:concept")', ["website:concept"]),
        ("programme.events", "f\"{reverse('website:concept')}#x\"", ["website:concept"]),
        ("civic.council", 'Entry("events:event-list")', ["events:event-list"]),
        ("civic.places", 'models.ForeignKey("people.Person")', ["people.Person"]),
        ("civic.people", 'models.ForeignKey("places.Venue")', []),
        ("foundation.audit", 'render(request, "events/event_list.html")', ["events/event_list.html"]),
        ("programme.events", '"Ende. Anfang", "e.g. X", "wagtailcore.Page"', []),
    ],
)
def test_check_of_strings_finds_what_points_up(room, source, faults):
    assert upward_in_python(room, source) == faults


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('<p style="color: red">', 1),
        ("<style>p {}</style>", 1),
        ("<script>alert(1)</script>", 1),
        ('<script src="x.js"></script>', 1),
        ('<script type="module">alert(1)</script>', 1),
        ("<a onclick=\"x()\" href='javascript:x()'>", 2),
        ('<script type="module" src="x.js"></script><script type="application/ld+json">{{ x }}</script>', 0),
        ("{# <style> #}<p class='style'>style = 1</p>", 0),
    ],
)
def test_check_of_inline_style_and_script(source, count):
    assert len(inline_style_or_script(source)) == count


@pytest.mark.parametrize(
    "css",
    [
        "p { margin-left: 1px }",
        "p{padding-right:0}",
        "p { color: red; left: 0; }",
        "p {\n  right: 1em;\n}",
        "p { text-align: left }",
        "p { float: right; }",
        "p { border-top-left-radius: 3px }",
        "p { border-left-width: 3px }",
        "p { width: 3px }",
        "p { max-height: 3px }",
        "p { top: 0 }",
    ],
)
def test_check_finds_physical_properties(css):
    assert len(physical_properties(css)) == 1


@pytest.mark.parametrize(
    "css",
    [
        "p { margin-inline-start: 1px; inline-size: 3rem; max-block-size: 1px; inset-inline-end: 0 }",
        "@media (min-width: 40rem) { p { text-align: start } }",
        "/* left: 0; */ p { border-start-start-radius: 3px; line-height: 1.4; stroke-width: 2; border-width: 1px }",
        "p { background: linear-gradient(to right, red, blue); transform-origin: top left; object-position: left }",
        "@container (max-width: 20rem) { p { border-block-end: 0; outline-width: 3px } }",
    ],
)
def test_check_leaves_logical_properties_alone(css):
    assert physical_properties(css) == []
