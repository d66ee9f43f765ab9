"""Fields that take what officials type: full-width digits, dates as they write them, words of the law's vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    StopValidation,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from workflow.domain.terms import Term
from workflow.domain.text import Text
from workflow.domain.typed import MOST, clean, half_width, typed_day
from workflow.web.filters import language, say_text

MAX_TEXT = 20_000


def required(message: str) -> list[Any]:
    """A field that must be filled in, with the sentence that says so."""
    return [DataRequired(message)]


def Line(label: str, *, must: str | None = None, most: int = 200, **more: Any) -> StringField:
    """One line of text."""
    rules = [*(required(must) if must else [Optional()]), Length(max=most, message=_l("不得超过%(max)d个字"))]
    return StringField(label, validators=rules, filters=[clean], **more)


def Paragraph(label: str, *, must: str | None = None, most: int = MAX_TEXT, **more: Any) -> TextAreaField:
    """Several lines of text."""
    rules = [*(required(must) if must else [Optional()]), Length(max=most, message=_l("不得超过%(max)d个字"))]
    return TextAreaField(label, validators=rules, filters=[clean], **more)


class Day(DateField):  # type: ignore[misc]
    """A date; written 2022-3-1, 2022年3月1日, ２０２２．３．１ or 2022/3/1, it is understood."""

    def __init__(self, label: str, *, must: str | None = None, **more: Any) -> None:
        rules = [InputRequired(must)] if must else [Optional()]
        super().__init__(label, validators=rules, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        written = half_width(" ".join(valuelist))
        if not written:
            self.data = None
            return
        self.data = typed_day(written)
        if self.data is None:
            raise ValueError(_("日期无法识别，请按“2022-03-01”的格式填写。"))

    def _value(self) -> str:
        # a browser shows nothing for a date written in any other way, so one that was understood is written its way
        return self.data.isoformat() if self.data else str(super()._value())


_DIGITS_MOST = 20


class Number(IntegerField):  # type: ignore[misc]
    """A whole number, full-width digits too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        written = half_width(valuelist[0]) if valuelist else ""
        if not written:
            self.data = None
            return
        self.data = None
        if not re.fullmatch(r"[-－]?\d+", written):
            raise ValueError(_("请填写整数。"))
        number = int(written.replace("－", "-")[:_DIGITS_MOST])
        # a field with a range of its own says what that is
        ranges = [each for each in self.validators if isinstance(each, NumberRange)]
        if 0 <= number <= MOST or any(each.min is not None if number < 0 else each.max is not None for each in ranges):
            self.data = number
        else:
            raise ValueError(_("请填写0至999999999之间的整数。"))

    def pre_validate(self, form: Any) -> None:
        """What is no number is said once: there is nothing to hold against a range."""
        if self.process_errors:
            raise StopValidation

    def _value(self) -> str:
        return str(super()._value() if self.data is None else self.data)


class HiddenNumber(Number):
    """A whole number that the page carries and nobody types."""

    widget = HiddenInput()


class Choice(SelectField):  # type: ignore[misc]
    """One of a list made for the page; what is not on it is refused in our own words."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        if self.data and not any(str(choice.value) == str(self.data) for choice in self.choices):
            raise ValidationError(_("请从列出的选项中选择。"))


def choices(pairs: Iterable[tuple[str, Text]], blank: str | None = None) -> list[SelectChoice]:
    """Choices of keys with bilingual labels, said in the language of the request; `blank` asks to choose."""
    said = [SelectChoice(key, say_text(label, language())) for key, label in pairs]
    return [SelectChoice("", blank), *said] if blank is not None else said


class TermSelect(SelectField):  # type: ignore[misc]
    """One of a closed list of terms, or of some of them."""

    def __init__(self, label: str, terms: type[Term] | tuple[Term, ...], *, must: str, **more: Any) -> None:
        super().__init__(
            label,
            choices=lambda: choices(((term.value, term.label) for term in terms), _("请选择")),
            validators=required(must),
            **more,
        )

    def offer(self, terms: Iterable[Term]) -> None:
        """Offer these alone."""
        self.choices = choices(((term.value, term.label) for term in terms), _("请选择"))

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list, in our own words."""
        if self.data and not any(choice.value == self.data for choice in self.choices):
            raise ValidationError(_("请从列出的选项中选择。"))


class TermChecks(SelectMultipleField):  # type: ignore[misc]
    """Several of a closed list of terms, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, terms: type[Term], *, must: str | None = None, **more: Any) -> None:
        super().__init__(
            label,
            choices=lambda: choices((term.value, term.label) for term in terms),
            validators=required(must) if must else [Optional()],
            **more,
        )

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list, in our own words."""
        if any(value not in {choice.value for choice in self.choices} for value in self.data or ()):
            raise ValidationError(_("请从列出的选项中选择。"))


class NumberChecks(SelectMultipleField):  # type: ignore[misc]
    """Several things with numbers, as check boxes; the choices are set when the form is bound to a decision."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, choices=[], coerce=_number, validators=[Optional()], **more)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list, in our own words."""
        if any(value not in {number for number, _label in self.choices} for value in self.data or ()):
            raise ValidationError(_("请从列出的选项中选择。"))


def _number(written: Any) -> int:
    """What came back of a number; 0, which nothing has, for anything else."""
    text = str(written)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class WordSelect(SelectField):  # type: ignore[misc]
    """One word of a vocabulary of the decision's profile; the choices are set when the form is bound to a decision."""

    def __init__(self, label: str, vocabulary: str, *, must: str, **more: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(label, choices=[], validators=required(must), **more)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list, in our own words."""
        if self.data and not any(choice.value == self.data for choice in self.choices):
            raise ValidationError(_("请从列出的选项中选择。"))


class YesNo(SelectField):  # type: ignore[misc]
    """A yes or no that has to be chosen; `yes` and `no` are what people read."""

    def __init__(self, label: str, *, yes: str, no: str, must: str, **more: Any) -> None:
        super().__init__(
            label,
            choices=lambda: [
                SelectChoice("", _("请选择")),
                SelectChoice("yes", str(yes)),
                SelectChoice("no", str(no)),
            ],
            validators=required(must),
            **more,
        )
