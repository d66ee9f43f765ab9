"""Rows that repeat: a row nobody wrote anything into is no row."""

from __future__ import annotations

from typing import Any

from wtforms import FieldList, Form

from workflow.web.forms.base import plain


class Row(Form):  # type: ignore[misc]
    """One row of a list."""

    @property
    def blank(self) -> bool:
        """Whether nothing was written into it."""
        return not any(field.data or field.errors for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        """An empty row is left out, not complained of."""
        return self.blank or bool(super().validate(extra_validators))


def written(rows: FieldList) -> list[Any]:
    """The rows that were written, as the services take them."""
    return [plain(entry) for entry in rows.entries if not entry.form.blank]


def replace(rows: FieldList, data: list[dict[str, Any]]) -> None:
    """Fill a list anew; where there is nothing to fill in, its first row stays empty."""
    if not data:
        return
    while rows.entries:
        rows.pop_entry()
    for each in data:
        rows.append_entry(each)
