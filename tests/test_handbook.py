"""The handbook names only pictures that exist, that the browser tests make, and that are small."""

from tests.support.handbook import FOLDER, HANDBOOK, LARGEST, PICTURES, POSTERS, named_pictures


def test_every_picture_named_is_made_and_every_picture_made_is_named() -> None:
    named = [name for names in named_pictures().values() for name in names]
    assert sorted(named) == sorted([*PICTURES, *POSTERS])
    assert {path.stem for path in FOLDER.iterdir()} == {*PICTURES, *POSTERS}


def test_pictures_are_small_and_every_one_says_what_it_shows() -> None:
    assert {
        path.name: path.stat().st_size for path in FOLDER.iterdir() if path.stat().st_size > LARGEST
    } == {}
    for chapter in HANDBOOK.glob("*.md"):
        text = chapter.read_text()
        assert text.count("](bilder/") == text.count("![") - text.count("![]("), chapter.name
