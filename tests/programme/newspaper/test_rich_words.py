"""Bold, italic and linked words on their way from the editor to paper."""

import pytest

from miteinander.programme.newspaper.layout.data import Face
from miteinander.programme.newspaper.rich_words import rich_paragraphs, rich_text


def test_plain_paragraphs_have_no_faces():
    assert rich_paragraphs("<p>Ein Satz &amp; mehr.</p><p>Noch <br>einer</p><p> </p>") == [
        ("Ein Satz & mehr.", ()),
        ("Noch", ()),
        ("einer", ()),
    ]


def test_words_have_the_look_of_most_of_their_letters():
    html = "<p>Am <b>12. Mai</b>, <i>um halb</i> acht. <b><i>Bitte</i></b> <a href='/kalender/'>hier lesen</a>.</p>"
    ((text, faces),) = rich_paragraphs(html.replace("'", '"'))
    assert text == "Am 12. Mai, um halb acht. Bitte hier lesen."
    assert faces == (
        Face(1, 3, bold=True),
        Face(3, 5, italic=True),
        Face(6, 7, bold=True, italic=True),
        Face(7, 9, leads="/kalender/"),
    )


@pytest.mark.parametrize("tags", [("strong", "em"), ("b", "i")])
def test_a_look_that_is_never_closed_ends_with_the_text(tags):
    bold, italic = tags
    assert rich_paragraphs(f"<p><{bold}>Zwei Worte</p><p><{italic}>und</{italic}></{bold}> so</p>") == [
        ("Zwei Worte", (Face(0, 2, bold=True),)),
        ("und so", (Face(0, 1, bold=True, italic=True),)),
    ]


def test_signs_of_markup_in_the_text_stay_text():
    ((text, faces),) = rich_paragraphs("<p>*kein* _Markup_ #let x = 1 &lt;b&gt; $a$ <b>\\fett</b></p>")
    assert text == "*kein* _Markup_ #let x = 1 <b> $a$ \\fett"
    assert faces == (Face(8, 9, bold=True),)


def test_the_paragraphs_of_a_box_are_one_text():
    assert rich_text("<p>Jeden <b>Mittwoch</b>.</p><p>Im <i>Rathaus</i> </p>") == (
        "Jeden Mittwoch. Im Rathaus",
        (Face(1, 2, bold=True), Face(3, 4, italic=True)),
    )
