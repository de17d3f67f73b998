"""Files from strangers: none of them does harm, each ends in a sentence that says what to do."""

import socket
import time
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from miteinander.stewardship.funding.einvoices import UnreadableInvoice, read_invoice
from miteinander.stewardship.funding.einvoices.safe_xml import MOST_BYTES

SAMPLES = Path(__file__).parents[1] / "samples"
UBL = (SAMPLES / "xrechnung-ubl.xml").read_bytes()
HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"lol" * 10)
    for level in range(12)
)


def with_document_type(declaration: bytes, number: bytes) -> bytes:
    return UBL.replace(HEAD, HEAD + b"<!DOCTYPE Invoice " + declaration + b">").replace(
        b"<cbc:ID>2026-1041</cbc:ID>", b"<cbc:ID>" + number + b"</cbc:ID>"
    )


def pdf(*attached: tuple[str, bytes], **save) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    for name, content in attached:
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
    target = BytesIO()
    document.save(target, **save)
    return target.getvalue()


TOO_DEEP = "Anhang zu groß oder etwas zu tief verschachtelt"
BROKEN_PDF = "PDF ist beschädigt"
TOO_MUCH = "zu viele Angaben"
DANGEROUS = "nichts zu suchen"
BROKEN = "Rechnungsdaten sind beschädigt"
NOT_AN_INVOICE = "keine Rechnung, die wir lesen können"
LOCKED = pikepdf.Encryption(user="geheim", owner="geheim")
FILES = {
    "entity expansion": (with_document_type(b"[" + LAUGHS + b"]", b"&l11;"), DANGEROUS),
    "entity expansion in an attribute": (
        with_document_type(b"[" + LAUGHS + b"]", b"x").replace(b'schemeID="EM"', b'schemeID="&l11;"'),
        DANGEROUS,
    ),
    "external entity": (with_document_type(b'[<!ENTITY x SYSTEM "file:///etc/passwd">]', b"&x;"), DANGEROUS),
    "external entity over the network": (
        with_document_type(b'[<!ENTITY x SYSTEM "http://198.51.100.7/x">]', b"&x;"),
        DANGEROUS,
    ),
    "external document type": (with_document_type(b'SYSTEM "http://198.51.100.7/x.dtd"', b"1"), DANGEROUS),
    "parameter entity": (
        with_document_type(b'[<!ENTITY % x SYSTEM "file:///dev/zero"> %x;]', b"1"),
        DANGEROUS,
    ),
    "document type in UTF-16": (
        with_document_type(b"[" + LAUGHS + b"]", b"&l11;")
        .decode()
        .replace("utf-8", "utf-16")
        .encode("utf-16"),
        DANGEROUS,
    ),
    "undeclared entity": (UBL.replace(b"2026-1041", b"&nbsp;"), BROKEN),
    "two hundred megabytes": (b"<a>" + b" " * (200 * 1024 * 1024), "größer als 20 MB"),
    "deep nesting": (b"<a>" * 100_000 + b"</a>" * 100_000, TOO_DEEP),
    "many elements": (b"<a>" + b"<b/>" * 300_000 + b"</a>", TOO_MUCH),
    "many lines": (
        UBL.replace(b"<cac:InvoiceLine>", b"<cac:InvoiceLine/>" * 6000 + b"<cac:InvoiceLine>", 1),
        TOO_MUCH,
    ),
    "large attachment": (UBL.replace(b"JVBERi0x", b"A" * 11_000_000), TOO_DEEP),
    "wrong encoding": (UBL.replace("ü".encode(), "ü".encode("latin-1")), BROKEN),
    "unknown encoding": (UBL.replace(b'"utf-8"', b'"no-such-code"'), BROKEN),
    "cut off": (UBL[:-40], BROKEN),
    "nul": (UBL.replace(b"2026-1041", b"2026\x00"), BROKEN),
    "empty": (b"", "weder ein PDF noch eine XML-Datei"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "weder ein PDF noch eine XML-Datei"),
    "text": ("Rechnung über 12 €".encode(), "weder ein PDF noch eine XML-Datei"),
    "archive": (b"PK\x03\x04" + bytes(100), "weder ein PDF noch eine XML-Datei"),
    "web page": (b"<html><body>Rechnung</body></html>", NOT_AN_INVOICE),
    "picture in XML": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', NOT_AN_INVOICE),
    "invoice without namespace": (b"<Invoice><ID>1</ID></Invoice>", NOT_AN_INVOICE),
    "order": (UBL.replace(b"Invoice-2", b"Order-2"), NOT_AN_INVOICE),
    "old ZUGFeRD": (
        b'<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
        "alten Format ZUGFeRD 1",
    ),
    "PDF without XML": (pdf(), "keine elektronische Rechnung"),
    "PDF with a picture": (pdf(("foto.png", b"\x89PNG")), "keine elektronische Rechnung"),
    "PDF with other XML": (pdf(("factur-x.xml", b"<html/>")), NOT_AN_INVOICE),
    "PDF with a document type": (
        pdf(("factur-x.xml", with_document_type(b"[" + LAUGHS + b"]", b"&l11;"))),
        DANGEROUS,
    ),
    "PDF with a bomb": (pdf(("factur-x.xml", b" " * (MOST_BYTES + 1))), "größer als 20 MB"),
    "PDF with a password": (pdf(("factur-x.xml", UBL), encryption=LOCKED), "Passwort"),
    "PDF that names a billion objects": (
        b"%PDF-1.4\ntrailer<</Size 999999999>>\nstartxref\n9\n%%EOF",
        BROKEN_PDF,
    ),
    "PDF with a million objects": (b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 1_000_000, TOO_MUCH),
    "PDF of nothing": (b"%PDF-1.7\n%%EOF", BROKEN_PDF),
    "PDF cut off": ((SAMPLES / "zugferd-en16931.pdf").read_bytes()[:3000], "beschädigt|keine elektronische"),
    "PDF with rubbish": (b"%PDF-1.7\n" + zlib.compress(bytes(10_000)) * 5, BROKEN_PDF),
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_given, **_more):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(("content", "said"), FILES.values(), ids=FILES.keys())
def test_hostile_file_ends_in_a_sentence(content, said):
    started = time.perf_counter()
    with pytest.raises(UnreadableInvoice, match=said) as refused:
        read_invoice(content, "rechnung.xml")
    assert time.perf_counter() - started < 3
    sentence = str(refused.value)
    assert "Bitte" in sentence and sentence.endswith(".")
    assert "passwd" not in sentence


def test_name_of_the_file_is_shortened_in_the_sentence():
    with pytest.raises(UnreadableInvoice) as refused:
        read_invoice(b"?", "x" * 5000)
    assert len(str(refused.value)) < 250


def test_pdf_that_opens_without_a_password_but_is_locked_for_changes_says_so():
    locked = pdf(("factur-x.xml", UBL), encryption=pikepdf.Encryption(user="", owner="geheim"))
    with pytest.raises(UnreadableInvoice, match="Passwort"):
        read_invoice(locked, "rechnung.pdf")


def test_pdf_names_its_invoice_in_any_case_and_counts_the_rest():
    invoice = read_invoice(
        pdf(("Lieferschein.pdf", b"%PDF-"), ("ZUGFeRD-invoice.XML", UBL), ("a.xml", b"<a/>")), "r.pdf"
    )
    assert invoice.number == "2026-1041"
    assert invoice.attachments == 3  # two beside it, one within


STARTS = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix in (".xml", ".pdf")]
PIECES = st.sampled_from(
    [b"<a>", b"</a>", b"&x;", b"-", b"9" * 30, b"\x00", b"<!--", b"]]>", b" 0 R ", b"<<", b"NaN"]
)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES | st.binary(max_size=4)), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STARTS), CHANGES)
def test_damaged_file_is_read_or_refused_and_nothing_else_happens(content, changes):
    for share, removed, put in changes:
        at = int(share * len(content))
        content = content[:at] + put + content[at + removed :]
    try:
        invoice = read_invoice(content, "rechnung")
    except UnreadableInvoice as refused:
        assert "Bitte" in str(refused)
    else:
        assert invoice.syntax in ("UBL", "CII")
