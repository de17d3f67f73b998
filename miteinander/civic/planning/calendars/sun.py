"""Sunset and dawn, by the equations of the NOAA solar calculator; good to about two minutes in Germany."""

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

DAWN = 18.0
"""Degrees of the sun below the horizon at which fasting begins by the reckoning of most communities."""
HORIZON = 0.833
"""Half the disc of the sun and the bending of its light."""


@dataclass(frozen=True)
class Place:
    latitude: float
    longitude: float
    name: str = ""


NORTH_RHINE_WESTPHALIA = Place(51.45, 7.55, "Mitte von Nordrhein-Westfalen")


def sunset(day: date, place: Place) -> datetime | None:
    """The moment in UTC; None where the sun does not set that day."""
    return _moment(day, place, HORIZON, after_noon=True)


def sunrise(day: date, place: Place) -> datetime | None:
    return _moment(day, place, HORIZON, after_noon=False)


def dawn(day: date, place: Place) -> datetime | None:
    """First light in UTC; None in the bright nights of summer, when the sun stays too near the horizon."""
    return _moment(day, place, DAWN, after_noon=False)


def _moment(day: date, place: Place, below: float, *, after_noon: bool) -> datetime | None:
    centuries = (day.toordinal() - date(2000, 1, 1).toordinal() - place.longitude / 360) / 36525
    declination, equation = _sun(centuries)
    latitude = math.radians(place.latitude)
    cosine = (math.cos(math.radians(90 + below)) - math.sin(latitude) * math.sin(declination)) / (
        math.cos(latitude) * math.cos(declination)
    )
    if not -1 <= cosine <= 1:
        return None
    hours = math.degrees(math.acos(cosine)) * 4
    minutes = 720 - 4 * place.longitude - equation + (hours if after_noon else -hours)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)


def _sun(centuries: float) -> tuple[float, float]:
    """Declination in radians and the equation of time in minutes."""
    mean_longitude = math.radians((280.46646 + centuries * (36000.76983 + centuries * 0.0003032)) % 360)
    anomaly = math.radians(357.52911 + centuries * (35999.05029 - 0.0001537 * centuries))
    eccentricity = 0.016708634 - centuries * (0.000042037 + 0.0000001267 * centuries)
    centre = math.radians(
        math.sin(anomaly) * (1.914602 - centuries * (0.004817 + 0.000014 * centuries))
        + math.sin(2 * anomaly) * (0.019993 - 0.000101 * centuries)
        + math.sin(3 * anomaly) * 0.000289
    )
    node = math.radians(125.04 - 1934.136 * centuries)
    apparent = mean_longitude + centre - math.radians(0.00569 + 0.00478 * math.sin(node))
    obliquity = math.radians(23.439291 - 0.0130042 * centuries + 0.00256 * math.cos(node))
    declination = math.asin(math.sin(obliquity) * math.sin(apparent))
    y = math.tan(obliquity / 2) ** 2
    equation = (
        y * math.sin(2 * mean_longitude)
        - 2 * eccentricity * math.sin(anomaly)
        + 4 * eccentricity * y * math.sin(anomaly) * math.cos(2 * mean_longitude)
        - 0.5 * y * y * math.sin(4 * mean_longitude)
        - 1.25 * eccentricity * eccentricity * math.sin(2 * anomaly)
    )
    return declination, 4 * math.degrees(equation)
