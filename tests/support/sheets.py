"""How a sheet of taking part is printed in a test."""

from miteinander.foundation.typesetting import documents
from miteinander.foundation.typesetting.documents import Wish
from miteinander.foundation.typesetting.printing import print_wish


def printed(key: str, pk: int, *languages: str, fmt: str = "", **options: str) -> bytes:
    document = documents.document(f"participation.{key}")
    return print_wish(document, Wish(pk, languages or ("de",), document.format(fmt), options)).content


def findings(key: str, pk: int, *languages: str, **options: str) -> list[str]:
    document = documents.document(f"participation.{key}")
    found = print_wish(document, Wish(pk, languages or ("de",), document.format(), options)).findings
    return [one.code for one in found]
