"""Finding message ids: in Python by its syntax tree, in templates by Django's own parser of tags."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.base import Lexer, TokenType
from django.utils.text import smart_split

_PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_CONTEXT = {"pgettext", "pgettext_lazy"}
_PLURAL_CONTEXT = {"npgettext", "npgettext_lazy"}


@dataclass(frozen=True)
class Message:
    singular: str
    plural: str = ""
    context: str = ""


class UnreadableMessage(ValueError):
    """A message that is no plain literal cannot be translated."""


def messages_of_python(source: str) -> Iterator[tuple[Message, int]]:
    """Messages and their lines. Raises UnreadableMessage for an f-string or a variable in a gettext call."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in _PLAIN and node.args:
            yield Message(_literal(node.args[0])), node.lineno
        elif name in _PLURAL:
            yield Message(_literal(node.args[0]), _literal(node.args[1])), node.lineno
        elif name in _CONTEXT:
            yield Message(_literal(node.args[1]), context=_literal(node.args[0])), node.lineno
        elif name in _PLURAL_CONTEXT:
            yield Message(_literal(node.args[1]), _literal(node.args[2]), _literal(node.args[0])), node.lineno


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise UnreadableMessage(f"line {node.lineno}: a message must be a plain string")


def messages_of_template(source: str) -> Iterator[tuple[Message, int]]:
    """Messages of `{% translate %}`, `{% blocktranslate %}` and `_("...")` in tags and variables."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        bits = list(smart_split(token.contents))
        if token.token_type == TokenType.BLOCK and bits[0] in ("translate", "trans"):
            if bits[1][:1] in "\"'":
                yield Message(_unquoted(bits[1]), context=_option(bits, "context")), token.lineno or 0
        elif token.token_type == TokenType.BLOCK and bits[0] in ("blocktranslate", "blocktrans"):
            yield _block(tokens, bits), token.lineno or 0
        else:
            for found in re.finditer(r"_\((\"[^\"]*\"|'[^']*')\)", token.contents):
                yield Message(found.group(1)[1:-1]), token.lineno or 0


def _block(tokens: Iterator[object], bits: list[str]) -> Message:
    texts = [""]
    for token in tokens:
        contents, kind = token.contents, token.token_type  # type: ignore[attr-defined]
        if kind == TokenType.BLOCK and contents.split()[0] in ("endblocktranslate", "endblocktrans"):
            break
        if kind == TokenType.BLOCK and contents.split()[0] == "plural":
            texts.append("")
        elif kind == TokenType.VAR:
            texts[-1] += f"%({contents.split('|')[0].strip()})s"
        elif kind == TokenType.TEXT:
            texts[-1] += contents.replace("%", "%%")
    if "trimmed" in bits:
        texts = [" ".join(line.strip() for line in text.strip().splitlines()) for text in texts]
    return Message(texts[0], texts[1] if len(texts) > 1 else "", _option(bits, "context"))


def _option(bits: list[str], name: str) -> str:
    return _unquoted(bits[bits.index(name) + 1]) if name in bits else ""


def _unquoted(text: str) -> str:
    return text[1:-1].replace('\\"', '"').replace("\\'", "'")
