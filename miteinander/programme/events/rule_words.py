"""A rule in plain words for the office: "jeden 2. Sonntag im Monat, 10:30–13 Uhr"."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.languages.dates import (
    format_date,
    format_time,
    format_times,
    month_name,
    weekday_name,
)

from .recurrence import Rule
from .rule_text import WEEKDAYS, RuleError, check_text, numbers, ordinals

A_MONDAY = date(2024, 1, 1)


def rule_words(rule: Rule, lang: str) -> str:
    """One line without a full stop; for a rule that nobody can follow the sentence that says why."""
    try:
        parts = check_text(rule.text)
    except RuleError as error:
        return str(error)
    found = [_days_in_words(parts, lang)]
    if "BYMONTH" in parts:
        months = [month_name(date(2024, month, 1), lang, year=False) for month in numbers(parts["BYMONTH"])]
        found.append(_("nur im %(months)s") % {"months": _listed(months)})
    if rule.starts and rule.ends:
        found.append(format_times(rule.starts, rule.ends, lang))
    elif rule.starts:
        found.append(format_time(rule.starts, lang))
    elif rule.days > 1:
        found.append(_("%(count)d ganze Tage") % {"count": rule.days})
    if "COUNT" in parts:
        found.append(_("höchstens %(count)s-mal") % {"count": parts["COUNT"]})
    if rule.until:
        found.append(_("bis %(day)s") % {"day": format_date(rule.until, lang, weekday=False)})
    return ", ".join(found)


def _days_in_words(parts: dict[str, str], lang: str) -> str:
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    days = ordinals(parts["BYDAY"]) if "BYDAY" in parts else []
    if "BYMONTHDAY" in parts and "BYSETPOS" not in parts and not days:
        listed = _listed([_day_of_month(number) for number in numbers(parts["BYMONTHDAY"])])
        return _("am %(days)s, %(often)s") % {"days": listed, "often": _often(frequency, interval)}
    if days and not {"BYMONTHDAY"} & set(parts):
        positions = numbers(parts["BYSETPOS"]) if "BYSETPOS" in parts else []
        if positions:
            days = [(position, weekday) for position in positions for _ordinal, weekday in days]
        listed = _listed([_weekday(ordinal, weekday, lang) for ordinal, weekday in days])
        if positions and len(ordinals(parts["BYDAY"])) > 1:
            return _("nach der Regel %(rule)s") % {"rule": ";".join(f"{k}={v}" for k, v in parts.items())}
        if frequency == "WEEKLY" and interval == 1:
            return listed
        if frequency == "MONTHLY" and interval == 1:
            return _("%(days)s im Monat") % {"days": listed}
        return _("%(days)s, %(often)s") % {"days": listed, "often": _often(frequency, interval)}
    if len(parts) - ("INTERVAL" in parts) - ("COUNT" in parts) - ("BYMONTH" in parts) == 1:
        return _often(frequency, interval)
    return _("nach der Regel %(rule)s") % {
        "rule": ";".join(f"{name}={value}" for name, value in parts.items())
    }


def _often(frequency: str, interval: int) -> str:
    return {
        "DAILY": ngettext("jeden Tag", "alle %(count)d Tage", interval),
        "WEEKLY": ngettext("jede Woche", "alle %(count)d Wochen", interval),
        "MONTHLY": ngettext("jeden Monat", "alle %(count)d Monate", interval),
        "YEARLY": ngettext("jedes Jahr", "alle %(count)d Jahre", interval),
    }[frequency] % {"count": interval}


def _weekday(ordinal: int, code: str, lang: str) -> str:
    name = weekday_name(A_MONDAY.replace(day=1 + WEEKDAYS.index(code)), lang)
    if ordinal == 0:
        return _("jeden %(weekday)s") % {"weekday": name}
    if ordinal == -1:
        return _("jeden letzten %(weekday)s") % {"weekday": name}
    if ordinal < 0:
        return _("jeden %(number)d.-letzten %(weekday)s") % {"number": -ordinal, "weekday": name}
    return _("jeden %(number)d. %(weekday)s") % {"number": ordinal, "weekday": name}


def _day_of_month(number: int) -> str:
    return _("letzten Tag") if number == -1 else _("%(number)d. Tag") % {"number": number}


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s und %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
