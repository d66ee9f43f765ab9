"""Rows that are given (one for each member, each aspect), and choices of which all are seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import FieldList, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from workflow.web.forms.fields import required


class Radio(RadioField):  # type: ignore[misc]
    """One of a few choices. They are given as a list, a callable, or set when the form is bound."""

    def __init__(self, label: str, *, must: str | None = None, choices: Any = (), **more: Any) -> None:
        super().__init__(label, choices=choices or [], validators=required(must) if must else [], **more)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list, in our own words."""
        if self.data and not any(choice.value == self.data for choice in self.choices):
            raise ValidationError(_("请从列出的选项中选择。"))


def options(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    """Choices of values and what people read."""
    return [SelectChoice(value, str(label)) for value, label in pairs]


def fit_rows(
    rows: FieldList,
    name: str,
    keys: Sequence[str],
    first: Mapping[str, Mapping[str, Any]],
    people: Iterable[str] = (),
) -> None:
    """Leave exactly one row for each of `keys`, in their order, by the hidden field `name`.

    What was typed stays; a row that did not come back begins anew with what `first` has for it. Where the rows are
    those of `people`, what is wrong in one is said with the name, not with its place.
    """
    known = {str(entry.form[name].data): entry for entry in rows.entries}
    rows.entries = [entry for key, entry in known.items() if key in keys]
    for key in keys:
        if key not in known:
            known[key] = rows.append_entry({name: key, **first.get(key, {})})
    rows.entries = [known[key] for key in keys]
    rows._compact_indices()
    for entry, person in zip(rows.entries, people, strict=False):
        entry.form.legend = person
