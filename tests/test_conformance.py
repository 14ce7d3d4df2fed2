"""The conformance kit: what is built in passes, and each broken promise is found."""

import socket
import urllib.request
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import count, product
from types import SimpleNamespace

import pytest
from pydantic import model_validator

from sv_rules import operators, scoring
from sv_rules.conformance import check_plugin
from sv_rules.conformance.network import no_network
from sv_rules.conformance.tenders import made_up_procurements, made_up_rulepacks
from sv_rules.engine.strata import ENGINE, StrataEngine
from sv_rules.errors import DocumentError, EngineError, PluginError
from sv_rules.formats.procurement import FORMAT
from sv_rules.host import Host
from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.hosting.host import start_host
from sv_rules.model.extending import (
    Command,
    DecisionRule,
    Dumped,
    Index,
    Operator,
    Reads,
    ReportFormat,
    RulepackFolder,
    Score,
    ScoringMethod,
    Takes,
    Vocabulary,
    Yardstick,
)
from sv_rules.model.fact import FactType
from sv_rules.model.inference import Drawn, Worlds
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Remark, subjects_of
from sv_rules.model.typed import typed
from sv_rules.scoring.options import Number, Options

AT_LEAST, GIVEN, ONE_OF = (
    next(one for one in operators.operators() if one.name == name) for name in ("at_least", "given", "one_of")
)
YES_NO = next(one for one in scoring.methods() if one.name == "yes_no")


def check(hook, *offers):
    plugin = SimpleNamespace(__name__="tried", **{hook: hookimpl(lambda: offers)})
    return check_plugin("tried", start_host([plugin], discover=False))


def broken(hook, *offers):
    return [f"{one.promise}: {one.problem}" for one in check(hook, *offers) if one.problem]


def test_what_is_built_in_keeps_its_promises():
    registry = Host(discover=False).registry
    # Whether the shipped packs have mistakes is for their own tests to say.
    offers = {drawer: names for drawer, names in registry.plugins["sv_rules.builtin"].items() if drawer != "rulepacks"}
    promises = check_plugin("sv_rules.builtin", replace(registry, plugins={"sv_rules.builtin": offers}))
    assert [one for one in promises if one.problem] == []
    assert {one.offer.rpartition(" ")[0] for one in promises} >= {
        "operator",
        "scoring method",
        "decision rule",
        "document format",
        "engine",
    }
    assert [one.note for one in promises if one.note and not one.offer.startswith("engine")] == []


def test_an_unknown_plugin_is_refused():
    with pytest.raises(PluginError, match="there is no plugin called 'nobody'"):
        check_plugin("nobody", start_host(discover=False))


def offset(actual: object, value: object) -> bool:
    """The fact is the value."""
    return actual == value


def undescribed(actual, value):
    return actual == value


def some(actual: object, value: object) -> bool:
    """The fact is the value."""
    return actual == value


_TURN = count()
_TURNS = ([Remark(what="It is odd.", place=Place(document="odd.txt"))], [])


def fickle(actual: object, value: object) -> bool:  # noqa: ARG001
    """The answer changes."""
    return next(_TURN) % 2 == 0


def raising(actual: object, value: object) -> bool:
    """The fact divided by the value is one."""
    return actual / value == 1  # type: ignore[operator]


def absent(actual: object, value: object) -> bool:
    """The fact is not known."""
    return (actual is None) is value


def truthy(actual: object, value: object) -> object:  # noqa: ARG001
    """The fact is there."""
    return actual


def online(actual: object, value: object) -> bool:
    """The fact is what a server says."""
    try:
        urllib.request.urlopen("http://localhost:9", timeout=1)
    except OSError:
        return actual == value
    return False


def an_operator(function, **changes):
    words = {"holds": "{fact} is {value}", "fails": "{fact} is {actual}", "denies": "{fact} is not {value}"}
    return Operator(function, **{"takes": (FactType.NUMBER,), **words, **changes})


@pytest.mark.parametrize(
    ("operator", "problem"),
    [
        pytest.param(an_operator(undescribed), "is no sentence", id="no docstring"),
        pytest.param(an_operator(some), "'some' is a word of the language of conditions", id="taken name"),
        pytest.param(an_operator(offset, holds="{fact} is {valeu}"), "holds: 'valeu' is not one of", id="placeholder"),
        pytest.param(an_operator(offset, fails="it is {actual}"), "fails: it does not say {fact}", id="about nothing"),
        pytest.param(
            an_operator(offset, holds="{fact} is {actual}"), "before anything is known", id="actual too early"
        ),
        pytest.param(an_operator(offset, denies="{fact} is {value}"), "the same as holds", id="no opposite"),
        pytest.param(an_operator(offset, holds="{fact} is {value}."), "ends with a full stop", id="full stop"),
        pytest.param(an_operator(offset, takes=()), "it takes no type of fact", id="no type"),
        pytest.param(an_operator(fickle), "and then", id="changes its mind"),
        pytest.param(an_operator(raising), "raised DivisionByZero", id="raises"),
        pytest.param(an_operator(truthy), "not True or False", id="not a bool"),
        pytest.param(an_operator(online), "it tried socket.", id="network"),
        pytest.param(an_operator(offset, holds="{fact is"), "holds: raised ValueError: expected '}'", id="open brace"),
        pytest.param(an_operator(offset, compares="=>"), "'=>' is none of >=, >,", id="no comparison"),
        pytest.param(
            an_operator(offset, compares="==", value=Takes.LIST),
            "only an operator that takes one",
            id="no single value",
        ),
        pytest.param(replace(AT_LEAST, compares=">"), "does the same as >", id="another comparison"),
        pytest.param(replace(ONE_OF, compares="not in"), "does the same as not in", id="another comparison of lists"),
        pytest.param(replace(GIVEN, function=absent), "does the same as is not None", id="another view of absence"),
        pytest.param(replace(ONE_OF, compares="=="), "only an operator that takes one value", id="no list"),
        pytest.param(replace(AT_LEAST, compares="in"), "only an operator that takes a list", id="no single value in"),
        pytest.param(replace(GIVEN, judges_absence=False), "only such a one can be it", id="blind to absence"),
        pytest.param(
            an_operator(offset, value=Takes.PATTERN, prepare=lambda text: text[0]), "raised IndexError", id="prepare"
        ),
    ],
)
def test_a_broken_operator_is_found(operator, problem):
    assert any(problem in told for told in broken("sv_rules_operators", operator))


class Target(Options):
    """`target`: what earns everything."""

    target: Number


class Open(Options, extra="ignore"):
    """Lets anything pass."""


class Chosen(Options):
    """`full`: whether every bid earns everything."""

    full: bool


def a_method(score, options=Target, **changes):
    def method(values, options):  # noqa: ARG001
        """Give each bid what it earns."""
        return {bid: score(value, values) for bid, value in values.items()}

    return method_of(method, options, **changes)


def method_of(method, options=Target, **changes):
    form = {"reads": Reads.FACT, "takes": (FactType.INTEGER,), **changes}
    return ScoringMethod(method, options, **form)


def all_for_each(values, options):  # noqa: ARG001
    """Give each bid everything."""
    return {bid: Score(Fraction(1), "all") for bid in values}


def some_bids(values, options):  # noqa: ARG001
    """Give the first bid everything and forget the rest."""
    return {bid: Score(Fraction(1), "all") for bid in list(values)[:1]}


def one_of_its_own(values, options):  # noqa: ARG001
    """Give each bid everything, and one that there is not where there are none."""
    return {bid: Score(Fraction(1), "all") for bid in values or ["mine"]}


def lost_alone(values, options):  # noqa: ARG001
    """Give each bid everything, but not to one alone."""
    if len(values) == 1:
        raise KeyError("others")
    return {bid: Score(Fraction(1), "all") for bid in values}


@pytest.mark.parametrize(
    ("method", "problem"),
    [
        pytest.param(
            method_of(all_for_each, yardstick=Yardstick(lambda *_: 1, lambda *_: Fraction(1, 2))),
            "by its yardstick bid-1 earns 1/2, and by its function 1",
            id="a yardstick that measures otherwise",
        ),
        pytest.param(
            method_of(all_for_each, yardstick=Yardstick(lambda *_: 1 / 0, lambda *_: Fraction(1))),
            "its yardstick raised ZeroDivisionError",
            id="a yardstick that raises",
        ),
        pytest.param(a_method(lambda *_: Score(Fraction(2), "all")), "is not a Fraction from 0 to 1", id="too much"),
        pytest.param(a_method(lambda *_: Score(Decimal(1), "all")), "is not a Fraction", id="a decimal"),
        pytest.param(a_method(lambda *_: Score(Fraction(1), "")), "there is no working", id="no working"),
        pytest.param(a_method(lambda *_: Score(Fraction(1), "All.")), "ends with a full stop", id="a sentence"),
        pytest.param(a_method(lambda *_: Score(None, "why not")), "is no sentence", id="no sentence"),
        pytest.param(a_method(lambda *_: 1), "int is not a Score", id="no score"),
        pytest.param(a_method(lambda value, _: Score(Fraction(1, value), "x")), "ZeroDivisionError", id="raises"),
        pytest.param(
            a_method(lambda value, values: Score(Fraction(value == max(values.values())), "x")),
            "not said to be relative",
            id="relative in secret",
        ),
        pytest.param(
            a_method(lambda value, values: Score(Fraction(value == next(iter(values.values()))), "x"), relative=True),
            "the order of the bids changes the scores",
            id="order",
        ),
        pytest.param(a_method(lambda *_: Score(Fraction(1), "x"), options=Open), "pass in silence", id="open options"),
        pytest.param(replace(YES_NO, takes=()), "takes types of fact", id="a fact of no type"),
        pytest.param(method_of(some_bids), "does not score exactly the bids it is given", id="bids left out"),
        pytest.param(method_of(one_of_its_own), "without bids it gave scores", id="a bid of its own"),
        pytest.param(method_of(some_bids, Chosen), "does not score exactly the bids", id="a yes-or-no option"),
        pytest.param(method_of(lost_alone), "not said to be relative", id="raises for one bid alone"),
    ],
)
def test_a_broken_scoring_method_is_found(method, problem):
    assert any(problem in told for told in broken("sv_rules_scoring_methods", method))


def a_rule(index, options=Target, **changes):
    def rule(qualities, prices, options):  # noqa: ARG001
        """Give each bid an index."""
        return {bid: index(qualities[bid], prices[bid].amount, qualities) for bid in qualities}

    return DecisionRule(rule, options, **{"lower_wins": False, **changes})


def a_rule_of(function, **changes):
    return DecisionRule(function, Target, **{"lower_wins": False, **changes})


def by_quality(quality, *_):
    return Index(quality, "it is the quality")


def half(qualities, prices, options):  # noqa: ARG001
    """Give the first bid an index and forget the rest."""
    return {bid: by_quality(quality) for bid, quality in list(qualities.items())[:1]}


def fickle_rule(qualities, prices, options):  # noqa: ARG001
    """Give each bid another index every time."""
    return {bid: by_quality(quality + next(_TURN)) for bid, quality in qualities.items()}


def without_words(qualities, prices, options):  # noqa: ARG001
    return {bid: by_quality(quality) for bid, quality in qualities.items()}


class Impossible(Options):
    """`target`: whatever it is, it is refused."""

    target: Number

    @model_validator(mode="after")
    def _refuse(self):
        raise ValueError("no target will do")


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        pytest.param(a_rule_of(without_words), "is no sentence", id="no docstring"),
        pytest.param(a_rule(by_quality, Open), "pass in silence", id="open options"),
        pytest.param(a_rule_of(half), "an index for exactly the bids", id="bids left out"),
        pytest.param(a_rule_of(fickle_rule), "the order of the bids changes the indices", id="changes its mind"),
        pytest.param(
            a_rule(
                lambda quality, _, all_: Index(quality if quality == next(iter(all_.values())) else Fraction(0), "x")
            ),
            "the order of the bids changes the indices",
            id="order",
        ),
        pytest.param(
            a_rule(lambda quality, price, _: Index(quality / int(price), "x")), "ZeroDivisionError", id="raises"
        ),
        pytest.param(a_rule(lambda *_: 1), "int is not an Index", id="no index"),
        pytest.param(a_rule(lambda *_: Index(1, "x")), "the index 1 is not a Fraction", id="an integer"),
        pytest.param(a_rule(lambda quality, *_: Index(quality, "")), "there is no working", id="no working"),
        pytest.param(a_rule(lambda quality, *_: Index(quality, "It is.")), "ends with a full stop", id="a sentence"),
        pytest.param(a_rule(lambda *_: Index(None, "why not")), "has no place is no sentence", id="no sentence"),
        pytest.param(
            a_rule(by_quality, lower_wins=True), "with seven bids it puts bid-7 behind bid-3", id="the wrong way round"
        ),
        pytest.param(
            a_rule(lambda quality, _, all_: Index(quality * (1 if max(all_.values()) < 100 else 0), "x")),
            "changes when bid-6 goes",
            id="relative in secret",
        ),
        pytest.param(a_rule(by_quality, describes=lambda _: "by quality"), "describes: 'by quality' is no", id="words"),
        pytest.param(a_rule(by_quality, describes=lambda _: None), "describes gave nothing", id="no words"),
        pytest.param(a_rule(by_quality, cautions=lambda _: ("Beware.", "of it")), "cautions: 'of it' is", id="caution"),
        pytest.param(a_rule(by_quality, cautions=lambda _: 1 / 0), "cautions raised ZeroDivision", id="caution raises"),
    ],
)
def test_a_broken_decision_rule_is_found(rule, problem):
    told = broken("sv_rules_decision_rules", rule)
    assert any(problem in one for one in told), told


@pytest.mark.parametrize(
    "rule",
    [
        a_rule(by_quality, describes=lambda _: "The best.", cautions=lambda _: ("Price does not count.",)),
        a_rule(lambda _, price, __: Index(Fraction(price), "it is the price"), lower_wins=True),
        a_rule(lambda *_: Index(None, "No bid has a place.")),
        a_rule(lambda quality, _, all_: Index(quality * (1 if max(all_.values()) < 100 else 0), "x"), relative=True),
    ],
    ids=["quality", "price", "none", "relative and said to be"],
)
def test_a_sound_decision_rule_keeps_its_promises(rule):
    assert broken("sv_rules_decision_rules", rule) == []


def test_a_decision_rule_for_which_no_options_can_be_made_up_is_noted_and_not_tried():
    promises = check("sv_rules_decision_rules", a_rule(lambda *_: 1, Impossible))
    [note] = [one.note for one in promises if one.note]
    assert note.startswith("not tried: no options could be made up")
    assert [one for one in promises if one.problem] == []


def _refuse(*_):
    raise KeyError("ocid")


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        pytest.param({"sniff": _refuse}, "sniff of '' raised KeyError", id="sniff raises"),
        pytest.param({"sniff": lambda *_: 101}, "gave 101", id="too sure"),
        pytest.param({"sniff": lambda *_: next(_TURN) % 2}, "and then", id="changes its mind"),
        pytest.param({"load": _refuse}, "load of '' raised KeyError", id="load raises"),
        pytest.param({"load": lambda *_: (["text"], [])}, "did not give procurements", id="something else"),
        pytest.param({"load": lambda *_: "text"}, "did not give procurements", id="no pair"),
        pytest.param({"load": lambda *_: ([], _TURNS[next(_TURN) % 2])}, "another answer", id="another reading"),
        pytest.param({"title": " "}, "it has no title", id="no title"),
    ],
)
def test_a_broken_document_format_is_found(form, problem):
    assert any(problem in told for told in broken("sv_rules_document_formats", replace(FORMAT, name="odd", **form)))


def a_dump(**changes):
    """Write as our own format does, with something done to what it gives."""

    def dump(procurement, rulepack):
        return replace(FORMAT.dump(procurement, rulepack), **changes)

    return dump


def fickle_dump(procurement, rulepack):
    return Dumped(FORMAT.dump(procurement, rulepack).data + b"# %d" % next(_TURN))


def refuses_rulepacks(procurement, rulepack):
    if procurement is None:
        raise DocumentError("there is nothing to write")
    return FORMAT.dump(procurement, rulepack)


def refuses_facts(document):
    if b"tender.made_up_text" in document.data:
        raise DocumentError("what is this?")
    return FORMAT.load(document)


def reads_two(document):
    found, remarks = FORMAT.load(document)
    return [*found, *found], remarks


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"dump": lambda *_: _refuse()}, "dump of a rulepack raised KeyError"),
        ({"dump": refuses_rulepacks}, "dump of a rulepack raised DocumentError: there is nothing to write"),
        ({"dump": fickle_dump}, "dump of a rulepack gave something else the second time"),
        ({"dump": lambda *_: b""}, "dump of a rulepack did not give bytes"),
        ({"dump": a_dump(data="text")}, "dump of a rulepack did not give bytes"),
        ({"dump": a_dump(losses=["all of it"])}, "did not give bytes, and losses that are remarks"),
        ({"dump": a_dump(data=b"a,b")}, "sniff does not recognise what dump of a rulepack gave"),
        ({"load": refuses_facts}, "load of what dump of a procurement gave raised DocumentError: what is this?"),
        ({"load": reads_two}, "load of what dump of a procurement gave is not one procurement"),
    ],
    ids=[
        "raises", "not without a procurement", "changes its mind", "no Dumped", "no bytes", "no remarks",
        "not its own", "not read back", "two of one",
    ],
)  # fmt: skip
def test_a_document_format_that_writes_badly_is_found(form, problem):
    told = broken("sv_rules_document_formats", replace(FORMAT, name="odd", **form))
    assert any(problem in one for one in told), told


def test_a_format_may_refuse_a_blank_form_and_need_not_write_at_all():
    def only_with_lots(document):
        if b"to-be-filled-in" in document.data:
            raise DocumentError("the form is blank")
        return FORMAT.load(document)

    assert broken("sv_rules_document_formats", replace(FORMAT, name="odd", load=only_with_lots)) == []
    written = [one.promise for one in check("sv_rules_document_formats", replace(FORMAT, name="odd"))]
    assert "reads back what it has written" in written
    read_only = [one.promise for one in check("sv_rules_document_formats", replace(FORMAT, name="odd", dump=None))]
    assert [one for one in read_only if "writ" in one] == []


def test_what_is_made_up_for_formats_holds_every_type_of_fact_at_every_kind_of_subject():
    rulepack = made_up_rulepacks()["a rulepack"]
    assert {(fact.kind, fact.type) for fact in rulepack.facts.values()} == set(product(Kind, FactType))
    procurement = made_up_procurements()["a procurement"]
    for subject, _ in subjects_of(procurement):
        for name, answer in subject.facts.items():
            assert typed(answer.value, rulepack.facts[name]) is not None


@pytest.mark.parametrize(
    ("write", "problem"),
    [
        (lambda _: "", "it gave no text"),
        (lambda _: str(next(_TURN)), "the second text differs"),
        (lambda evaluation: evaluation.lots[0].lot, "raised IndexError"),
    ],
    ids=["no text", "another text", "raises"],
)
def test_a_broken_report_format_is_found(write, problem):
    assert any(problem in told for told in broken("sv_rules_report_formats", ReportFormat("odd", "odd", write)))


class _CertainOnly(StrataEngine):
    def draw(self, given):
        fired = super().draw(given).fired.certain
        return Drawn(Worlds(fired, fired))


class _Careless:
    def __init__(self, rules):
        self._rules = rules

    def draw(self, given):
        return StrataEngine(self._rules).draw(given)

    def close(self):
        raise RuntimeError("closed")


class _Fails(StrataEngine):
    def draw(self, given):
        raise LookupError(given)


class _Forgets(StrataEngine):
    def __init__(self, rules):
        super().__init__(rules)
        self._drawn = 0

    def draw(self, given):
        self._drawn += 1
        return super().draw(given) if self._drawn == 1 else Drawn(Worlds(frozenset(), frozenset()))


def _starts_sound_rules_only(rules):
    try:
        return StrataEngine(rules)
    except EngineError:
        raise ValueError("two rules of one number") from None


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        (_CertainOnly, "it drew"),
        (_Careless, "close raised RuntimeError"),
        (_Careless, "it takes two rules of one number"),
        (_refuse, "with a chain it raised KeyError"),
        (_Fails, "it raised LookupError"),
        (_Forgets, "it drew something else when asked again"),
        (_starts_sound_rules_only, "with two rules of one number it raised ValueError"),
    ],
    ids=["one world", "close", "malformed", "start", "draw", "changes its mind", "another error"],
)
def test_a_broken_engine_is_found(start, problem):
    told = broken("sv_rules_engines", replace(ENGINE, name="odd", start=start))
    assert any(problem in one for one in told)


def test_an_engine_that_cannot_run_here_is_noted_and_not_tried():
    promises = check("sv_rules_engines", replace(ENGINE, name="odd", start=_refuse, missing="Install it."))
    assert [one.note for one in promises if one.note] == ["not tried: Install it."]
    assert [one for one in promises if one.problem] == []


PACK = 'id: {0}\ntitle: Town\nversion: "1"\n'


def test_every_pack_of_a_folder_is_loaded(tmp_path):
    for name, text in {"good": PACK.format("good"), "bad": PACK.format("bad") + "chekcs: []\n"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "rulepack.yaml").write_text(text, encoding="utf-8")
    promises = check("sv_rules_rulepacks", RulepackFolder("odd", tmp_path))
    assert [(one.promise, one.problem.partition("\n")[0]) for one in promises if one.offer == "rulepacks odd"] == [
        ("is a folder of rulepacks", ""),
        ("its pack bad has no mistake", "bad/rulepack.yaml:4:1: 'chekcs' is not known here"),
        ("its pack good has no mistake", ""),
    ]


def test_a_folder_without_rulepacks_is_none(tmp_path):
    assert broken("sv_rules_rulepacks", RulepackFolder("odd", tmp_path)) == [
        "is a folder of rulepacks: no rulepack is in it"
    ]


def test_a_broken_vocabulary_folder_and_command_are_found(tmp_path):
    vocabulary = Vocabulary("odd", {"weather.sun": {"type": "yes_no", "title": "sun", "question": "Is there sun?"}})
    assert any("the first word of a fact's name" in told for told in broken("sv_rules_facts", vocabulary))
    untyped = Vocabulary("odd", {"tender.sun": {"type": "yes"}})
    assert len(broken("sv_rules_facts", untyped)) == 2  # its type, and that it has no question
    folder = RulepackFolder("odd", tmp_path / "nowhere")
    assert any("there is no folder" in told for told in broken("sv_rules_rulepacks", folder))
    command = Command("evaluate", "Do it otherwise.", lambda _: 0)
    assert any("a command of sv-rules itself" in told for told in broken("sv_rules_commands", command))


def test_the_network_is_there_again_afterwards():
    before = (socket.getaddrinfo, vars(socket.socket).get("sendto"), socket.socket.connect)
    check("sv_rules_operators", an_operator(offset))
    assert (socket.getaddrinfo, vars(socket.socket).get("sendto"), socket.socket.connect) == before


def test_a_check_inside_a_check_leaves_the_outer_one_without_network():
    with no_network() as attempts:
        with no_network():
            pass
        with pytest.raises(OSError, match="may not use the network"), socket.socket() as tried:
            tried.connect(("localhost", 9))
    assert attempts == ["socket.connect"]
