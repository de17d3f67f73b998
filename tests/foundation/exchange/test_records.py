"""Records of files: their keys, their references and the order in which they are saved."""

import pytest

from miteinander.foundation.exchange import coming_kind, fields, kinds
from miteinander.foundation.exchange.problems import Problems
from miteinander.foundation.exchange.reading import read_text
from miteinander.foundation.exchange.records import check_links, in_order, load_stored, read_documents


def read(*texts):
    """Read texts as the files a.yaml, b.yaml …; returns the reading and the order of saving."""
    problems = Problems()
    documents = [read_text(text, problems, name=f"{'abc'[n]}.yaml") for n, text in enumerate(texts)]
    reading = read_documents(documents, problems)
    stored = load_stored(reading)
    check_links(reading, stored)
    return reading, in_order(reading, stored)


def said(reading):
    return [str(problem) for problem in reading.problems.found]


@pytest.fixture
def venues(shelf):
    return shelf("venues", {"name": fields.Text(required=True)})


def test_misspelt_kind_names_the_right_one(venues):
    reading, _ = read("programme: 1\nvenus:\n  - slug: a\n")
    assert said(reading) == [
        "a.yaml, Zeile 2, venus: Die Art „venus“ gibt es nicht. Erlaubt: venues. Meinten Sie „venues“?"
    ]


def test_misspelt_field_names_the_right_one(venues):
    reading, _ = read("programme: 1\nvenues:\n  - slug: a\n    name: A\n    nmae: B\n")
    assert said(reading) == [
        "a.yaml, Zeile 5, venues → nmae: Das Feld „nmae“ gibt es nicht. "
        "Erlaubt: slug, name. Meinten Sie „name“?"
    ]


def test_missing_field_stands_at_the_line_of_the_entry(venues):
    reading, _ = read("programme: 1\nvenues:\n  - slug: a\n    name: A\n\n  - slug: b\n")
    assert said(reading) == [
        "a.yaml, Zeile 6, venues → name: Das Feld „name“ fehlt. Ergänzen Sie es in diesem Eintrag."
    ]


def test_missing_and_empty_slug(venues):
    reading, _ = read("programme: 1\nvenues:\n  - name: A\n  - slug:\n    name: B\n")
    assert [text.split(":")[0] for text in said(reading)] == [
        "a.yaml, Zeile 3, venues → slug", "a.yaml, Zeile 4, venues → slug",
    ]  # fmt: skip


def test_same_slug_twice_names_the_other_file(venues):
    reading, _ = read(
        "programme: 1\nvenues:\n  - {slug: a, name: A}\n", "programme: 1\nvenues:\n\n  - {slug: a, name: B}\n"
    )
    assert said(reading) == [
        "b.yaml, Zeile 4, venues → slug: Der Schlüssel „a“ steht schon in a.yaml, Zeile 3. "
        "Geben Sie diesem Eintrag einen anderen."
    ]


@pytest.mark.parametrize("written", ["x", "{slug: a}", "[a, b]"])
def test_kind_that_is_no_list_of_entries(venues, written):
    reading, _ = read(f"programme: 1\nvenues: {written}\n")
    assert all("„- slug: …“" in text for text in said(reading))
    assert reading.problems


@pytest.mark.parametrize("text", ["venues: []\n", "programme: 2\nvenues: []\n", "programme: [1]\n"])
def test_other_or_missing_version_of_the_format(venues, text):
    reading, _ = read(text)
    assert len(said(reading)) == 1
    assert "„programme: 1“" in said(reading)[0]


def test_empty_kind_is_no_error(venues):
    reading, order = read("programme: 1\nvenues:\n")
    assert not reading.problems
    assert order == []


def test_unknown_reference_lists_stored_and_new_records(venues, shelf):
    venues.records["forum"] = object()
    shelf("events", {"venues": fields.ListOf(fields.Reference("venues"))})
    reading, _ = read(
        "programme: 1\nvenues:\n  - {slug: kulturhaus, name: K}\n"
        "events:\n  - slug: e\n    venues: [forum, forun]\n"
    )
    assert said(reading) == [
        "a.yaml, Zeile 6, events → venues: „forun“ gibt es in venues nicht. "
        "Erlaubt: forum, kulturhaus. Meinten Sie „forum“?"
    ]


def test_long_list_of_what_is_allowed_is_cut(venues, shelf):
    venues.records.update({f"venue-{n:02}": object() for n in range(20)})
    shelf("events", {"venue": fields.Reference("venues")})
    reading, _ = read("programme: 1\nevents:\n  - {slug: e, venue: other}\n")
    assert said(reading)[0].endswith("venue-11 und 8 weitere.")


def test_each_kind_is_loaded_once(venues, shelf):
    shelf("events", {"venue": fields.Reference("venues")})
    read(
        "programme: 1\nevents:\n  - {slug: e, venue: a}\n  - {slug: f, venue: b}\n"
        "venues:\n  - {slug: c, name: C}\n"
    )
    assert venues.loads == [["a", "b", "c"]]


def test_kinds_come_after_those_they_refer_to_whatever_the_registration(shelf):
    shelf(
        "events",
        {"activity": fields.Reference("activities"), "venues": fields.ListOf(fields.Reference("venues"))},
    )
    shelf("activities", {"team": fields.Mapping({"lead": fields.Reference("persons")})})
    shelf("venues", {})
    shelf("persons", {})
    assert [kind.name for kind in kinds.in_order()] == ["persons", "activities", "venues", "events"]
    assert [kind.name for kind in kinds.all()] == ["events", "activities", "venues", "persons"]


def test_new_records_come_before_those_that_refer_to_them(shelf):
    shelf("tasks", {"parent": fields.Reference("tasks")})
    _, order = read(
        "programme: 1\ntasks:\n  - {slug: c, parent: b}\n  - {slug: b, parent: a}\n  - slug: a\n  - slug: d\n"
    )
    assert [entry.slug for entry in order] == ["a", "b", "c", "d"]


def test_two_kinds_may_refer_to_each_other(shelf):
    shelf("venues", {"owner": fields.Reference("organisations")})
    shelf("organisations", {"seat": fields.Reference("venues")})
    reading, order = read(
        "programme: 1\norganisations:\n  - {slug: o, seat: v}\n  - {slug: p}\n"
        "venues:\n  - {slug: v, owner: p}\n"
    )
    assert not reading.problems
    assert [entry.slug for entry in order] == ["p", "v", "o"]


def test_circle_of_new_records_is_an_error(shelf):
    shelf("tasks", {"parent": fields.Reference("tasks")})
    reading, _ = read("programme: 1\ntasks:\n  - {slug: a, parent: b}\n  - {slug: b, parent: a}\n")
    assert len(said(reading)) == 1
    assert said(reading)[0].startswith("a.yaml, Zeile 4, tasks: Neue Einträge verweisen im Kreis")


def test_circle_of_stored_records_is_fine(shelf):
    tasks = shelf("tasks", {"parent": fields.Reference("tasks")})
    tasks.records.update(a=object(), b=object())
    reading, order = read("programme: 1\ntasks:\n  - {slug: a, parent: b}\n  - {slug: b, parent: a}\n")
    assert not reading.problems
    assert len(order) == 2


def test_chain_of_ten_thousand_references_is_no_recursion(shelf):
    shelf("tasks", {"parent": fields.Reference("tasks")})
    rows = [f"  - {{slug: t{n}, parent: t{n + 1}}}" for n in range(10_000)]
    reading, order = read("programme: 1\ntasks:\n" + "\n".join(rows) + "\n  - slug: t10000\n")
    assert not reading.problems
    assert order[0].slug == "t10000"


def test_kind_registered_twice_is_refused(shelf):
    shelf("tasks", {})
    with pytest.raises(ValueError, match="twice"):
        shelf("tasks", {})


def test_unregistered_kind_is_refused(shelf):
    with pytest.raises(LookupError, match="tasks"):
        kinds.get("tasks")


def test_coming_kind_is_read_and_referred_to(shelf):
    kinds.register(coming_kind("purposes", {"name": fields.Translated(required=True)}))
    kinds.register(coming_kind("requests", {"purposes": fields.ListOf(fields.Reference("purposes"))}))
    reading, order = read(
        "programme: 1\npurposes:\n  - {slug: a, name: A}\nrequests:\n  - {slug: r, purposes: [a, b]}\n"
    )
    assert len(said(reading)) == 1
    assert "„b“ gibt es in purposes nicht. Erlaubt: a." in said(reading)[0]
    assert [entry.slug for entry in order] == ["a", "r"]
