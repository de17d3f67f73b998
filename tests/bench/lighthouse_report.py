"""What Lighthouse's answers say: the middle of several runs, what is too low, and a report to read."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LOWEST = 95
CATEGORIES = {
    "performance": "Leistung",
    "accessibility": "Barrierefreiheit",
    "best-practices": "gute Praxis",
    "seo": "Suchmaschinen",
}
METRICS = {
    "largest-contentful-paint": "größter Inhalt sichtbar (LCP)",
    "total-blocking-time": "blockiert (TBT)",
    "cumulative-layout-shift": "Verschiebung (CLS)",
    "total-byte-weight": "übertragen",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One page: points from 0 to 100 by category and numbers by metric; what Lighthouse did not tell is None."""

    page: str
    scores: Mapping[str, float | None]
    metrics: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Under what the numbers came about."""

    date: str
    commit: str
    lighthouse: str
    browser: str
    machine: str
    runs: int


def middle(page: str, answers: Sequence[Mapping[str, Any]]) -> Result:
    """The median of each number over Lighthouse's answers (its JSON); None where one of them lacks it."""
    return Result(
        page,
        {
            name: _median([_score(answer.get("categories", {}).get(name)) for answer in answers])
            for name in CATEGORIES
        },
        {
            name: _median([answer.get("audits", {}).get(name, {}).get("numericValue") for answer in answers])
            for name in METRICS
        },
    )


def faults(results: Sequence[Result]) -> list[str]:
    """One German phrase for each category that is too low or was not measured; no page at all is a fault too."""
    if not results:
        return ["Es wurde keine Seite gemessen"]
    found = []
    for result in results:
        for name, label in CATEGORIES.items():
            score = result.scores.get(name)
            if score is None:
                found.append(f"{result.page}: {label} wurde nicht gemessen")
            elif score < LOWEST:
                found.append(f"{result.page}: {label} hat {score:.0f} Punkte")
    return found


def report(results: Sequence[Result], circumstances: Circumstances) -> str:
    """The report as Markdown."""
    found = faults(results)
    verdict = (
        f"Zu niedrig: {'; '.join(found)}."
        if found
        else f"Jede Seite hat in jedem Bereich mindestens {LOWEST} Punkte."
    )
    points = [[result.page, *(_points(result.scores.get(name)) for name in CATEGORIES)] for result in results]
    numbers = [
        [result.page, *(_number(name, result.metrics.get(name)) for name in METRICS)] for result in results
    ]
    return "\n".join(
        [
            "# Was Lighthouse zu den öffentlichen Seiten sagt\n",
            "`make lighthouse` schreibt diesen Bericht. Es startet die Vorführung mit ihren Beispieldaten und lässt für die Messung",
            "Suchmaschinen zu (`noindex` ist aus); der Hinweis auf das Beispiel bleibt stehen. Lighthouse misst, wie es für Telefone",
            f"vorgesehen ist: kleiner Bildschirm, langsame Verbindung, langsamer Prozessor. Jede Zahl ist die mittlere aus {circumstances.runs}"
            " Läufen.\n",
            f"**{verdict}**\n",
            f"- Datum: {circumstances.date}",
            f"- Stand: {circumstances.commit}",
            f"- Lighthouse {circumstances.lighthouse}, {circumstances.browser}",
            f"- Rechner: {circumstances.machine}\n",
            "## Punkte (von 100)\n",
            _table(["Seite", *CATEGORIES.values()], points),
            "## Zahlen\n",
            _table(["Seite", *METRICS.values()], numbers),
        ]
    )


def _score(category: Mapping[str, Any] | None) -> float | None:
    score = (category or {}).get("score")
    return None if score is None else round(score * 100)


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known and len(known) == len(values) else None


def _points(score: float | None) -> str:
    if score is None:
        return "**fehlt**"
    return f"{score:.0f}" if score >= LOWEST else f"**{score:.0f}**"


def _number(name: str, value: float | None) -> str:
    if value is None:
        return "fehlt"
    if name == "largest-contentful-paint":
        return f"{value / 1000:.1f} s".replace(".", ",")
    if name == "total-byte-weight":
        return f"{value / 1000:.0f} kB"
    if name == "cumulative-layout-shift":
        return f"{value:.3f}".replace(".", ",")
    return f"{value:.0f} ms"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
