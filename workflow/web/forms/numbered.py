"""Where the document number of a paper comes from: the next of a code's series, one given before, or what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from workflow.domain.terms import NumberUse
from workflow.services import numberregister
from workflow.services.decisionview import DecisionView
from workflow.web import context
from workflow.web.filters import language, say_text
from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Choice


def NumberSource() -> Choice:
    """The choice that stands before the field of a number; `offer` fills it, or takes it out where no code is entered."""
    return Choice(
        _l("给号方式"),
        choices=[],
        validators=[Optional()],
        description=_l(
            "由系统给号的，提交时按成文日期所在年度给出下一号；其他机关的文号和以前文件的文号，在“手填的文号”栏填写。"
        ),
    )


def offer(form: FlaskForm, name: str, use: NumberUse, before: Sequence[str] = (), *, must: bool = True) -> None:
    """Fit the choice `form.code` before the field `name`: what was given to the matter `before`, then the open codes.

    The first code for that use is chosen at first.
    """
    found = numberregister.next_numbers(context.session(), context.today())
    if not (found or before):
        del form.code
        return
    form.code.choices = [
        SelectChoice("", _("手填文号") if must else _("手填文号，或者不编号")),
        *(SelectChoice(number, _("已给号：%(number)s", number=number)) for number in before),
        *(
            SelectChoice(
                code.code,
                _("由系统给号：%(number)s（%(use)s）", number=number, use=say_text(code.use.label, language())),
            )
            for code, number in found
        ),
    ]
    form[name].label.text = _("手填的文号")
    form[name].description = _("其他机关的文号、以前文件的文号，例如“县府发〔2022〕7号”；由系统给号的不填。")
    if not form.is_submitted():
        ours = [code.code for code, _number in found if code.use == use]
        form.code.data = next(iter([*before, *ours]), "")


def chosen(form: FlaskForm, name: str) -> str:
    """What the services take: the number typed or given before, or the code whose next is asked for."""
    return form[name].data or (form.code.data if "code" in form else "") or ""


def checked(form: FlaskForm, name: str, *, must: bool) -> bool:
    """Whether one way was used, and not both."""
    field, code = form[name], form.code.data if "code" in form else ""
    if field.data and code and field.data != code:
        field.errors = [
            *field.errors,
            _("已选择由系统给号，请清空此栏；要用手填的文号，请在“给号方式”栏选择“手填文号”"),
        ]
        return False
    if must and not (field.data or code) and not field.errors:
        field.errors = [*field.errors, _("请填写发文字号")]
        return False
    return True


class NumberedForm(StepForm):
    """A step whose paper has a document number, in the fields `code` and `number`."""

    use: ClassVar[NumberUse]
    must_have_number: ClassVar[bool] = False

    def bind(self, view: DecisionView | None) -> None:
        """Offer what can be given; where no code is entered the number is typed as ever."""
        offer(
            self,
            "number",
            self.use,
            numberregister.unused(context.session(), view.id) if view else (),
            must=self.must_have_number,
        )
        if self.must_have_number and "code" not in self:
            self.number.flags.required = True
        super().bind(view)

    def number_first(self, number: str) -> None:
        """Begin with a number, where none is to be given."""
        if "code" not in self or not self.code.data:
            self.number.data = number

    def number_as_sent(self, number: str) -> None:
        """Begin with the number of what was recorded before: none is to be given."""
        self.number.data = number
        if "code" in self:
            self.code.data = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """One way, and not both."""
        sound = bool(super().validate(extra_validators))
        return checked(self, "number", must=self.must_have_number) and sound

    def values(self) -> dict[str, Any]:
        """The number, or the code that is to give it."""
        found = super().values() | {"number": chosen(self, "number")}
        found.pop("code", None)
        return found
