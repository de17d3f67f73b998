"""A data set as canonical JSON and back: sorted keys, no blanks, amounts and days as texts. The same set, the same bytes."""

import hashlib
import json
import types
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from .data import FORMAT, ProofData


class Altered(ValueError):
    """The set does not fit its hash or is not of a known form."""


def as_plain(value: Any) -> Any:
    """Texts, whole numbers, lists and maps only. Raises TypeError for a float: amounts are never rounded."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
        case tuple() | list():
            return [as_plain(one) for one in value]
        case dict():
            return {str(key): as_plain(one) for key, one in value.items()}
        case _ if is_dataclass(value):
            return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(plain: Any) -> bytes:
    return json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(plain: Any) -> str:
    """SHA-256 in hex of the canonical form."""
    return hashlib.sha256(canonical(plain)).hexdigest()


def thawed(plain: Any) -> ProofData:
    """The data set of a frozen proof. Raises Altered."""
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise Altered("unknown form")
    try:
        data = _made(ProofData, plain)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Altered(str(error)) from error
    assert isinstance(data, ProofData)
    return data


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of)


def _made(wanted: Any, value: Any) -> Any:
    origin = get_origin(wanted)
    if origin in (types.UnionType, Union):
        if value is None:
            return None
        return _made(next(one for one in get_args(wanted) if one is not type(None)), value)
    if origin is tuple:
        inner = get_args(wanted)[0]
        return tuple(_made(inner, one) for one in value)
    if wanted is Decimal:
        return Decimal(value)
    if wanted is date:
        return date.fromisoformat(value)
    if is_dataclass(wanted):
        return wanted(**{name: _made(kind, value[name]) for name, kind in _hints(wanted).items()})  # type: ignore[arg-type, operator]
    return value
