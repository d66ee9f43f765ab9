"""Terms of drafting: what a matter touches, and the stages that may not apply to it."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class Trait(Term):
    """A situation the law ties something to; declared with each version of the draft.

    Each stands in an article: not public 713 art. 14(1), 337 art. 15; technical 713 art. 19(1), 337 art. 19; risk 713
    art. 22(1), 337 art. 23; operators 713 art. 29, 337 art. 29; other units 713 art. 13; groups 713 art. 14(3), 337
    art. 17(1); interests and disputed 713 arts. 12(4) and 16(1), 337 arts. 14 and 16; public interest 337 art. 16(4);
    wide concern 713 arts. 15(2) and 32, 337 art. 32; resources 337 art. 19; congress 713 art. 8(1), 337 art. 10; reform
    713 art. 25(2), 337 art. 26(2); complex Heilongjiang Order 4 arts. 22 to 27, where more experts are asked for; hearing due 713 art. 16(1), 337 art. 16 and Chongqing Order 171 art. 3.
    """

    NOT_PUBLIC = "not_public", "依法不予公开", "Not public by law"
    TECHNICAL = "technical", "专业性、技术性较强", "Professional or technical"
    RISK = (
        "risk",
        "实施可能对社会稳定、生态环境、公共安全等造成不利影响",
        "May harm stability, ecology or public safety",
    )
    OPERATORS = "operators", "涉及市场主体经济活动", "Touches the economic activity of operators"
    OTHER_UNITS = "other_units", "涉及其他单位的职责或者与其关系紧密", "Touches the duties of other units"
    GROUPS = "groups", "涉及特定群体利益", "Touches the interests of specific groups"
    INTERESTS = "interests", "直接涉及公民、法人、其他组织切身利益", "Touches vital interests directly"
    DISPUTED = "disputed", "有关方面存在较大分歧", "Views differ widely"
    PUBLIC_INTEREST = "public_interest", "涉及重大公共利益", "Touches major public interests"
    WIDE_CONCERN = "wide_concern", "社会公众普遍关心", "Of wide public concern"
    RESOURCES = "resources", "涉及资源配置", "Allocates resources"
    CONGRESS = (
        "congress",
        "属于人大及其常委会讨论决定或者应当报告的事项",
        "To be decided by or reported to the people's congress",
    )
    REFORM = "reform", "国家尚无明确规定的探索性改革", "Exploratory reform without clear national rule"
    COMPLEX = "complex", "情况复杂", "Complex"
    HEARING_DUE = (
        "hearing_due",
        "属于法规、规章规定应当听证的事项，且不是因情况紧急须即时决定",
        "A hearing is due by rule, and the matter is not so urgent as to be decided at once",
    )


class OptionalStage(Term):
    """The drafting stages that the law makes conditional."""

    PARTICIPATION = "participation", "公众参与", "Public participation"
    EXPERT_REVIEW = "expert_review", "专家论证", "Expert review"
    RISK_ASSESSMENT = "risk_assessment", "风险评估", "Risk assessment"
