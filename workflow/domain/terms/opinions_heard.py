"""Terms of the other ways in which opinions are heard, beside the public notice."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class HearingWay(Term):
    """A way of hearing opinions beside the public notice and the public hearing (713 art. 14(2), 337 art. 15)."""

    SYMPOSIUM = "symposium", "座谈会", "Symposium"
    VISIT = "visit", "实地走访", "Field visit"
    WRITTEN = "written", "书面征求意见", "Written solicitation"
    QUESTIONNAIRE = "questionnaire", "问卷调查", "Questionnaire"
    POLL = "poll", "民意调查", "Opinion poll"


class Audience(Term):
    """Whose opinions were heard (713 art. 14(3), 337 art. 17(1))."""

    PARTIES = "parties", "利益相关方", "Parties concerned"
    PEOPLES_ORGANISATION = "peoples_organisation", "人民团体", "People's organisation"
    SOCIAL_ORGANISATION = "social_organisation", "社会组织", "Social organisation"
    REPRESENTATIVES = "representatives", "群众代表", "Representatives of the groups concerned"
    PUBLIC = "public", "其他社会公众", "Others of the public"
    UNITS = "units", "有关单位", "Units"


class ExplainingWay(Term):
    """How a matter is explained to the public (713 art. 15(2))."""

    INTERVIEW = "interview", "专家访谈", "Interview with an expert"
    BRIEFING = "briefing", "现场说明", "Explained on the spot"
    PRESS = "press", "新闻发布会", "Press conference"
    MATERIAL = "material", "图文、音视频说明", "In writing, pictures, sound or film"
