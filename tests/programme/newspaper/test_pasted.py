"""What comes from a word processor, from the web and from people who want no good."""

import pytest

from miteinander.programme.newspaper.blocks import clean_blocks, table_lines, table_rows, words_of_blocks
from miteinander.programme.newspaper.pasted import blocks_from_html, blocks_from_text

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=DE>
<p class=MsoTitle>Der lange Tisch<o:p></o:p></p>
<p class=MsoNormal style='margin:0cm;font-family:"Comic Sans"'><span style='color:#1F497D'>Vier <b>Familien</b>&nbsp;
kochen.</span><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst><span>·<span style='font:7.0pt "Times"'>&nbsp;&nbsp;</span></span>Linsen</p>
<p class=MsoListParagraphCxSpLast><span>·<span>&nbsp;&nbsp;</span></span>Brot</p>
<table class=MsoTableGrid><tr><td><p>Wann</p></td><td><p>Wo</p></td></tr><tr><td>12 Uhr</td><td>Hof</td></tr></table>
<p class=MsoNormal><a href="https://beispiel.example/">Mehr</a> <a href="javascript:alert(1)">nicht</a></p>
<p class=MsoNormal><img src="file:///C:/bild.png"></p></body></html>"""


def kinds(blocks):
    return [(block["type"], block["value"]) for block in blocks]


def test_a_document_of_a_word_processor_becomes_our_blocks():
    found = kinds(blocks_from_html(WORD))
    assert [kind for kind, _value in found] == ["heading", "paragraph", "list", "table", "paragraph"]
    assert found[0][1] == "Der lange Tisch"
    assert found[1][1] == "<p>Vier <b>Familien</b> kochen.</p>"
    assert [item["value"] for item in found[2][1]] == ["Linsen", "Brot"]
    assert table_rows(found[3][1]["lines"]) == (["Wann", "Wo"], [["12 Uhr", "Hof"]])
    assert found[4][1] == '<p><a href="https://beispiel.example/">Mehr</a> nicht</p>'


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p></p><p>&nbsp;</p>",
        "<script>alert(1)</script>",
        "<style>p{}</style><!-- x -->",
        "<p><img src=x onerror=alert(1)></p>",
    ],
)
def test_nothing_is_made_of_nothing(html):
    assert blocks_from_html(html) == []


def test_broken_and_deep_html_is_read_as_far_as_it_goes():
    assert words_of_blocks(blocks_from_html("<p>Offen <b>fett<p>Zwei")).split() == ["Offen", "fett", "Zwei"]
    assert "tief" in words_of_blocks(blocks_from_html("<div>" * 3000 + "tief" + "</div>" * 3000))


def test_fifty_pages_are_taken_as_they_are():
    article = "\n\n".join(f"Absatz {number}. " + "Wort " * 400 for number in range(150))
    blocks = blocks_from_text(article)
    assert len(blocks) == 150
    assert len(words_of_blocks(blocks)) > 290_000


def test_plain_text_knows_headings_and_lists():
    found = kinds(blocks_from_text("Eins\r\nzwei\r\n\r\n# Dann\r\n\r\n- a\r\n- b\r\n\r\nEnde <b>"))
    assert [kind for kind, _value in found] == ["paragraph", "heading", "list", "paragraph"]
    assert found[0][1] == "<p>Eins<br>zwei</p>"
    assert found[3][1] == "<p>Ende &lt;b&gt;</p>"


def test_cleaning_twice_changes_nothing_and_equal_blocks_keep_apart():
    twice = [{"type": "paragraph", "value": "Gleich"}, {"type": "paragraph", "value": "Gleich"}]
    once = clean_blocks(twice)
    assert len({block["id"] for block in once}) == 2
    assert clean_blocks(once) == once
    assert clean_blocks(twice) == once
    assert clean_blocks([{"type": "unbekannt", "value": "x"}, {"type": "link", "value": {"to": "/"}}]) == []


@pytest.mark.parametrize(
    "row", [["", "a", "b"], ["a", "", ""], ["", "a", ""], ["a", "b|c", "d"], ["a", "", "b"]]
)
def test_empty_cells_of_a_table_stay_where_they_are(row):
    stored = table_lines(["x", "y", "z"], [row])
    expected = [cell.replace("|", "/") for cell in row]
    assert table_rows(stored) == (["x", "y", "z"], [expected])
    assert table_rows(table_lines(row, [])) == (expected, [])
