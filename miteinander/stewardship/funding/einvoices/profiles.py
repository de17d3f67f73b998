"""What people call the profile that a file names."""

import re

_NAMES = (
    (r"kosit:extension:xrechnung_([\d.]+)$", "XRechnung {} (Extension)"),
    (r"kosit:(?:standard:)?xrechnung_([\d.]+)$", "XRechnung {}"),
    (r"peppol\.eu:2017:poacc:billing:([\d.]+)$", "Peppol BIS Billing {}"),
    (r"^urn:cen\.eu:en16931:2017$", "EN 16931"),
    (r"(?:factur-x\.eu:1p0|zugferd\.de:2p0):basicwl$", "ZUGFeRD BASIC WL"),
    (r"(?:factur-x\.eu:1p0|zugferd\.de:2p0):(minimum|basic|extended)$", "ZUGFeRD {}"),
)
WITHOUT_LINES = frozenset({"ZUGFeRD MINIMUM", "ZUGFeRD BASIC WL"})
"""Booking aids only: in Germany not an invoice (letter of the Federal Ministry of Finance of 15 October 2024)."""


def profile_name(identifier: str) -> str:
    for pattern, name in _NAMES:
        match = re.search(pattern, identifier)
        if match:
            return name.format(*(part.upper() for part in match.groups()))
    return identifier[:100]
