"""What the form of every step has: the day, the key of the request, the version that was seen."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FileField, FormField, HiddenField, PasswordField, StringField
from wtforms.fields.choices import SelectFieldBase
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired

from workflow.domain.text import Text
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.fields import Day, WordSelect, YesNo, choices

OWN = frozenset({"key", "seen", "mark", "csrf_token", "password"})


class StepForm(FlaskForm):  # type: ignore[misc]
    """The form of a step. A stage's form adds its fields and, where they differ, how they become the step's input."""

    key = HiddenField()
    seen = HiddenField()
    mark = HiddenField()
    on = Day(
        _l("办理日期"),
        must=_l("请填写办理日期"),
        description=_l("事情实际发生的日期；与录入日期不同的，系统会同时记录两个日期。"),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        # they stand at the end of every page, and what is wrong is told in the order of the page
        for name in ("on", "password"):
            if name in self._fields:
                self._fields[name] = self._fields.pop(name)

    def bind(self, view: DecisionView | None) -> None:
        """Fit the form to the decision: choices that depend on it, and what is filled in at first."""
        for field in leaves(self):
            if isinstance(field, WordSelect) and view:
                field.choices = choices(view.rulebook.offered(field.vocabulary).items(), str(_l("请选择")))
        if not self.is_submitted():
            self.key.data = str(uuid.uuid4())
            self.seen.data, self.mark.data = (str(view.version), view.mark) if view else ("", "")
            self.on.data = context.today()
            self.begin(view)

    def begin(self, view: DecisionView | None) -> None:
        """Fill in what is known when the form is opened."""

    def values(self) -> dict[str, Any]:
        """What was entered, as the step's input type takes it."""
        return {name: plain(field) for name, field in self._fields.items() if name not in OWN}

    def blame(self, problems: Mapping[str, Text]) -> list[Text]:
        """Put each problem at its field; return those that belong to none."""
        fields = {field.name: field for field in leaves(self)}
        homeless = []
        for name, text in problems.items():
            # a problem of a whole list belongs to the list
            field = fields.get(name) or self._fields.get(name.partition("-")[0])
            if field is None:
                homeless.append(text)
            else:
                field.errors = [*field.errors, say_text(text, language())]
        for rows in self.rows():
            # a list knows of the problems in its rows only what it is told
            if any(entry.errors for entry in rows.entries):
                own = [error for error in rows.errors if not isinstance(error, dict | list | tuple)]
                rows.errors = [*own, *(entry.errors for entry in rows.entries)]
        return homeless

    def next_url(self, view: DecisionView) -> str | None:
        """Where to go once the step is taken, with the decision as it stands then; None: to its page."""
        return None

    def carried(self) -> list[tuple[str, str]]:
        """What has to be kept beside what was typed when the form is taken to another page and back."""
        return []

    def noticed(self, view: DecisionView) -> list[Text]:
        """What happened meanwhile that only this form knows how to say, when it turns out to be stale."""
        return []

    def rows(self) -> Iterator[FieldList]:
        """The fields that repeat."""
        return (field for field in self._fields.values() if isinstance(field, FieldList))

    def add_row(self, name: str) -> None:
        """Add an empty row to the list of that name."""
        for field in self.rows():
            if field.name == name and (not field.max_entries or len(field.entries) < field.max_entries):
                field.append_entry()

    def remove_row(self, name: str) -> None:
        """Take out the row of that name, unless the list would be too short."""
        for field in self.rows():
            for place, entry in enumerate(field.entries):
                if entry.name == name and len(field.entries) > (field.min_entries or 0):
                    field.entries.pop(place)
                    return


def typed(form: Iterable[Field]) -> Iterator[tuple[str, str]]:
    """What was entered into a form, with the names and words people know, for reading and copying."""
    for field in leaves(form):
        unseen = (
            isinstance(field, HiddenField | PasswordField | FileField)
            or getattr(field.widget, "input_type", "") == "hidden"
        )
        if unseen or not field.data:
            continue
        if isinstance(field, SelectFieldBase):
            chosen = [str(choice.label) for choice in field.iter_choices() if choice.selected]
            yield str(field.label.text), "、".join(chosen)
        else:
            yield str(field.label.text), "✓" if field.data is True else str(field.data)


def dropped(form: StepForm, posted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was entered into fields that the form had when it was opened and does not ask for any more, with their names."""
    for name, value in posted.items():
        unbound = getattr(type(form), name, None)
        if name in form or not value.strip() or not isinstance(unbound, UnboundField):
            continue
        # a choice would be told by its key
        if issubclass(unbound.field_class, StringField):
            yield str(unbound.args[0]), value


class SignedForm(StepForm):
    """A step that is a signature: the actor's own password again."""

    password = PasswordField(
        _l("本人密码"),
        description=_l("签署须再次输入本人登录密码。"),
        validators=[InputRequired(_l("请输入本人密码"))],
        render_kw={"autocomplete": "current-password"},
    )


def leaves(form: Iterable[Field]) -> Iterator[Field]:
    """Every field of a form, those of its rows too."""
    for field in form:
        if isinstance(field, FormField):
            yield from leaves(field.form)
        elif isinstance(field, FieldList):
            yield from leaves(field.entries)
        else:
            yield field


def plain(field: Field) -> Any:
    """What a field holds, as the services take it."""
    if isinstance(field, YesNo):
        return {"yes": True, "no": False}.get(field.data)
    if isinstance(field, FormField):
        return {name: plain(each) for name, each in field.form._fields.items() if name != "csrf_token"}
    if isinstance(field, FieldList):
        return [plain(entry) for entry in field.entries]
    return "" if field.data is None and field.type in ("StringField", "TextAreaField") else field.data
