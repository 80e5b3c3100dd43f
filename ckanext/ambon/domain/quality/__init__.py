"""How complete an entry is: rules, one small class each, with the advice that helps to meet it.

A new rule is a class in the module of its type, and its name in the list `RULES` here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.ambon.domain.quality import common, dataset, layanan, peraturan
from ckanext.ambon.domain.quality.rule import Entry, Rule

RULES: tuple[type[Rule], ...] = (
    common.Summary, common.Contact,
    dataset.Readable, dataset.Licence, dataset.Tags, dataset.Period, dataset.Frequency,
    dataset.Standard, dataset.Classification, dataset.Place, dataset.Method, dataset.Columns,
    dataset.Confirmed,
    layanan.Requirements, layanan.Steps, layanan.Duration, layanan.Fee, layanan.Product,
    layanan.Complaints, layanan.Channels, layanan.LegalBasis, layanan.Facilities,
    layanan.Competence, layanan.Supervision, layanan.Staff, layanan.ServiceGuarantee,
    layanan.SafetyGuarantee, layanan.Evaluation,
    peraturan.Number, peraturan.Status, peraturan.Dates, peraturan.File,
)  # fmt: skip


@dataclass(frozen=True)
class Completeness:
    """How many of the rules for its type an entry meets, and which it does not."""

    met: int
    total: int
    missing: tuple[Rule, ...]

    @property
    def score(self) -> int:
        """The share of rules met, 0 to 100."""
        return round(100 * self.met / self.total) if self.total else 100


def completeness(entry: Entry) -> Completeness:
    """Judge an entry as `package_show` gives it; lists may still be JSON texts."""
    rules = [rule() for rule in RULES if entry.get("type", "dataset") in rule.types]
    missing = tuple(rule for rule in rules if not rule.is_met(entry))
    return Completeness(len(rules) - len(missing), len(rules), missing)
