"""Forms of the expert pool: an expert's particulars, and what is noted of one."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from workflow.domain import facts
from workflow.domain.terms import Pool, PoolNoteKind
from workflow.web.forms.fields import Day, Line, Paragraph, TermSelect


class ProfileForm(FlaskForm):  # type: ignore[misc]
    """专家登记信息."""

    name = Line(_l("姓名（机构名称）"), must=_l("请填写专家姓名"), most=100)
    field = Line(
        _l("专业领域"), must=_l("请填写专业领域"), most=100, description=_l("同一领域请用同一名称，以便按领域抽取。")
    )
    unit = Line(_l("工作单位"), must=_l("请填写工作单位"), most=200)
    post = Line(_l("职务（职称）"), most=100)
    valid_from = Day(_l("聘期开始日期"), must=_l("请填写聘期开始日期"))
    valid_until = Day(_l("聘期届满日期"), description=_l("没有期限的不填。"))
    on = Day(_l("登记日期"), must=_l("请填写登记日期"))

    def profile(self) -> facts.PoolProfile:
        """The particulars as entered."""
        values: dict[str, Any] = {name: self[name].data for name in facts.PoolProfile.model_fields if name in self}
        return facts.PoolProfile.model_validate(values | {"post": values["post"] or ""})


class NewExpertForm(ProfileForm):
    """专家入库登记."""

    pool = TermSelect(_l("所属专家库"), Pool, must=_l("请选择所属专家库"))


class NoteForm(FlaskForm):  # type: ignore[misc]
    """诚信考核和退出登记."""

    kind = TermSelect(_l("事项类型"), PoolNoteKind, must=_l("请选择事项类型"))
    text = Paragraph(_l("具体情况和理由"), must=_l("请写明具体情况和理由"), most=2000)
    on = Day(_l("发生日期"), must=_l("请填写发生日期"), id="note-on")
