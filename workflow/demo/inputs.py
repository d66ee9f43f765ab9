"""From what the files write in short to what a step takes: names become numbers, what goes without saying is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from workflow.demo import attachments
from workflow.domain.attribution import responsible
from workflow.domain.dossier import Dossier
from workflow.domain.drafttext import draft_digest
from workflow.domain.guards.legality_review import held
from workflow.domain.inventory import due_items, later_items
from workflow.domain.meetingrecord import record_digest
from workflow.domain.stagerecords import DueItem
from workflow.domain.terms import Aspect, CompetitionItem, Material, MeetingMaterial, Stance
from workflow.papers import hearings

Data = dict[str, Any]
Reading = Callable[[], Dossier]
PLACE = "乡政府三楼会议室"


class Inputs:
    """What the steps of one decision take; remembers of the earlier ones what the later ones refer to."""

    def __init__(
        self, cast: Mapping[str, Any], unit_ids: Mapping[str, int], store: Path, pool: Mapping[str, str]
    ) -> None:
        self.cast, self.unit_ids, self.store, self.pool = cast, unit_ids, store, pool
        self.lead = ""
        self.draft: Data = {}
        self.panel: list[str] = []
        self.gone: set[str] = set()
        self.members: list[str] = []
        self.present: list[str] = []
        self._fillers: dict[str, Callable[[Data, Reading], Data]] = {
            "initiation.approve": self._approve,
            "drafting.save": self._save,
            "participation.open": self._notice,
            "hearing.announce": self._hearing,
            "expert_review.convene": self._panel,
            "expert_review.replace": self._replace,
            "expert_review.record": self._record,
            "expert_review.opine": self._opine,
            "expert_review.conclude": self._feedback,
            "fair_competition.examine": self._examine,
            "legality_review.submit": self._submit,
            "legality_review.conclude": self._conclude,
            "legality_review.check": self._check,
            "deliberation.submit": self._hand_in,
            "deliberation.schedule": self._schedule,
            "deliberation.convene": self._meeting,
            "deliberation.attend": self._attend,
            "deliberation.speak": self._speak,
            "deliberation.decide": self._decide,
            "deliberation.confirm": self._confirm,
            "publication.archive": self._archive,
            "publication.supplement_archive": self._supplement,
            "execution.assign": self._assign,
        }

    def of(self, step: str, written: Data, read: Reading) -> Data:
        """The input of `step`; `read` reads the dossier of the decision as it stands, for the step that needs it."""
        filler = self._fillers.get(step)
        return dict(written) if filler is None else filler(dict(written), read)

    def _approve(self, data: Data, _read: Reading) -> Data:
        units = data.pop("units")
        self.lead = data.pop("lead", units[0])
        return data | {
            "unit_ids": [self.unit_ids[unit] for unit in units],
            "lead_unit_id": self.unit_ids[self.lead],
        }

    def _save(self, data: Data, _read: Reading) -> Data:
        if "bases" in data:
            data["bases"] = [dict(zip(("title", "article"), basis, strict=False)) for basis in data["bases"]]
        data["files"] = attachments.taken(self.store, data)
        whole = self.draft | data
        digests = [*whole.get("kept", ()), *(file.digest for file in data["files"])]
        self.draft = {
            **{"title": whole["title"], "bases": whole["bases"], "kept": digests},
            "traits": whole.get("traits", []),
        }
        return whole

    def _notice(self, data: Data, _read: Reading) -> Data:
        usual = {
            "title": f"关于公开征求《{self.draft['title']}》意见的公告",
            "channels": ["website", "board"],
            "ways": ["web", "letter", "telephone"],
            "contact": f"清泉乡{self.lead}，电话：{self.cast['telephones'][self.lead]}，地址：清泉乡场镇人民路1号",
        }
        return usual | data

    def _hearing(self, data: Data, _read: Reading) -> Data:
        usual = {
            "title": hearings.title(self.draft["title"]),
            "organiser": self.lead,
            "contact": f"清泉乡{self.lead}，电话：{self.cast['telephones'][self.lead]}，地址：清泉乡场镇人民路1号",
        }
        return usual | data

    def _panel(self, data: Data, read: Reading) -> Data:
        """An expert is written by key, or ``drawn.1`` for the first who was drawn."""
        drawn = [number for each in read().expert_draws for number in each.drawn]
        self.panel, stances = data["experts"], data.pop("stances", {})
        title, on = self.draft["title"], data["on"]
        usual = {"materials": f"《{title}》及起草说明。", "materials_on": on}
        return usual | data | {"experts": [self._seat(key, drawn, stances) for key in self.panel]}

    def _seat(self, key: str, drawn: Sequence[str], stances: Mapping[str, str]) -> Data:
        """Whoever is of the pool is named by the number in it."""
        kind, _, place = key.partition(".")
        number = drawn[int(place) - 1] if kind == "drawn" else self.pool.get(key)
        who = {"pool_number": number} if number else self.cast["experts"][key]
        return {**who, "no_interest": True, "stance": stances.get(key, Stance.NEUTRAL)}

    def _replace(self, data: Data, _read: Reading) -> Data:
        gone, came = data["expert"], data["successor"]
        number = self._expert(gone)
        self.gone.add(gone)
        self.panel = [*self.panel, came]
        return data | {"expert": number, "successor": self._seat(came, (), {})}

    def _record(self, data: Data, _read: Reading) -> Data:
        numbers = [self._expert(key) for key in self.panel if key not in self.gone]
        return {"place": PLACE, "attended": numbers, "signed": numbers} | data

    def _expert(self, key: str) -> int:
        return self.panel.index(key) + 1

    def _opine(self, data: Data, _read: Reading) -> Data:
        return data | {"expert": self._expert(data["expert"]), "signed": True}

    def _feedback(self, data: Data, _read: Reading) -> Data:
        return data | {
            "feedbacks": [
                {"expert": self._expert(key), "disposition": disposition, "reason": reason}
                for key, disposition, reason in data["feedbacks"]
            ]
        }

    def _examine(self, data: Data, _read: Reading) -> Data:
        touched = data.pop("touched", {})
        return data | {
            "checks": [
                {"item": item.value, "touched": item.value in touched, "text": touched.get(item.value, "")}
                for item in CompetitionItem
            ]
        }

    def _submit(self, data: Data, read: Reading) -> Data:
        dossier = read()
        there = [each.value for each in Material if each is not Material.OTHER and held(dossier, each)]
        return {"materials": there} | data

    def _conclude(self, data: Data, _read: Reading) -> Data:
        failing = data.pop("failing", ())
        return data | {
            "findings": [
                {"aspect": aspect.value, "conforms": aspect.value not in failing, "text": data.pop(aspect.value)}
                for aspect in Aspect
            ]
        }

    def _check(self, data: Data, read: Reading) -> Data:
        """The reviewer checks the draft as it stands."""
        draft = read().draft
        return {"digest": draft_digest(draft) if draft else ""} | data

    def _meeting(self, data: Data, _read: Reading) -> Data:
        members = self.cast["meetings"][data["kind"]]
        self.members = [member["name"] for member in members]
        guests = [dict(zip(("name", "unit", "post"), guest, strict=True)) for guest in data.pop("guests", ())]
        return {"place": PLACE, "chair": self.members[0], "members": members, "guests": guests} | data

    def _hand_in(self, data: Data, read: Reading) -> Data:
        listed = [each for each in MeetingMaterial if each is not MeetingMaterial.OTHER and held(read(), each)]
        return {"materials": [each.value for each in listed]} | data

    def _schedule(self, data: Data, _read: Reading) -> Data:
        return {"place": PLACE, "chair": self.cast["meetings"][data["kind"]][0]["name"]} | data

    def _attend(self, data: Data, _read: Reading) -> Data:
        absent, views = data.pop("absent", {}), data.pop("views", {})
        self.present = [name for name in self.members if name not in absent]
        return data | {
            "attendances": [
                {
                    "number": number,
                    "present": name not in absent,
                    "absence_reason": absent.get(name, ""),
                    "view": views.get(name, ""),
                }
                for number, name in enumerate(self.members, start=1)
            ]
        }

    def _speak(self, data: Data, _read: Reading) -> Data:
        return data | {"number": self.members.index(data.pop("member")) + 1}

    def _decide(self, data: Data, _read: Reading) -> Data:
        against, abstain = data.pop("against", {}), data.pop("abstain", ())
        ballots = []
        for name in self.present:
            vote = "against" if name in against else "abstain" if name in abstain else "for"
            number = self.members.index(name) + 1
            ballots.append({"number": number, "vote": vote, "dissent": against.get(name, "")})
        return data | {"ballots": ballots}

    def _confirm(self, data: Data, read: Reading) -> Data:
        closed = read().closed_meeting
        numbers = [self.members.index(name) + 1 for name in data.pop("members", self.present)]
        digest = record_digest(closed) if closed else ""
        return data | {"digest": digest, "confirmations": [{"number": number} for number in numbers]}

    def _archive(self, data: Data, read: Reading) -> Data:
        dossier = read()
        return data | {"items": [_filed(dossier, item) for item in due_items(dossier)]}

    def _supplement(self, data: Data, read: Reading) -> Data:
        dossier = read()
        return data | {"items": [_filed(dossier, item) for item in later_items(dossier)]}

    def _assign(self, data: Data, _read: Reading) -> Data:
        names = ("unit_id", "work", "due")
        tasks = [dict(zip(names, task, strict=False)) for task in data["tasks"]]
        return data | {"tasks": [task | {"unit_id": self.unit_ids[task["unit_id"]]} for task in tasks]}


def _filed(dossier: Dossier, item: DueItem) -> Data:
    """A record as a line of the in-file list; its pages are counted by whoever has it in hand."""
    return {
        "key": item.key,
        "title": item.title.zh,
        "responsible": responsible(dossier, item.key),
        "on": item.on,
    }
