import hashlib
import xml.etree.ElementTree as ET
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miteinander.foundation.interface.mosaic import (
    COLOURS,
    MOTIFS,
    mosaic_svg,
    mosaic_tiles,
)
from miteinander.foundation.interface.mosaic.colours import FIGURES, may_lie_on
from miteinander.foundation.interface.mosaic.geometry import (
    circle,
    commands,
    transformed,
)

SIZES = [(1, 1), (2, 1), (4, 1), (3, 3), (2, 4), (6, 5), (6, 6), (12, 2), (8, 4)]
FORMATS = [
    "newspaper",
    "tour",
    "breakfast",
    "consultation",
    "art-night",
    "art-bazaar",
    "discussion",
    "association-visit",
    "reading",
    "workshop",
    "concert",
    "assembly",
    "intercultural-week",
    "reception",
    "festival",
    "tournament",
    "council-meeting",
    "training",
    "other",
]

mosaics = st.fixed_dictionaries(
    {
        "identity": st.text(max_size=20),
        "colour": st.sampled_from(sorted(COLOURS)),
        "motifs": st.sampled_from(["", "no such set", *MOTIFS]),
        "columns": st.integers(1, 9),
        "rows": st.integers(1, 9),
    }
)


def owners(tiles):
    return {cell: tile for tile in tiles for cell in tile.cells()}


def assert_rules(tiles, *, colour, columns, rows):
    cells = owners(tiles)
    assert sum(tile.span**2 for tile in tiles) == len(cells) == columns * rows
    assert set(cells) == set(product(range(columns), range(rows)))
    assert 3 * sum(tile.shows(colour) for tile in tiles) >= len(tiles)
    for (column, row), tile in cells.items():
        for beside in ((column + 1, row), (column, row + 1)):
            if beside in cells and cells[beside] is not tile:
                assert cells[beside].ground != tile.ground, (tile, cells[beside])
    large = [tile for tile in tiles if tile.span == 2]
    assert len(large) <= 3
    for one, other in product(large, large):
        if one is not other:
            assert max(abs(one.column - other.column), abs(one.row - other.row)) >= 3
    for tile in tiles:
        assert {tile.ground, *(shape.fill for shape in tile.shapes)} <= set(COLOURS)


@settings(max_examples=60, deadline=None)
@given(mosaics)
def test_mosaic_keeps_the_rules_for_any_identity(mosaic):
    tiles = mosaic_tiles(**mosaic)
    assert_rules(tiles, colour=mosaic["colour"], columns=mosaic["columns"], rows=mosaic["rows"])
    assert tiles == mosaic_tiles.__wrapped__(**mosaic)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_mosaic_keeps_the_rules_for_every_colour_and_motif_set(size):
    columns, rows = size
    for number, (colour, motifs) in enumerate(product(COLOURS, ["", *MOTIFS])):
        if (columns * rows) > 8 and number % 3 != (columns + rows) % 3:
            continue  # the property test above walks through the rest
        tiles = mosaic_tiles("event:42", colour=colour, motifs=motifs, columns=columns, rows=rows)
        assert_rules(tiles, colour=colour, columns=columns, rows=rows)


def test_mosaic_is_the_same_on_every_machine():
    drawn = "".join(
        mosaic_svg(f"event:{number}", colour="teal", motifs=motifs, columns=6, rows=5)
        for number, motifs in enumerate(["", "breakfast", "consultation"])
    )
    assert hashlib.sha256(drawn.encode()).hexdigest()[:16] == "ac4bb7b272b6ac16"


def test_mosaic_differs_between_identities():
    drawn = {mosaic_svg(f"event:{number}", colour="coral", columns=2, rows=4) for number in range(30)}
    assert len(drawn) == 30


@pytest.mark.parametrize("motifs", FORMATS)
def test_mosaic_svg_is_small_plain_and_valid(motifs):
    for columns, rows, limit in ((2, 4, 2500), (6, 6, 8000), (4, 1, 2500)):
        for identity in "abcd":
            svg = mosaic_svg(identity, colour="blue", motifs=motifs, columns=columns, rows=rows)
            assert len(svg) < limit, (identity, columns, rows)
            root = ET.fromstring(svg)
            assert root.get("class") == "mosaic"
            assert root.get("viewBox") == f"0 0 {columns * 100} {rows * 100}"
            assert root.get("preserveAspectRatio") == "xMidYMid slice"
            assert root.get("aria-hidden") == "true" and root.get("focusable") == "false"
            for element in root.iter():
                assert not {"style", "id"} & set(element.attrib)
                assert element.get("fill", "#1d1a33") in COLOURS.values()


def test_motifs_exist_for_every_format():
    assert set(MOTIFS) == set(FORMATS)
    for name, motifs in MOTIFS.items():
        assert 3 <= len(motifs) <= 7, name
        assert any(motif.large for motif in motifs), name
        assert len({motif.name for motif in motifs}) == len(motifs), name


@pytest.mark.parametrize("motifs", FORMATS)
def test_motifs_appear_large_where_there_is_room_and_small_in_strips(motifs):
    names = {
        shape.path for motif in MOTIFS[motifs] for _, path in motif.parts for shape in motif.shapes("ink")
    }
    for identity in "abcd":
        poster = mosaic_tiles(identity, colour="leaf", motifs=motifs, columns=6, rows=5)
        assert sum(tile.span == 2 for tile in poster) in (2, 3)
        strip = mosaic_tiles(identity, colour="leaf", motifs=motifs, columns=2, rows=4)
        assert sum(tile.shapes[0].path in names for tile in strip) in (1, 2)
        assert all(tile.span == 1 for tile in strip)


def test_motif_figures_stand_out_on_their_ground():
    for ground, (figure, accents) in FIGURES.items():
        assert may_lie_on(figure, ground)
        for accent in accents:
            assert may_lie_on(accent, ground), (ground, accent)
            assert accent != figure


def test_mosaic_refuses_unknown_colours_and_empty_grids():
    with pytest.raises(ValueError, match="unknown mosaic colour 'pink'"):
        mosaic_tiles("a", colour="pink", columns=2, rows=2)
    with pytest.raises(ValueError, match="at least one column"):
        mosaic_tiles("a", colour="sun", columns=0, rows=2)


def test_paths_turn_scale_and_move():
    quarter = "M0 0a100 100 0 0 1 100 100h-100z"
    assert transformed(quarter, turn=4) == quarter
    assert transformed(quarter, turn=1) == "M100 0a100 100 0 0 1-100 100v-100z"
    assert transformed(quarter, mirror=True) == "M100 0a100 100 0 0 0-100 100h100z"
    assert transformed(quarter, scale=2, x=100, y=300) == "M100 300a200 200 0 0 1 200 200h-200z"
    assert [letter for letter, _ in commands(circle(50, 50, 10))] == ["M", "a", "a", "z"]
