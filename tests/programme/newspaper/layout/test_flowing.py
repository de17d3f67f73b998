from hypothesis import given, settings
from hypothesis import strategies as st

from miteinander.programme.newspaper.layout.columns import balanced_height, frames_for
from miteinander.programme.newspaper.layout.flowing import (
    LEAST,
    Paragraph,
    Pouring,
    Solid,
    Subhead,
    characters_of,
)
from miteinander.programme.newspaper.layout.grid import GRIDS
from miteinander.programme.newspaper.layout.measuring import Flow, Measures, words_of
from tests.support.paper import text

WIDTH = 49
PARAGRAPHS = {
    lang: [
        Flow(
            words_of(text(lang, count, seed)),
            lang,
            "rtl" if lang == "ar" else "ltr",
            WIDTH,
            indent=bool(seed % 2),
        )
        for seed, count in enumerate((1, 2, 3, 4, 5, 6, 8))
    ]
    for lang in ("de", "ru", "ar")
}


def measures() -> Measures:
    found = Measures(GRIDS["tabloid"])
    found.ask(flow for flows in PARAGRAPHS.values() for flow in flows)
    return found


def exactly(pieces, frames, known):
    """Poured with every break measured."""
    for _ in range(12):
        known.wanted.clear()
        poured = Pouring(known, asks=True).pour(pieces, frames)
        if not known.wanted:
            return poured
        known.ask(())
    raise AssertionError("the breaks never settled")


def pieces_from(lang, picks):
    made = []
    for pick in picks:
        if pick == 7:
            made.append(Subhead("Zwischentitel", 1))
        elif pick == 8:
            made.append(Solid("ein Kasten", 5))
        else:
            made.append(Paragraph(PARAGRAPHS[lang][pick]))
    return made


@settings(max_examples=40, deadline=None)
@given(
    lang=st.sampled_from(sorted(PARAGRAPHS)),
    picks=st.lists(st.integers(0, 8), min_size=1, max_size=14),
    frames=st.lists(st.integers(6, 40), min_size=1, max_size=5),
)
def test_no_line_stands_alone_and_no_word_is_lost(lang, picks, frames):
    known = measures()
    pieces = pieces_from(lang, picks)
    poured = exactly(pieces, frames, known)
    said: list[str] = []
    for height, parts in zip(frames, poured.frames, strict=True):
        bottom = 0
        for part in parts:
            assert part.top >= bottom  # nothing overlaps
            bottom = part.top + part.lines
            if isinstance(part.piece, Paragraph):
                said += part.piece.flow.words[part.first : part.last]
                begins_only, ends_only = part.joins and not part.first, part.first and not part.joins
                assert part.lines >= LEAST or not (begins_only or ends_only)
        assert bottom <= height
        if parts and isinstance(parts[-1].piece, Subhead) and poured.rest:
            raise AssertionError("a subheading stands alone at the foot of a column")
    for piece in poured.rest:
        if isinstance(piece, Paragraph):
            said += piece.flow.words[piece.start :]
    assert said == [word for piece in pieces if isinstance(piece, Paragraph) for word in piece.flow.words]
    solid = sum(isinstance(part.piece, Solid) for parts in poured.frames for part in parts)
    assert solid + sum(isinstance(piece, Solid) for piece in poured.rest) == picks.count(8)


@settings(max_examples=25, deadline=None)
@given(
    lang=st.sampled_from(sorted(PARAGRAPHS)),
    picks=st.lists(st.integers(0, 6), min_size=3, max_size=14),
    span=st.integers(2, 5),
)
def test_columns_are_balanced(lang, picks, span):
    known = measures()
    pieces = pieces_from(lang, picks)
    pouring = Pouring(known, asks=False)
    height = balanced_height(pieces, span, pouring, most=300)
    poured = pouring.pour(pieces, [one.lines for one in frames_for(span, height, None)])
    assert not poured.rest
    lower = pouring.pour(pieces, [height - 1] * span)
    assert lower.rest  # one line less does not hold the text
    full = [used for used, parts in zip(poured.used[:-1], poured.frames[1:], strict=True) if parts]
    assert all(height - used < 2 * LEAST for used in full)


def test_what_is_left_is_counted_in_characters():
    flow = Flow(("Eins", "zwei", "drei"), "de", "ltr", WIDTH)
    assert characters_of([Paragraph(flow)]) == len("Eins zwei drei")
    assert (
        characters_of([Paragraph(flow, 1), Subhead("Vier", 1), Solid("", 3, 40)]) == len("zwei drei") + 4 + 40
    )
