"""Names of languages in the active language, for sentences; menus and chips use the languages' own names."""

from django.utils.translation import get_language_info, gettext_lazy

from .registry import spoken_languages

_OURS = {
    "prs": gettext_lazy("Dari"),
    "ps": gettext_lazy("Paschtu"),
    "kmr": gettext_lazy("Kurdisch (Kurmandschi)"),
    "ckb": gettext_lazy("Kurdisch (Sorani)"),
    "ti": gettext_lazy("Tigrinya"),
    "so": gettext_lazy("Somali"),
    "zh-Hans": gettext_lazy("Chinesisch"),
    "rom": gettext_lazy("Romani"),
    "gsg": gettext_lazy("Deutsche Gebärdensprache"),
    "de-simple": gettext_lazy("Deutsch in Leichter Sprache"),
}
"""Those Django has no name for, or one nobody here says."""


def language_word(code: str) -> str:
    """For example "Türkisch" for "tr"; a code nobody knows as it stands."""
    if code in _OURS:
        return str(_OURS[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        known = spoken_languages().get(code)
        return known.name if known else code
