"""Text in the cells of a spreadsheet: nothing a person typed is ever computed there."""

DANGEROUS = tuple("=+-@\t\r")


def defused(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    risky = text.startswith(DANGEROUS) or (text.startswith("'") and text[1:].startswith((*DANGEROUS, "'")))
    return f"'{text}" if risky else text


def undone(text: str) -> str:
    """Without the apostrophe that `defused` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*DANGEROUS, "'")) else text
