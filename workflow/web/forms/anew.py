"""A record that may be entered anew: where it takes back what an earlier one said, it is asked why."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from workflow.web.forms.base import StepForm
from workflow.web.forms.fields import Paragraph


class AnewForm(StepForm):
    """The form of such a record; `first_time` takes the question out of it."""

    anew = Paragraph(
        _l("重新录入的理由"), most=1000, description=_l("与此前录入的内容相比有改变或者减少的必须填写；原记录保留。")
    )

    def first_time(self) -> None:
        """Nothing was entered before."""
        del self.anew
