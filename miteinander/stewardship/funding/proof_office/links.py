"""From what a check is about to the page where it is put right."""

from django.urls import NoReverseMatch, reverse

from ..models import Proof
from .doors import HERE

PAGES = {"receipt": f"{HERE}:receipt", "order": "funding_office:order", "fund": "funding_office:fund"}


def page_of(record: str, proof: Proof) -> str:
    """For "receipt:12", "income", "return", "proof"; "" where there is no page of its own."""
    kind, _colon, pk = record.partition(":")
    if kind == "proof":
        return reverse(f"{HERE}:words", args=[proof.pk])
    if kind == "return":
        return reverse(f"{HERE}:return", args=[proof.fund_id])
    if kind == "income":
        kind, pk = "fund", str(proof.fund_id)
    try:
        return reverse(PAGES[kind], args=[int(pk)])
    except (KeyError, ValueError, NoReverseMatch):
        return ""
