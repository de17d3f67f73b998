"""The app at the door in a real browser: scan, find, let in without a network, tell the server later."""

import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from miteinander.programme.participation.door.shell_files import missing
from tests.e2e.conftest import ARGUMENTS, _browser_path
from tests.support.axe import assert_accessible

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
FAMILY = "Familie Müller-Lüdenscheidt"
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def in_demo(demo: str, demo_home: Path) -> Callable[[str], dict[str, Any]]:
    """Run a function of `tests.support.door_demo` in the running demo's home and read its line of JSON."""
    home = os.environ.get("MITEINANDER_TEST_DEMO_HOME") or str(demo_home)

    def run(call: str) -> dict[str, Any]:
        code = f"from tests.support import door_demo; door_demo.{call}"
        done = subprocess.run(
            [sys.executable, "-m", "miteinander", "manage", "shell", "-v0", "-c", code],
            cwd=ROOT,
            env={**os.environ, "MITEINANDER_HOME": home},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return found

    return run


@pytest.fixture
def world(in_demo: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    return in_demo("build()")


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, locale="de-DE", has_touch=True)
    yield context
    context.close()


def opened(phone: BrowserContext, demo: str, world: dict[str, Any], label: str = "Eingang links") -> Page:
    """A phone that has fetched its list and can work without a network."""
    page = phone.new_page()
    page.goto(f"{demo}/tuer/{world['token']}/")
    page.get_by_label("Wie soll dieses Telefon heißen?").fill(label)
    page.get_by_role("button", name="Anfangen").click()
    expect(page.locator("#app")).to_be_visible()
    expect(page.locator("#warten")).to_have_text("Alles übertragen")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(300)  # until the page itself is kept
    return page


def find(page: Page, name: str) -> None:
    page.locator("#zu-suchen").click()
    page.locator("#suche").fill(name)


def picture_of(text: str) -> dict[str, Any]:
    """A photo of a ticket, as a file for the page."""
    written = io.BytesIO()
    qrcode.make(text, box_size=6, border=6).save(written)
    return {"name": "karte.png", "mimeType": "image/png", "buffer": written.getvalue()}


def test_a_family_is_let_in_without_a_network_and_told_later(
    demo: str, phone: BrowserContext, world: dict[str, Any], in_demo
) -> None:
    page = opened(phone, demo, world)
    expect(page.locator("#zahl")).to_have_text("0 von 10 da")
    phone.set_offline(True)
    page.reload()
    expect(page.locator("#app")).to_be_visible()
    find(page, "mueller")
    page.get_by_role("button", name=FAMILY).click()
    page.get_by_role("button", name="Alle einlassen: 4").click()
    expect(page.locator("#gruppe .sheet-state")).to_contain_text("schon da seit")
    page.get_by_role("button", name="Zurücknehmen: Gast 4").click()
    expect(page.locator("#gruppe .sheet-state")).to_contain_text("da: 3 von 4")
    page.get_by_role("button", name="Schließen").click()
    page.locator("#zu-zaehlen").click()
    page.get_by_role("button", name="Türkçe").click()
    page.get_by_role("button", name="18 bis 64 Jahre").click()
    expect(page.locator("#zahl")).to_have_text("3 von 10 da")
    expect(page.locator("#warten")).to_have_text("Noch nicht übertragen: 6")
    expect(page.locator("#netz")).to_have_text("ohne Netz")
    assert in_demo(f"counts({world['event']})")["guests"] == 0
    page.reload()  # nothing is lost when the phone closes the page
    expect(page.locator("#warten")).to_have_text("Noch nicht übertragen: 6")
    phone.set_offline(False)
    expect(page.locator("#warten")).to_have_text("Alles übertragen", timeout=25_000)
    expect(page.locator("#netz")).to_have_text("verbunden")
    assert in_demo(f"counts({world['event']})") == {"guests": 3, "inside": 4, "walk_ins": {"tr adult": 1}}


def test_a_ticket_is_read_from_a_photo_and_from_its_code(
    demo: str, phone: BrowserContext, world: dict[str, Any]
) -> None:
    page = opened(phone, demo, world)
    page.locator("#zu-scannen").click()
    for name, words in (
        (FAMILY, FAMILY),
        ("Ida Meyer", "abgemeldet"),
        ("Warten Lange", "Warteliste"),
        (None, "nicht auf dieser Liste"),
    ):
        text = world["tickets"][name] if name else "https://example.org/etwas-anderes"
        page.locator("#foto").set_input_files(picture_of(text))
        expect(page.locator("#gruppe")).to_contain_text(words)
        page.get_by_role("button", name="Schließen").click()
    page.get_by_label("Code von der Karte").fill(world["codes"]["Aylin Yıldız"].lower())
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#gruppe-name")).to_have_text("Aylin Yıldız")
    page.get_by_role("button", name="Schließen").click()
    page.get_by_label("Code von der Karte").fill("2222-2222")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#scan-hinweis")).to_contain_text("steht nicht auf der Liste")


def test_the_camera_reads_a_ticket_without_help_of_the_browser(
    demo: str, browser: Browser, world: dict[str, Any], tmp_path: Path
) -> None:
    film = tmp_path / "karte.mjpeg"
    film.write_bytes(film_of(world["tickets"]["Aylin Yıldız"]))
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    fake.append(f"--use-file-for-fake-video-capture={film}")
    seeing = browser.browser_type.launch(executable_path=_browser_path(), args=[*ARGUMENTS, *fake])
    context = seeing.new_context(viewport=PHONE, locale="de-DE")
    context.add_init_script("delete globalThis.BarcodeDetector")
    page = opened(context, demo, world)
    page.locator("#zu-scannen").click()
    page.get_by_role("button", name="Kamera einschalten").click()
    expect(page.locator("#gruppe-name")).to_have_text("Aylin Yıldız", timeout=20_000)
    seeing.close()


def film_of(text: str) -> bytes:
    """What a camera sees of a ticket that is held at an angle: a few JPEGs one after the other."""
    grey = (120, 120, 110)
    code = qrcode.make(text, box_size=8, border=4).convert("RGB").resize((330, 330))
    frame = Image.new("RGB", (640, 480), grey)
    frame.paste(code.rotate(8, expand=True, fillcolor=grey), (130, 50))
    written = io.BytesIO()
    frame.save(written, "JPEG", quality=80)
    return written.getvalue() * 5


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("yildiz", "Aylin Yıldız"),
        ("Lüdenscheid", FAMILY),
        ("Jutta", FAMILY),
        ("Miller Lidenschait", FAMILY),
        ("الحسن", "عائلة الحسن"),
        ("حسن", "عائلة الحسن"),
        ("шевч", "Олена Шевченко"),
    ],
)
def test_names_are_found_as_people_type_and_hear_them(
    demo: str, browser: Browser, shared_phone: Page, typed: str, found: str
) -> None:
    find(shared_phone, typed)
    expect(shared_phone.locator("#treffer .hit-name")).to_have_text([found])


@pytest.fixture(scope="module")
def shared_phone(browser: Browser, demo: str, in_demo) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, locale="de-DE", has_touch=True)
    yield opened(context, demo, in_demo("build()"))
    context.close()


def test_two_phones_see_each_other(
    demo: str, browser: Browser, phone: BrowserContext, world: dict[str, Any]
) -> None:
    left = opened(phone, demo, world)
    other = browser.new_context(viewport=PHONE, locale="de-DE")
    right = opened(other, demo, world, "Eingang rechts")
    find(left, "Yildiz")
    left.get_by_role("button", name="Aylin").click()
    left.get_by_role("button", name="Einlassen", exact=True).click()
    expect(left.locator("#zahl")).to_have_text("1 von 10 da")
    expect(left.locator("#warten")).to_have_text("Alles übertragen")
    expect(right.locator("#zahl")).to_have_text("1 von 10 da", timeout=20_000)  # asks every ten seconds
    find(right, "Yildiz")
    expect(right.locator("#treffer")).to_contain_text("schon da seit")
    other.close()


def test_a_locked_out_phone_deletes_everything(
    demo: str, phone: BrowserContext, world: dict[str, Any], in_demo
) -> None:
    page = opened(phone, demo, world)
    in_demo(f"lock_out({world['event']})")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#ende")).to_contain_text("nicht mehr zugelassen")
    left = page.evaluate(
        "(async () => [(await indexedDB.databases()).length, (await (await caches.open('tuer-seiten')).keys()).length])()"
    )
    assert left == [0, 0]
    assert FAMILY not in page.content()


def test_twelve_hours_after_the_end_the_phone_deletes_by_itself_without_a_network(
    demo: str, phone: BrowserContext, world: dict[str, Any]
) -> None:
    page = opened(phone, demo, world)
    phone.set_offline(True)
    later = page.evaluate("Date.now()") + 17 * 3_600_000
    page.add_init_script(f"const real = Date.now; Date.now = () => real() - real() + {later};")
    page.reload()
    expect(page.locator("#ende")).to_contain_text("Die Veranstaltung ist vorbei")
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0


def test_a_closed_door_says_so_and_wipes_the_phone(
    demo: str, phone: BrowserContext, world: dict[str, Any], in_demo
) -> None:
    page = opened(phone, demo, world)
    in_demo(f"close({world['event']})")
    page.reload()
    expect(page.get_by_role("heading")).to_have_text("Die Tür ist zu")
    page.wait_for_timeout(500)
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_part_of_the_app_is_accessible(
    demo: str, browser: Browser, world: dict[str, Any], language: str, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme, locale="de-DE")
    page = context.new_page()
    page.goto(f"{demo}/tuer/{world['token']}/")
    page.locator("#sprache").select_option(language)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    expect(page.locator("#anfang")).to_be_visible()
    assert_accessible(page)
    page.locator("#name").fill("Eingang")
    page.locator("#anfang button").click()
    for tab in ("scannen", "zaehlen", "verlauf", "suchen"):
        page.locator(f"#zu-{tab}").click()
        assert_accessible(page)
    page.locator("#suche").fill("muller")
    assert_accessible(page)
    page.locator(".hit").click()
    assert_accessible(page)
    page.locator("[data-key=all]").click()
    expect(page.locator("#gruppe .badge--in").first).to_be_visible()
    assert_accessible(page)
    context.close()


MODULES = ROOT / "miteinander/programme/participation/static/participation/door"


def in_module(page: Page, name: str, expression: str) -> Any:
    """Evaluate with `m`, the module of that name."""
    source = base64.b64encode((MODULES / name).read_bytes()).decode()
    return page.evaluate(f"import('data:text/javascript;base64,{source}').then((m) => {expression})")


# Published examples of the Kölner Phonetik, and pairs that sound alike.
SOUNDS = {
    "Müller": "657", "Lüdenscheidt": "52682", "Wikipedia": "3412", "Breschnew": "17863", "Meyer": "67", "Maier": "67",
    "Mayr": "67", "Schmidt": "862", "Schmitt": "862", "Heinz": "068", "Classen": "4586", "Philipp": "351",
    "Xaver": "4837", "Akzent": "04862", "Ägypten": "04126", "Yıldız": "0528", "Олена": "", "الحسن": "",
}  # fmt: skip


def test_sounds_follow_the_koelner_phonetik(browser: Browser) -> None:
    page = browser.new_page()
    words = json.dumps(list(SOUNDS))
    assert in_module(page, "names.js", f"{words}.map(m.sounds)") == list(SOUNDS.values())
    page.close()


def test_folding_makes_one_of_what_looks_alike(browser: Browser) -> None:
    page = browser.new_page()
    pairs = [
        ("Müller", "Mueller"),
        ("Straße", "STRASSE"),
        ("Yıldız", "yildiz"),
        ("أحمد", "احمد"),
        ("فاطمة", "فاطمه"),
        ("Йоганн", "иоганн"),
    ]
    for one, other in pairs:
        assert in_module(page, "names.js", f"m.fold({json.dumps(one)}) === m.fold({json.dumps(other)})"), one
    page.close()


def test_sha256_agrees_with_the_standard(browser: Browser) -> None:
    import hashlib

    page = browser.new_page()
    texts = ["", "abc", "ü" * 100, "x" * 55, "x" * 56, "x" * 64, "😀"]
    expected = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    assert in_module(page, "sha256.js", f"{json.dumps(texts)}.map(m.sha256)") == expected
    page.close()


def test_the_phone_reads_the_book_as_the_server_does(browser: Browser) -> None:
    entries = [
        {"uid": "u", "deed": "undo", "undoes": "b", "at": 1},
        {"uid": "a", "deed": "in", "guest": 1, "door": 1, "at": 10},
        {"uid": "a2", "deed": "in", "guest": 1, "door": 2, "at": 11},
        {"uid": "b", "deed": "in", "guest": 2, "door": 1, "at": 12},
        {"uid": "c", "deed": "in", "guest": 3, "door": 1, "at": 13},
        {"uid": "d", "deed": "out", "guest": 3, "door": 1, "at": 14},
        {"uid": "e", "deed": "in", "guest": 4, "door": 3, "at": 15},
        {"uid": "f", "deed": "walk_in", "count": 2, "at": 16},
        {"uid": "g", "deed": "in", "guest": None, "door": 1, "at": 17},
    ]
    doors = {1: {"list": ""}, 2: {"list": ""}, 3: {"list": "9"}}
    page = browser.new_page()
    read = f"m.readBook({json.dumps(entries)}, {json.dumps(doors)}, '')"
    found = in_module(
        page, "book.js", f"(({{guests, walkIns, byGuest}}) => [guests, walkIns, [...byGuest]])({read})"
    )
    assert found[:2] == [3, 2]
    assert [(guest, one["state"], one["at"]) for guest, one in found[2]] == [(1, "in", 10), (3, "out", 14)]
    page.close()


def test_every_file_of_the_app_is_there() -> None:
    assert missing() == []
    kept = {path.name for path in MODULES.glob("*.js")}
    from miteinander.programme.participation.door import shell_files

    named = {Path(name).name for name in (*shell_files.LINKED, *shell_files.IMPORTED, shell_files.WORKER)}
    assert kept - named == {"closed.js", "office_counts.js"}, "not kept for offline"
