"""What an import did, or would do, in the words of the office."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from miteinander.foundation.exchange.difference import Outcome, RecordChange
from miteinander.foundation.exchange.problems import Problem


@dataclass(frozen=True)
class Report:
    """`changes` are complete only without errors; with errors nothing was imported."""

    documents: tuple[str, ...]
    dry_run: bool
    problems: tuple[Problem, ...] = ()
    more_problems: bool = False
    changes: tuple[RecordChange, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def nothing_new(self) -> bool:
        """Whether the import found everything as it already was."""
        return self.ok and not any(
            change.outcome in (Outcome.CREATED, Outcome.CHANGED) for change in self.changes
        )

    def counts(self, kind: str) -> dict[Outcome, int]:
        return dict(Counter(change.outcome for change in self.changes if change.kind == kind))

    def text(self) -> str:
        """The whole report, in the active language. The single records are listed in a dry run only."""
        return "\n".join(self._error_lines() if self.problems else self._result_lines()) + "\n"

    def _error_lines(self) -> list[str]:
        lines = [str(problem) for problem in self.problems]
        if self.more_problems:
            lines.append(_("Es gibt weitere Fehler. Beheben Sie zuerst diese."))
        count = {"count": len(self.problems)}
        lines.append("")
        lines.append(
            ngettext(
                "%(count)d Fehler. Nichts wurde übernommen. Beheben Sie ihn und importieren Sie noch einmal.",
                "%(count)d Fehler. Nichts wurde übernommen. Beheben Sie sie und importieren Sie noch einmal.",
                len(self.problems),
            )
            % count
        )
        return lines

    def _result_lines(self) -> list[str]:
        files = {"files": ", ".join(self.documents)}
        lines = [(_("Probelauf für %(files)s:") if self.dry_run else _("Import von %(files)s:")) % files]
        for kind in dict.fromkeys(change.kind for change in self.changes):
            lines.append(f"  {kind}: {self._summary(kind)}")
            if self.dry_run:
                lines += self._records(kind)
        if self.nothing_new:
            lines.append(_("Alles ist schon auf diesem Stand. Nichts wurde geändert."))
        elif self.dry_run:
            lines.append(_("Nichts wurde gespeichert. Ohne --dry-run wird übernommen, was hier steht."))
        else:
            lines.append(_("Alles ist übernommen."))
        return lines

    def _summary(self, kind: str) -> str:
        counts = self.counts(kind)
        if kept := counts.get(Outcome.KEPT, 0):
            return _("%(count)d in der Datei behalten, noch nicht übernommen") % {"count": kept}
        return _("%(created)d neu, %(changed)d geändert, %(unchanged)d unverändert") % {
            "created": counts.get(Outcome.CREATED, 0),
            "changed": counts.get(Outcome.CHANGED, 0),
            "unchanged": counts.get(Outcome.UNCHANGED, 0),
        }

    def _records(self, kind: str) -> list[str]:
        lines = []
        for change in self.changes:
            if change.kind != kind:
                continue
            if change.outcome is Outcome.CREATED:
                lines.append(f"    + {change.slug or kind}")
            elif change.outcome is Outcome.CHANGED:
                lines.append(f"    ~ {change.slug or kind}")
                nothing = _("(leer)")
                lines += [
                    f"        {f.field}: {f.old or nothing} → {f.new or nothing}" for f in change.fields
                ]
        return lines
