"""Terms of fair competition review."""

from __future__ import annotations

from workflow.domain.terms.base import Term


class CompetitionGroup(Term):
    """The four groups of what a draft must not contain (783 arts. 8 to 11)."""

    ENTRY = "entry", "限制或者变相限制市场准入和退出", "Limiting market entry and exit"
    FLOW = "flow", "限制商品、要素自由流动", "Limiting the free flow of goods and factors"
    COST = "cost", "影响生产经营成本", "Affecting the cost of doing business"
    CONDUCT = "conduct", "影响生产经营行为", "Affecting how business is done"


class CompetitionItem(Term):
    """The nineteen items of the review, in short (783 arts. 8 to 11; the last of each article covers the like)."""

    # art. 8
    APPROVAL = "approval", "在准入负面清单以外违法设置审批程序", "Approval required outside the negative list"
    FRANCHISE = "franchise", "违法设置或者授予特许经营权", "Franchises created or granted against the law"
    DESIGNATED = (
        "designated",
        "限定经营、购买、使用特定经营者的商品或者服务",
        "Goods or services of given operators only",
    )
    CONDITIONS = "conditions", "设置不合理或者歧视性的准入、退出条件", "Unreasonable or discriminating conditions"
    ENTRY_OTHER = "entry_other", "其他限制市场准入和退出的内容", "Other limits to entry and exit"
    # art. 9
    INFLOW = "inflow", "限制外地或者进口商品、要素进入，阻碍迁出、输出", "Goods or factors kept out or kept in"
    BRANCHES = "branches", "排斥、限制、强制外地经营者投资或者设立分支机构", "Investment or branches barred or forced"
    TENDERS = "tenders", "排斥、限制外地经营者参加政府采购、招标投标", "Outsiders shut out of procurement or tenders"
    CHARGES = (
        "charges",
        "对外地或者进口商品、要素实行歧视性收费、价格或者补贴",
        "Discriminating charges, prices, subsidies",
    )
    STANDARDS = "standards", "在资质标准、监管执法等方面歧视外地经营者", "Discriminating standards or enforcement"
    FLOW_OTHER = "flow_other", "其他限制商品、要素自由流动的内容", "Other limits to free flow"
    # art. 10
    TAX = "tax", "没有依据给予特定经营者税收优惠", "Tax privileges for given operators without basis"
    SUBSIDY = (
        "subsidy",
        "没有依据给予特定经营者选择性、差异化财政奖励或者补贴",
        "Selective rewards or subsidies without basis",
    )
    FACTORS = (
        "factors",
        "没有依据给予特定经营者要素获取、收费、社会保险费等优惠",
        "Privileged factors, fees or insurance",
    )
    COST_OTHER = "cost_other", "其他影响生产经营成本的内容", "Others affecting cost"
    # art. 11
    MONOPOLY = "monopoly", "强制经营者实施垄断行为或者为其提供便利", "Monopolistic conduct forced or made easy"
    PRICING = "pricing", "超越权限定价，为特定经营者提供优惠价格", "Prices set beyond authority, or preferential ones"
    INTERFERENCE = "interference", "违法干预实行市场调节价的价格水平", "Unlawful interference with market prices"
    CONDUCT_OTHER = "conduct_other", "其他影响生产经营行为的内容", "Others affecting conduct"

    @property
    def group(self) -> CompetitionGroup:
        """The group it stands in."""
        place = list(type(self)).index(self)
        return next(group for group, end in _ENDS if place < end)


_ENDS = (
    (CompetitionGroup.ENTRY, 5),
    (CompetitionGroup.FLOW, 11),
    (CompetitionGroup.COST, 15),
    (CompetitionGroup.CONDUCT, 19),
)


class CompetitionParty(Term):
    """Who is heard on the effect on competition (783 art. 16)."""

    OPERATOR = "operator", "有关经营者", "Operators concerned"
    ASSOCIATION = "association", "行业协会、商会", "Trade associations and chambers"
    PUBLIC = "public", "社会公众", "The public"
    OTHER = "other", "其他利害关系人", "Other interested parties"


class CompetitionConclusion(Term):
    """What a fair competition review concludes (783 arts. 12, 17 and 18)."""

    COMPLIES = "complies", "符合公平竞争审查标准", "Complies with the standards"
    EXCEPTION = "exception", "适用例外规定，可以出台", "Falls under the exception, may be issued"
    VIOLATES = "violates", "不符合审查标准且不适用例外规定，不得出台", "Neither complies nor is excepted: not issued"


class ExceptionGround(Term):
    """On which ground a draft that may restrict competition is excepted (783 art. 12)."""

    SECURITY = "security", "维护国家安全和发展利益", "National security and development"
    INNOVATION = "innovation", "促进科学技术进步、增强国家自主创新能力", "Science, technology and innovation"
    PUBLIC_GOOD = (
        "public_good",
        "节约能源、保护环境、救灾救助等社会公共利益",
        "Energy saving, environment, relief and other public interests",
    )
    STATUTE = "statute", "法律、行政法规规定的其他情形", "Other cases laid down by law"
