"""The table of the office: one component, and no page that builds it by hand."""

from pathlib import Path

from django.template import Context, Template

ROOT = Path(__file__).resolve().parents[3] / "miteinander"


def drawn(label: str, rows: str = "<tbody><tr><td>{{ one }}</td></tr></tbody>", options: str = "") -> str:
    source = f"{{% load office %}}{{% office_table label {options} %}}{rows}{{% endoffice_table %}}"
    return Template(source).render(Context({"label": label, "one": "<b>"}))


def test_table_scrolls_by_key_and_has_a_name():
    assert drawn("Protokoll") == (
        '<div class="office-table" role="region" tabindex="0" aria-label="Protokoll"><table class="listing">'
        "<tbody><tr><td>&lt;b&gt;</td></tr></tbody></table></div>"
    )
    assert '<table class="listing desk-matrix">' in drawn("x", options='kind="desk-matrix"')


def test_name_of_a_person_cannot_break_out():
    assert 'aria-label="&quot;&gt;&lt;script&gt;"' in drawn('"><script>')


def test_no_page_builds_the_region_by_hand():
    pages = [path for path in ROOT.glob("**/templates/**/*.html") if "mailing" not in path.parts]
    by_hand = [path.name for path in pages if 'class="office-table"' in path.read_text()]
    assert len(pages) > 100 and by_hand == ["office_table.html"]
