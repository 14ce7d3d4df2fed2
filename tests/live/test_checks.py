"""What live checks say is what findings say, but for the values that were found."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random

import pytest

from sv_rules import DocumentError, Host, Kind, Outcome, RulepackError, Stage
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.engine.wording import sentence
from sv_rules.live import checks as live_checks
from sv_rules.live.checks import LiveChecks
from sv_rules.model.brief import BriefFindings
from sv_rules.model.fact import FactType, written
from sv_rules.model.procurement import Bid, Body, Contract, Lot, subjects_of
from sv_rules.model.prose import ProsePart, prose
from sv_rules.model.rulepack import Period
from tests.engine.building import DAY, answers, check, is_yes, parameter, procurement, program, rule, rulepack, yes_no
from tests.engine.random_conditions import CONCLUSIONS, FACTS, PARAMETERS, Conditions, random_known
from tests.engine.random_packs import random_pack, random_procurement

PACKS = Path(__file__).parents[1] / "northshire" / "packs"
TENDER, BID = yes_no("tender.a"), yes_no("bid.a")


def findings_on(ready, what, key, day=DAY):
    observations = observe(ready, what, day)
    found = judge(ready, observations, draw(ready, observations))
    return [one for one in found if (one.subject.kind, one.subject.id) == key]


def agree(brief, findings):
    """Hold brief findings against whole ones: the same but for the values in the words."""
    assert [one.check for one in brief] == [one.check for one in findings]
    for one, finding in zip(brief, findings, strict=True):
        for name in ("title", "level", "outcome", "asks", "source", "standing", "waived"):
            assert getattr(one, name) == getattr(finding, name), (one.check, name)
        compared = [{(made.fact, made.conclusion, made.result) for made in each.comparisons} for each in (one, finding)]
        assert compared[0] == compared[1]
        changes = [
            (change.fact, sentence(re.sub(r" \(now: .*\)\.$", "", change.sentence))) for change in finding.changes
        ]
        assert [(change.fact, change.sentence) for change in one.changes] == changes


def form_of(facts):
    return json.dumps({name: answer.value for name, answer in facts.items()}).encode()


def with_facts(what, key, facts):
    """The same procurement with other facts of one subject."""
    if key[0] is Kind.PROCUREMENT:
        return what.model_copy(update={"facts": facts})
    part = {Kind.LOT: "lots", Kind.BID: "bids", Kind.CONTRACT: "contracts", Kind.ORGANISATION: "organisations"}[key[0]]
    changed = tuple(one.model_copy(update={"facts": facts}) if one.id == key[1] else one for one in getattr(what, part))
    return what.model_copy(update={part: changed})


def above(what, subject):
    """The id of what a subject is in, as `live` is told it."""
    if subject.kind is Kind.CONTRACT:
        contract = next(one for one in what.contracts if one.id == subject.id)
        return contract.bid or contract.lot
    return subject.parent if subject.kind is Kind.BID else ""


@pytest.mark.parametrize("seed", range(60))
def test_rules_and_checks_on_every_kind_of_subject(seed):
    random = Random(seed)
    ready = program(random_pack(random, circles=seed % 2 == 0))
    around = random_procurement(random)
    for subject, _ in subjects_of(around):
        in_force = findings_on(ready, around, subject.key)
        if not in_force:
            with pytest.raises(RulepackError, match=f"no check in force on 2026-03-01 looks at a {subject.kind} at"):
                LiveChecks(ready, DAY, subject.kind, around, above(around, subject))
            continue
        live = LiveChecks(ready, DAY, subject.kind, around, above(around, subject))
        for _ in range(6):
            other = {one.key: one.facts for one, _ in subjects_of(random_procurement(random))}[subject.key]
            brief = BriefFindings.model_validate_json(live.answer(form_of(other)))
            assert (brief.kind, brief.stage, brief.as_of, brief.remarks) == (subject.kind, subject.stage, DAY, ())
            agree(brief.findings, findings_on(ready, with_facts(around, subject.key, other), subject.key))


@pytest.mark.parametrize("seed", range(30))
def test_every_operator_and_quantifier(seed):
    random = Random(seed)
    stream = Conditions(random)
    conditions = [stream.condition(3) for _ in range(20)]
    lines = [
        check(f"c{number}", expects, applies if number % 2 else None)
        for number, (expects, applies) in enumerate(zip(conditions, conditions[::-1], strict=True))
    ]
    flags = [fact for fact in FACTS if fact.type is FactType.YES_NO]
    rules = [rule(f"r{at}", is_yes(flags[at % 2]), name.removeprefix("pack/")) for at, name in enumerate(CONCLUSIONS)]
    values = random_known(random).parameters
    ready = program(rulepack(FACTS, lines, rules, [parameter(fact, values[fact.name]) for fact in PARAMETERS]))
    live = LiveChecks(ready, DAY, Kind.PROCUREMENT, None, "")
    for _ in range(12):
        facts = random_known(random).facts
        form = {fact.name: written(facts[fact.name], fact) for fact in FACTS}
        data = json.dumps(form).encode()
        first = live.answer(data)
        brief = BriefFindings.model_validate_json(first)
        agree(brief.findings, findings_on(ready, procurement(form), (Kind.PROCUREMENT, "it")))
        # What is remembered by now, and a form that remembers nothing, give the same bytes.
        assert live.answer(data) == first == LiveChecks(ready, DAY, Kind.PROCUREMENT, None, "").answer(data)
        assert brief.to_bytes() == first
        assert live.findings(form) == brief


@pytest.mark.parametrize("pack", ["england", "haringey", "salford", "leeds", "brighton-and-hove", "readiness"])
def test_shipped_rulepacks_on_made_up_answers(pack):
    ready = Host(discover=False).rulepack(pack, as_of="2026-03-01")
    random = Random(pack)
    told = set()
    for kind in Kind:
        try:
            live = ready.live(kind)
        except RulepackError:
            continue
        own = [fact for fact in ready.program.rulepack.facts.values() if fact.kind is kind]
        for _ in range(8):
            form = {fact.name: made_up(random, fact) for fact in own if random.random() < 0.7}
            brief = live.findings(form)
            agree(brief.findings, findings_on(ready.program, *containing(kind, form)))
            told |= {one.outcome for one in brief.findings}
    assert len(told) > 2


def made_up(random, fact):
    match fact.type:
        case FactType.YES_NO:
            return random.random() < 0.5
        case FactType.INTEGER | FactType.NUMBER:
            return random.choice((0, 1, 5, 1000))
        case FactType.MONEY:
            return random.choice(("GBP 20000", "GBP 300000", "EUR 300000"))
        case FactType.PERCENTAGE:
            return random.choice(("0%", "10%", "25%"))
        case FactType.DATE:
            return random.choice(("2012-12-31", "2026-02-01"))
        case FactType.DURATION:
            return random.choice((f"1 {fact.unit}", f"48 {fact.unit}"))
        case FactType.CHOICE:
            return random.choice(fact.choices)
        case FactType.TEXT:
            return random.choice(("none", "Two apprentices in Tottenham"))
        case FactType.LIST if fact.fields:
            return [{field.name: made_up(random, field) for field in fact.fields} for _ in range(random.randrange(3))]
        case FactType.LIST:
            return [made_up(random, fact.items) for _ in range(random.randrange(3))]


def containing(kind, form):
    """A procurement in which only one subject of that kind is known, and the key of that subject."""
    facts = answers(form)
    parts = {
        Kind.PROCUREMENT: {},
        Kind.LOT: {"lots": (Lot(id="x", facts=facts),)},
        Kind.BID: {"bids": (Bid(id="x", lot="1", facts=facts),)},
        Kind.CONTRACT: {"contracts": (Contract(id="x", lot="1", facts=facts),)},
        Kind.ORGANISATION: {"organisations": (Body(id="x", facts=facts),)},
    }[kind]
    what = procurement(form if kind is Kind.PROCUREMENT else {}, **({"lots": (Lot(id="1"),)} | parts))
    return what, (kind, what.id if kind is Kind.PROCUREMENT else "x")


# By hand --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def northshire():
    return Host(rulepacks=[PACKS], discover=False).rulepack("northshire", as_of="2026-03-02")


def test_the_whole_answer_by_hand(northshire):
    source = {"text": "policy", "title": "Social value policy", "publisher": "Northshire Council", "year": 2025,
              "at": "section 5", "says": "", "url": "https://example.org/policy"}  # fmt: skip
    wage, other = "bid.pays_living_wage", "Payment of the living wage: other than yes."
    question = {"fact": wage, "question": "Is everyone paid the living wage?", "answer": "true or false"}
    line = {"check": "northshire/living-wage", "title": "The bidder pays the living wage", "level": "must"}
    end = {"source": source, "standing": "published", "waived": None}
    expected = {
        b'{"bid.pays_living_wage": false, "bid.price": "GBP 1"}': {
            **line,
            "outcome": "not_met",
            "sentence": f"Not met: {other} To meet it: Payment of the living wage: yes.",
            "comparisons": [
                {
                    "sentence": other,
                    "result": False,
                    "fact": wage,
                    "conclusion": "",
                }
            ],
            "changes": [{"fact": wage, "sentence": "Payment of the living wage: yes."}],
            "asks": [],
            **end,
        },
        b"{}": {
            **line,
            "outcome": "cannot_tell",
            "sentence": "Cannot tell: Payment of the living wage is not known.",
            "comparisons": [
                {
                    "sentence": "Payment of the living wage is not known.",
                    "result": None,
                    "fact": wage,
                    "conclusion": "",
                }
            ],
            "changes": [],
            "asks": [{"questions": [question]}],
            **end,
        },
    }
    live = northshire.live(Kind.BID)
    for form, finding in expected.items():
        assert json.loads(live.answer(form)) == {
            "form": "1",
            "as_of": "2026-03-02",
            "kind": "bid",
            "stage": "bid",
            "findings": [finding],
            "remarks": [],
        }


def test_conclusions_are_drawn_anew_for_each_form(northshire):
    live = northshire.live(Kind.PROCUREMENT)
    outcomes = {
        amount: {one.check.removeprefix("northshire/"): one.outcome for one in live.findings(form).findings}
        for amount, form in (
            ("large", {"tender.value": "GBP 100000", "specification.priorities": ["climate"]}),
            ("small", {"tender.value": "GBP 99999.99", "specification.priorities": ["climate"]}),
            ("in euros", {"tender.value": "EUR 100000", "specification.priorities": ["climate"]}),
        )
    }
    met, not_met, open_, not_applicable = (
        Outcome.MET,
        Outcome.NOT_MET,
        Outcome.CANNOT_TELL,
        Outcome.NOT_APPLICABLE,
    )
    assert outcomes == {
        "large": {"jobs.named": not_met, "climate.named": met, "small.priorities": not_applicable},
        "small": {"jobs.named": not_applicable, "climate.named": met, "small.priorities": met},
        # No answer turns one currency into another, so it cannot be told which of the two it is.
        "in euros": {"jobs.named": open_, "climate.named": met, "small.priorities": open_},
    }


def test_the_day_tells_which_checks_and_which_values_count():
    flags = rulepack(
        [BID],
        [
            check("now", is_yes(BID), stage=Stage.BID),
            check("later", is_yes(BID), stage=Stage.BID, period=Period(first=date(2026, 3, 2))),
            check("before", is_yes(BID), stage=Stage.BID, period=Period(last=date(2026, 3, 1))),
        ],
    )
    ready = program(flags)
    found = {
        day: [one.check for one in LiveChecks(ready, day, Kind.BID, None, "").findings({"bid.a": True}).findings]
        for day in (date(2026, 3, 1), date(2026, 3, 2))
    }
    assert found == {
        date(2026, 3, 1): ["pack/now", "pack/before"],
        date(2026, 3, 2): ["pack/now", "pack/later"],
    }


def test_one_of_several_checks_in_force():
    ready = program(
        rulepack(
            [BID],
            [
                check("now", is_yes(BID), stage=Stage.BID),
                check("later", is_yes(BID), stage=Stage.BID, period=Period(first=date(2027, 1, 1))),
            ],
        )
    )
    found = LiveChecks(ready, DAY, Kind.BID, None, "").findings({"bid.a": True})
    assert [(one.check, one.outcome) for one in found.findings] == [("pack/now", Outcome.MET)]


def test_what_prose_makes_known_above_the_subject_counts(tmp_path):
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "rulepack.yaml").write_text(TOWN, encoding="utf-8")
    ready = Host(rulepacks=[tmp_path], discover=False).rulepack("town", as_of="2026-03-01")
    text = prose("draft.md", [ProsePart(text="The provider shall take on two apprentices.")])
    outcomes = [
        ready.live(Kind.BID, within=within).findings({"bid.apprentices": 2}).findings[0].outcome
        for within in (None, procurement({}), procurement({}, prose=(text,)))
    ]
    assert outcomes == [Outcome.CANNOT_TELL, Outcome.CANNOT_TELL, Outcome.MET]


TOWN = """id: town
title: Town
version: "1"
sources: {policy: {title: A policy, publisher: The town}}
facts:
  specification.apprentices: {type: integer, title: number of apprentices, question: How many apprentices?}
  bid.apprentices: {type: integer, title: apprentices offered, question: How many do you offer?}
clues:
  - id: apprentices
    fact: specification.apprentices
    terms: [apprentice]
    settles: true
    source: {text: policy}
    standing: example
checks:
  - id: apprentices
    title: As many as are asked for
    stages: [bid]
    level: must
    expects: {bid.apprentices: {at_least: {fact: specification.apprentices}}}
    source: {text: policy}
    standing: example
"""


def test_a_number_that_is_asked_above_the_subject(tmp_path):
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "rulepack.yaml").write_text(TOWN, encoding="utf-8")
    ready = Host(rulepacks=[tmp_path], discover=False).rulepack("town", as_of="2026-03-01")
    live = ready.live(Kind.BID, within=procurement({"specification.apprentices": 3}))
    assert [live.findings({"bid.apprentices": number}).findings[0].outcome for number in (2, 3)] == [
        Outcome.NOT_MET,
        Outcome.MET,
    ]


# Where it stands ------------------------------------------------------------------------------------------------

LOTS = {"lots": (Lot(id="north", facts=answers({"lot.a": True})), Lot(id="south"))}
LOT = yes_no("lot.a")


def lot_checks(within, above_it):
    ready = program(rulepack([LOT], [check("lot", is_yes(LOT), stage=Stage.BID)]))
    return LiveChecks(ready, DAY, Kind.BID, within, above_it)


def test_the_lot_is_named_where_there_are_several():
    within = procurement({}, **LOTS)
    found = {name: lot_checks(within, name).findings({}).findings[0].outcome for name in ("north", "south")}
    assert found == {"north": Outcome.MET, "south": Outcome.CANNOT_TELL}


@pytest.mark.parametrize(
    ("named", "what", "fix"),
    [
        ("", "it is not said what the bid is in", "Give north or south."),
        ("nroth", "there is no 'nroth' for a bid to be in", "Did you mean 'north'? Give north or south."),
    ],
)
def test_a_lot_that_is_not_there(named, what, fix):
    with pytest.raises(DocumentError) as caught:
        lot_checks(procurement({}, **LOTS), named)
    assert [(problem.what, problem.fix) for problem in caught.value.problems] == [(what, fix)]


def test_a_contract_is_for_a_bid_or_for_a_lot():
    ready = program(rulepack([BID, LOT], [check("bid", is_yes(BID), stage=Stage.DELIVERY)]))
    within = procurement({}, lots=(Lot(id="same"),), bids=(Bid(id="same", lot="same", facts=answers({"bid.a": True})),))
    outcomes = {
        named: LiveChecks(ready, DAY, Kind.CONTRACT, within, named).findings({}).findings[0].outcome
        for named in ("", "same")
    }
    # Of the bid behind a contract in a lot nothing is known; where both have the id, the bid is meant.
    assert outcomes == {"": Outcome.CANNOT_TELL, "same": Outcome.MET}


def test_without_a_date_the_notice_has_to_give_one(northshire):
    ready = Host(rulepacks=[PACKS], discover=False).rulepack("northshire")
    with pytest.raises(DocumentError, match="no date is given for the form"):
        ready.live(Kind.BID)
    with pytest.raises(DocumentError, match="no date is given for which to evaluate"):
        ready.live(Kind.BID, within=procurement({}))
    live = ready.live(Kind.BID, within=procurement({"tender.notice_date": "2026-03-02"}))
    assert live.answer(b"{}") == northshire.live(Kind.BID).answer(b"{}")


def test_values_above_the_subject_are_typed_at_once():
    with pytest.raises(DocumentError, match="'maybe' is not true or false"):
        lot_checks(procurement({}, lots=(Lot(id="1", facts=answers({"lot.a": "maybe"})),)), "1")


# What is remembered ---------------------------------------------------------------------------------------------


def test_nothing_remembered_gives_the_same_bytes(northshire, monkeypatch):
    form = b'{"tender.value": "GBP 300000"}'
    expected = northshire.live(Kind.PROCUREMENT).answer(form)
    monkeypatch.setattr(live_checks, "MOST_REMEMBERED", 1)
    live = northshire.live(Kind.PROCUREMENT)
    assert [live.answer(form), live.answer(form)] == [expected, expected]


def test_threads_share_what_is_remembered():
    random = Random(1)
    ready = Host(discover=False).rulepack("haringey", as_of="2026-03-01")
    own = [fact for fact in ready.program.rulepack.facts.values() if fact.kind is Kind.PROCUREMENT]
    forms = [
        json.dumps({fact.name: made_up(random, fact) for fact in own if random.random() < 0.7}).encode()
        for _ in range(20)
    ]
    expected = [ready.live(Kind.PROCUREMENT).answer(form) for form in forms]
    live = ready.live(Kind.PROCUREMENT)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(live.answer, forms * 8)) == expected * 8
