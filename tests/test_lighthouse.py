"""What `make lighthouse` makes of Lighthouse's answers; Lighthouse itself is not needed here."""

import json
import re
from pathlib import Path

import pytest

from tests.bench.lighthouse_report import CATEGORIES, Circumstances, Result, faults, middle, report

ROOT = Path(__file__).resolve().parents[1]
CIRCUMSTANCES = Circumstances("2026-11-22", "abc1234", "12.8.2", "Chromium 150", "Linux, 2 Prozessorkerne", 3)
METRICS = {
    "largest-contentful-paint": 1507.4,
    "total-blocking-time": 12.0,
    "cumulative-layout-shift": 0.0182,
    "total-byte-weight": 79_872,
}


def answer(**scores):
    """Lighthouse's JSON, with 100 points where nothing else is said."""
    points = dict.fromkeys(CATEGORIES, 1.0) | {
        name.replace("_", "-"): score for name, score in scores.items()
    }
    return {
        "categories": {name: {"score": score} for name, score in points.items()},
        "audits": {name: {"numericValue": value} for name, value in METRICS.items()},
    }


def test_good_page_has_no_fault():
    assert faults([middle("Startseite", [answer(performance=0.95)] * 3)]) == []


@pytest.mark.parametrize("category", CATEGORIES)
def test_page_below_95_is_a_fault(category):
    result = middle("Kalender, Arabisch", [answer(**{category.replace("-", "_"): 0.94})] * 3)

    assert faults([middle("Startseite", [answer()]), result]) == [
        f"Kalender, Arabisch: {CATEGORIES[category]} hat 94 Punkte"
    ]
    assert "| **94** |" in report([result], CIRCUMSTANCES)


@pytest.mark.parametrize("category", CATEGORIES)
def test_category_that_was_not_measured_is_a_fault(category):
    silent, without = answer(**{category.replace("-", "_"): None}), answer()
    del without["categories"][category]

    for missing in (silent, without):
        assert faults([middle("Termin", [answer(), missing, answer()])]) == [
            f"Termin: {CATEGORIES[category]} wurde nicht gemessen"
        ]
    assert faults([Result("Termin", {}, {})]) and faults([middle("Termin", [])]) and faults([])


def test_the_middle_run_counts():
    result = middle("Startseite", [answer(performance=score) for score in (0.4, 1.0, 0.97)])

    assert result.scores["performance"] == 97


def test_report_names_pages_numbers_and_circumstances():
    text = report([middle("Startseite, Deutsch", [answer(performance=0.99)] * 3)], CIRCUMSTANCES)

    assert "| Startseite, Deutsch | 99 | 100 | 100 | 100 |" in text
    assert "| Startseite, Deutsch | 1,5 s | 12 ms | 0,018 | 80 kB |" in text
    for told in (
        "2026-11-22",
        "abc1234",
        "Lighthouse 12.8.2",
        "Chromium 150",
        "2 Prozessorkerne",
        "3 Läufen",
    ):
        assert told in text
    assert "mindestens 95 Punkte" in text and "Zu niedrig" not in text


def test_packages_are_pinned_and_name_no_registry():
    folder = ROOT / "tests" / "bench" / "npm"
    wanted = json.loads((folder / "package.json").read_text())["dependencies"]
    lock = json.loads((folder / "package-lock.json").read_text())

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages["node_modules/lighthouse"]["version"] == wanted["lighthouse"]
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-") and "resolved" not in package, name
