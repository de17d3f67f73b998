import io

import pikepdf
import pytest
from PIL import Image

from miteinander.foundation.typesetting.formats import A4, A6, PageFormat
from miteinander.foundation.typesetting.imposition import DoesNotFit, Imposition, impose
from miteinander.foundation.typesetting.ingredients import Picture
from miteinander.foundation.typesetting.press import NoProfile, Press, read_profile
from miteinander.foundation.typesetting.rendering import set_sheets
from tests.foundation.typesetting.trial import Note, note
from tests.support import pdfs
from tests.support.profiles import cmyk_profile


def photo(width: int = 1200, height: int = 800) -> Picture:
    target = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(target, "JPEG")
    return Picture(target.getvalue(), "jpeg", width, height, says="Ein Verlauf")


def set_note(press: Press, *, format: PageFormat = A6, **data):
    return set_sheets([note(Note(**data), format)], title="Zettel", lang="de", press=press)


@pytest.mark.parametrize("marks", [None, 3.0])
def test_a_sheet_for_print_has_every_page_box(marks):
    content = set_note(Press(for_print=True, crop_marks=marks)).content
    found = pdfs.boxes(content)
    assert found["TrimBox"] == (105, 148)
    assert found["BleedBox"] == (111, 154)
    assert found["MediaBox"] == ((111, 154) if marks is None else (127, 170))


def test_a_sheet_for_the_screen_has_the_same_boxes_on_the_trimmed_page():
    assert set(pdfs.boxes(set_note(Press()).content).values()) == {(105, 148)}


def test_crop_marks_stand_outside_the_bleed_and_only_when_wished():
    with_marks = pdfs.picture_of(set_note(Press(for_print=True, crop_marks=3)).content, width=1270)
    corner = with_marks.crop(
        (0, 0, 79, 79)
    )  # ten pixels a millimetre; the bleed begins at 80, the page at 110
    assert min(corner.convert("L").get_flattened_data()) == 255
    above = with_marks.crop((100, 0, 120, 80)).convert("L")
    assert min(above.get_flattened_data()) < 200
    bleed = with_marks.crop((105, 85, 115, 105)).convert("L")
    assert min(bleed.get_flattened_data()) > 200


def test_colours_for_print_are_inks_and_no_screen_colours():
    with pikepdf.open(io.BytesIO(set_note(Press(for_print=True)).content)) as document:
        operators = {str(command.operator) for command in pikepdf.parse_content_stream(document.pages[0])}
    assert "k" in operators
    assert not operators & {"rg", "RG", "g", "G"}


def test_a_shops_profile_makes_pdf_x4_with_pictures_in_its_inks():
    profile = read_profile(cmyk_profile())
    printed = set_note(Press(for_print=True, profile=profile), picture=photo())
    with pikepdf.open(io.BytesIO(printed.content)) as document:
        intent = document.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "Musterpresse gestrichen"
        assert intent.DestOutputProfile.read_bytes() == profile.content
        assert document.docinfo["/Trapped"] == "/False"
        with document.open_metadata() as metadata:
            assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        pictures = [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert [one.ColorSpace for one in pictures] == ["/DeviceCMYK"]
        assert not any("/Annots" in page for page in document.pages)
    assert printed.findings == ()
    light = pdfs.picture_of(printed.content).convert("L")
    bright, dark = light.getextrema()[1], light.getextrema()[0]
    assert bright > 230
    assert dark < 90


def test_without_a_profile_screen_colours_are_named():
    found = set_note(Press(for_print=True), picture=photo()).findings
    assert [(one.code, one.what) for one in found] == [("colour", "Ein Verlauf")]


@pytest.mark.parametrize(
    "content", [b"", b"kein Profil", cmyk_profile()[:200], cmyk_profile().replace(b"CMYK", b"RGB ")]
)
def test_another_file_is_no_profile(content):
    with pytest.raises(NoProfile):
        read_profile(content)


def test_the_same_sheet_gives_the_same_bytes():
    press = Press(for_print=True, crop_marks=3, profile=read_profile(cmyk_profile()))
    assert set_note(press).sha256 == set_note(press).sha256


def test_four_cards_lie_on_one_sheet():
    content = set_note(Press(for_print=True), text="Lieselotte").content
    imposed = impose(content, imposition=Imposition(A4), copies=6)
    assert pdfs.page_count(imposed) == 2
    assert pdfs.text_of(imposed, 0).count("Lieselotte") == 4
    assert pdfs.text_of(imposed, 1).count("Lieselotte") == 2
    assert pdfs.boxes(imposed)["MediaBox"] == (210, 297)


def test_a_page_larger_than_the_paper_is_refused():
    with pytest.raises(DoesNotFit):
        impose(set_note(Press(), format=A4).content, imposition=Imposition(A6))
