"""Public participation."""

from __future__ import annotations

from workflow.domain.counting import hearings
from workflow.domain.counting.tally import Tally, number
from workflow.domain.figures import OPINIONS, PARTICIPANTS, TIMES
from workflow.domain.terms import Disposition, HearingWay
from workflow.domain.text import Text


def write(tally: Tally) -> None:
    """Write the figures of this group."""
    tally.put_count("notices", Text("发布征求意见公告", "Notices published"), TIMES, tally.did("participation.open"))
    received = tally.did("participation.receive")
    tally.put_count("opinions", Text("收到公众意见", "Opinions received"), OPINIONS, received)
    results = tally.did("participation.conclude")
    tally.put_count("results", Text("公布意见采纳情况", "Results published"), TIMES, results)
    told = [tally.matters[entry["obj"]].rounds[int(entry["seq"])] for entry in results]
    of_results = [seq for received, _ in told for seq in received]
    label = Text("所涉公众意见", "Opinions they deal with")
    tally.put("results.opinions", label, len(of_results), OPINIONS, of_results, part=True)
    tally.check(
        "公布采纳情况所涉意见＝登记的意见",
        "Opinions of the results = opinions entered",
        sum(number(entry, "received") for entry in results),
        len(of_results),
    )
    total = 0
    for disposition in Disposition:
        answers = [seq for _, given in told for answered, seq in given if answered == disposition]
        total += len(answers)
        tally.put(f"results.{disposition}", disposition.label, len(answers), OPINIONS, answers, part=True)
        tally.check(
            f"公布的{disposition.label.zh}数＝逐条答复的{disposition.label.zh}数",
            f"{disposition.label.en}: results = single answers",
            sum(number(entry, disposition.value) for entry in results),
            len(answers),
        )
    tally.check("所涉意见＝采纳＋部分采纳＋不采纳", "Opinions = adopted + partly + not adopted", len(of_results), total)
    label = Text("其中内容重复的意见", "Duplicates among them")
    tally.put_sum("results.duplicates", label, OPINIONS, results, "duplicates")
    anew = tally.did("participation.reopen")
    tally.put_count("results.reopened", Text("重新征求意见", "Opinions solicited anew"), TIMES, anew, part=True)
    # a record that was corrected counts once, as it stands
    heard = list({(entry["obj"], entry["d.number"]): entry for entry in tally.did("participation.hear")}.values())
    tally.put_count("heard", Text("以其他方式听取意见", "Opinions heard in other ways"), TIMES, heard)
    ways = {way.value: way.label for way in HearingWay}
    tally.put_parts("heard", ways, TIMES, heard, lambda entry: entry["d.way"])
    label = Text("参加的人员", "People taking part")
    tally.put_sum("heard.people", label, PARTICIPANTS, heard, "people")
    explained = tally.did("participation.explain")
    tally.put_count("explained", Text("向社会公众解释说明", "Explanations to the public"), TIMES, explained)
    hearings.write(tally)
