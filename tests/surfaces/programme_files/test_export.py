"""What is exported is imported without a change, here and in an empty house."""

import io

import pytest
from openpyxl import load_workbook

from miteinander.foundation.exchange import writing
from miteinander.foundation.exchange.columns import columns_of
from miteinander.foundation.languages.text import Translated
from miteinander.programme.events.models import Event
from miteinander.surfaces.operations.demo_year import demo_programme
from miteinander.surfaces.programme_files import command, terminal
from miteinander.surfaces.programme_files.actions import import_programme
from miteinander.surfaces.programme_files.export import export_content, template_content
from miteinander.surfaces.programme_files.uploads import Upload
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    """The demo year with a text that a spreadsheet would compute."""
    from miteinander.foundation.values.clock import today

    report = import_programme(source=demo_programme(today()))
    assert report.ok, report.text()
    factories.make_event(
        slug="boese", title='=HYPERLINK("http://example.org")', items=[{"title": "+1 | a\nb"}]
    )


def back(content, name):
    return import_programme(source=Upload(name, content))


@pytest.mark.parametrize("name", ["jahr.xlsx", "jahr.yaml"])
def test_import_of_an_export_changes_nothing(year, name):
    report = back(export_content(name=name), name)
    assert report.ok, report.text()
    assert report.nothing_new, [change for change in report.changes if change.fields]
    assert len(report.changes) > 100


def test_every_kind_as_csv_changes_nothing(year):
    for kind in writing.stored_kinds():
        content = export_content(name=f"{kind.name}.csv")
        report = back(content, f"{kind.name}.csv")
        assert report.ok and report.nothing_new, report.text()


@pytest.mark.parametrize("name", ["jahr.xlsx", "jahr.yaml"])
def test_export_fills_an_empty_house(name):
    venue = factories.make_venue(slug="forum", name={"de": "Forum", "tr": "Forum TR"})
    factories.make_event(
        slug="fest",
        title={"de": "Fest", "tr": "Şenlik"},
        dates=[{"from": "2026-12-06 10:30", "to": "2026-12-06 13:00"}, "2027-01"],
        venues=[venue],
        languages=["de", ("tr", "interpreted")],
        items=[{"title": {"de": "Punkt", "tr": "Madde"}, "venue_id": venue.pk}],
        price=5,
    )
    content = export_content(name=name)
    Event.objects.all().delete()
    venue.delete()
    assert back(content, name).ok
    event = Event.objects.get()
    assert event.title.texts() == {"de": "Fest", "tr": "Şenlik"}
    assert event.items.get().title["tr"] == "Madde"
    assert back(content, name).nothing_new
    assert export_content(name=name, kinds=["events"]) and Event.objects.count() == 1


def test_dangerous_texts_are_defused_in_sheets(year):
    book = load_workbook(io.BytesIO(export_content(name="a.xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    csv = export_content(name="events.csv").decode("utf-8-sig")
    assert '"\'=HYPERLINK(""http://example.org"")"' in csv
    assert Event.objects.get(slug="boese").title.base.startswith("=HYPERLINK")


def test_template_lists_every_field_of_every_kind():
    book = load_workbook(io.BytesIO(template_content()))
    kinds = writing.stored_kinds()
    assert book.sheetnames == ["# Anleitung", *(kind.name for kind in kinds)]
    for kind in kinds:
        sheet = book[kind.name]
        names = [cell.value for cell in sheet[1]]
        assert names == [column.name for column in columns_of(kind)]
        assert {name.split(".")[0] for name in names} >= set(kind.fields)
        assert all(cell.font.bold for cell in sheet[1])
        assert str(sheet.cell(2, 1).value).startswith("# ")
        assert all(cell.value for cell in sheet[2])
        assert sheet.freeze_panes in ("A3", "B3")
    choices = {str(one.sqref): one.formula1 for one in book["events"].data_validations.dataValidation}
    assert '"ja,nein"' in choices.values()
    assert any("published" in formula for formula in choices.values())
    assert back(template_content(), "vorlage.xlsx").ok


def test_text_that_no_cell_holds_is_refused_with_its_place(monkeypatch):
    factories.make_venue(slug="forum", access_note=Translated.of("x" * 90))
    monkeypatch.setattr(writing, "LONGEST_CELL", 80)
    with pytest.raises(writing.Unwritable, match="venues forum → access_note"):
        export_content(name="a.xlsx", kinds=["venues"])


def test_commands_write_whole_files_or_none(tmp_path, capsys):
    factories.make_venue(slug="forum")
    target = tmp_path / "orte.xlsx"
    assert command.run_export([str(target), "--kinds", "venues"]) == 0
    assert load_workbook(target).sheetnames == ["venues"]
    assert command.run_template([str(tmp_path / "vorlage.xlsx")]) == 0
    assert command.run_import([str(target), "--dry-run"]) == 0
    capsys.readouterr()
    assert command.run_export([str(target), "--kinds", "venue"]) == 2
    assert "Meinten Sie „venues“?" in capsys.readouterr().err
    assert command.run_export([str(tmp_path / "alles.csv")]) == 1
    assert "Eine CSV-Datei hält genau eine Art." in capsys.readouterr().err
    assert command.run_export([str(tmp_path / "alles.pdf")]) == 1
    assert command.run_export([str(tmp_path / "fehlt" / "a.yaml")]) == 1
    assert command.run_template([str(tmp_path / "vorlage.csv")]) == 2
    assert command.run_export([]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["orte.xlsx", "vorlage.xlsx"]


def test_progress_is_drawn_on_a_terminal_only(monkeypatch, capsys):
    with terminal.progress_bar() as nobody:
        assert nobody is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with terminal.progress_bar() as bar:
        bar(1, 4, "events")
        bar(4, 4, "events")
    assert "[##############################] 100 %  4/4  events" in capsys.readouterr().err
    assert terminal.line(1, 4, "events") == "[#######.......................]  25 %  1/4  events"
