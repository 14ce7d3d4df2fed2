"""Plugins are found, held to the hooks, and kept to one host each."""

import sys
from importlib import import_module
from types import ModuleType, SimpleNamespace

import pytest

from sv_rules import builtin
from sv_rules.errors import PluginError
from sv_rules.host import Host
from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.hosting.host import start_host
from sv_rules.model.extending import Command, Engine, Observer, Operator
from sv_rules.model.fact import FactType


def is_even(actual, value):
    """The number is even."""
    return (actual % 2 == 0) is value


EVEN = Operator(is_even, (FactType.INTEGER,), "{fact} is even", "{fact} is odd", "{fact} is not even")


def plugin(name, **hooks):
    """A module with hooks that each give what they are given here."""
    module = ModuleType(name)
    for hook, offers in hooks.items():
        setattr(module, hook, hookimpl(_giving(offers)))
    return module


def _giving(offers):
    def hook():
        return offers

    return hook


def refused(*plugins, discover=False):
    with pytest.raises(PluginError) as caught:
        start_host(plugins, discover=discover)
    return [(problem.what, problem.fix) for problem in caught.value.problems]


def test_what_a_plugin_offers_is_found_by_its_name():
    registry = start_host([plugin("even", sv_rules_operators=[EVEN])], discover=False)
    assert registry.operators == {"is_even": EVEN}
    assert registry.plugins == {"even": {"operators": ("is_even",)}}


def test_the_order_of_plugins_changes_nothing():
    one, two = plugin("one", sv_rules_operators=[EVEN]), builtin
    there, back = start_host([one, two], discover=False), start_host([two, one], discover=False)
    assert list(there.operators) == list(back.operators) == sorted(there.operators)
    assert there.plugins == back.plugins
    assert list(there.plugins) == ["one", "sv_rules.builtin"]


def test_a_name_taken_twice_names_both_plugins():
    assert refused(plugin("one", sv_rules_operators=[EVEN]), plugin("two", sv_rules_operators=[EVEN])) == [
        (
            "'is_even' among operators is offered twice: by 'one' and 'two'",
            "Rename one, or leave one of the plugins out.",
        )
    ]


def test_a_name_that_a_plugin_takes_twice_itself():
    assert refused(plugin("one", sv_rules_operators=[EVEN, EVEN])) == [
        (
            "'is_even' among operators is offered twice: by 'one' and 'one'",
            "Rename one, or leave one of the plugins out.",
        )
    ]


def test_the_same_name_in_two_drawers_is_no_clash():
    command, observer = Command("even", "Say even.", lambda _: 0), Observer("even", lambda _: None)
    registry = start_host([plugin("one", sv_rules_commands=[command], sv_rules_observers=[observer])], discover=False)
    assert (registry.commands["even"], registry.observers["even"]) == (command, observer)


def test_a_misspelt_hook_is_refused():
    [(what, fix)] = refused(plugin("one", sv_rules_operator=[EVEN]))
    assert what == "the plugin 'one' has a hook 'sv_rules_operator' that nobody calls"
    assert fix.startswith("Did you mean 'sv_rules_operators'? The hooks are sv_rules_operators, ")


def test_an_unmarked_hook_is_refused():
    module = ModuleType("one")
    module.sv_rules_operators = lambda: [EVEN]
    assert refused(module) == [
        (
            "the plugin 'one' has a hook 'sv_rules_operators' without its mark",
            "Put @hookimpl from sv_rules.hosting.hookspecs above it.",
        )
    ]


def test_a_hook_that_wants_arguments_is_refused():
    module = ModuleType("one")

    @hookimpl
    def sv_rules_operators(host):
        return [host]

    module.sv_rules_operators = sv_rules_operators
    [(what, fix)] = refused(module)
    assert what == "the plugin 'one' has a hook of the wrong form"
    assert "host" in fix


@pytest.mark.parametrize(
    ("offers", "what", "fix"),
    [
        (
            [is_even],
            "the plugin 'one' gave sv_rules_operators something that is not of the form Operator",
            "Give Operator(…) of sv_rules.model.extending; this is function.",
        ),
        (
            [Observer("even", lambda _: None)],
            "the plugin 'one' gave sv_rules_operators something that is not of the form Operator",
            "Give Operator(…) of sv_rules.model.extending; this is Observer.",
        ),
        (
            EVEN,
            "the plugin 'one' gave sv_rules_operators no list: this is Operator",
            "Give a list of Operator(…), even of one; an empty list for none.",
        ),
        (
            None,
            "the plugin 'one' gave sv_rules_operators no list: this is NoneType",
            "Give a list of Operator(…), even of one; an empty list for none.",
        ),
    ],
    ids=["a bare function", "another form", "no list", "nothing"],
)
def test_an_offer_of_the_wrong_form_is_refused(offers, what, fix):
    assert refused(plugin("one", sv_rules_operators=offers)) == [(what, fix)]


def test_two_plugins_of_one_name():
    assert refused(plugin("one"), plugin("one")) == [
        ("two plugins are called 'one'", "Give one of them another name, or leave one out.")
    ]


def test_all_problems_are_told_at_once():
    bad = plugin("bad", sv_rules_operators=[1], sv_rules_engines=[2])
    assert len(refused(bad)) == 2
    assert len(refused(plugin("one", sv_rules_operator=[]), plugin("two", sv_rules_engine=[]))) == 2


# Installed plugins: real distributions, made of a folder on sys.path with its entry points ------------------------


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Put a distribution on sys.path: its entry points in the group sv_rules, and its modules."""

    def install(entry_points, **modules):
        info = tmp_path / "invented-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: invented\nVersion: 1.0\n")
        lines = "\n".join(f"{name} = {value}" for name, value in entry_points.items())
        (info / "entry_points.txt").write_text(f"[sv_rules]\n{lines}\n")
        for name, text in modules.items():
            (tmp_path / f"{name}.py").write_text(text)
            # The module leaves with the test, as does its folder.
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.syspath_prepend(tmp_path)

    yield install
    for name in [name for name in sys.modules if name.startswith("invented_")]:
        del sys.modules[name]


EMPTY_HOOK = (
    "from sv_rules import hookimpl\n"
    "from sv_rules.model.extending import Command\n\n"
    "@hookimpl\ndef sv_rules_commands():\n    return [Command('invented', 'Does nothing.', lambda arguments: 0)]\n"
)


def test_an_installed_plugin_is_found(installed):
    installed({"invented": "invented_good"}, invented_good=EMPTY_HOOK)
    registry = start_host([builtin])
    assert registry.plugins["invented"] == {"commands": ("invented",)}
    assert "invented" not in start_host([builtin], discover=False).plugins


def test_an_installed_plugin_may_be_named_as_well(installed):
    installed({"invented": "invented_good"}, invented_good=EMPTY_HOOK)
    registry = start_host([builtin, import_module("invented_good")])
    assert list(registry.commands) == ["invented"]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("invented_missing", "No module named 'invented_missing'"),
        ("invented_good:nothing", "module 'invented_good' has no attribute 'nothing'"),
        ("invented_bad", "'(' was never closed (invented_bad.py, line 1)"),
        ("invented_needy", "No module named 'invented_library'"),
    ],
    ids=["not there", "no such name in it", "no Python", "its library is missing"],
)
def test_a_plugin_that_cannot_be_imported_is_named(installed, value, why):
    needy = "import invented_library\n"
    installed({"invented": value}, invented_good=EMPTY_HOOK, invented_bad="print(\n", invented_needy=needy)
    [(what, fix)] = refused(builtin, discover=True)
    assert what == f"the plugin 'invented' cannot be loaded: {why}"
    assert fix == f"Install again what offers it, or uninstall it; its entry point is {value}."


# Engines and hosts ------------------------------------------------------------------------------------------------


def engine(name, missing=""):
    return Engine(name, "1", lambda rules: SimpleNamespace(rules=rules), missing)


@pytest.mark.parametrize(
    ("engines", "chosen"),
    [
        ([engine("durable"), engine("strata")], "durable"),
        ([engine("durable", "It needs a C compiler."), engine("strata")], "strata"),
        ([engine("strata")], "strata"),
    ],
    ids=["durable where it runs", "strata where it does not", "strata where there is no other"],
)
def test_the_engine_of_a_host(engines, chosen):
    assert start_host([plugin("one", sv_rules_engines=engines)], discover=False).engine().name == chosen


def test_an_engine_that_is_not_there():
    registry = start_host([plugin("one", sv_rules_engines=[engine("durable"), engine("strata")])], discover=False)
    with pytest.raises(PluginError) as caught:
        registry.engine("strate")
    [problem] = caught.value.problems
    assert problem.what == "there is no inference engine called 'strate'"
    assert problem.fix == "Did you mean 'strata'? The engines are durable and strata."


def test_an_engine_that_cannot_run_here_says_why():
    missing = plugin("one", sv_rules_engines=[engine("durable", "It needs a C compiler.")])
    registry = start_host([missing], discover=False)
    with pytest.raises(PluginError) as caught:
        registry.engine("durable")
    [problem] = caught.value.problems
    assert (problem.what, problem.fix) == (
        "the inference engine 'durable' cannot run here",
        "It needs a C compiler.",
    )


def test_a_host_asks_for_its_engine_when_it_starts():
    with pytest.raises(PluginError, match="there is no inference engine called 'rete'"):
        Host(discover=False, engine="rete")


def test_two_hosts_do_not_know_of_each_other():
    with_even = Host(discover=False, plugins=[plugin("even", sv_rules_operators=[EVEN])])
    without = Host(discover=False)
    assert "is_even" in with_even.registry.operators
    assert "is_even" not in without.registry.operators
    assert with_even.registry.engines.keys() == without.registry.engines.keys()
    again = Host(discover=False, plugins=[plugin("even", sv_rules_operators=[EVEN])])
    assert again.registry == with_even.registry


def test_two_hosts_may_have_folders_of_their_own(tmp_path):
    for name in ("one", "two"):
        pack = tmp_path / name / "town"
        pack.mkdir(parents=True)
        (pack / "rulepack.yaml").write_text(f'id: town\ntitle: Town {name}\nversion: "1"\n')
    hosts = [Host(discover=False, rulepacks=[tmp_path / name]) for name in ("one", "two")]
    titles = [host.rulepack("town").program.rulepack.layer("town").title for host in hosts]
    assert titles == ["Town one", "Town two"]


def test_a_marked_function_that_is_no_hook_is_refused():
    [(what, _)] = refused(plugin("one", operators=[EVEN]))
    assert what.startswith("a plugin has a hook that nobody calls: unknown hook 'operators' in plugin")


def test_two_installed_plugins_of_one_name_are_refused(installed):
    installed({"builtin": "invented_other"}, invented_other=EMPTY_HOOK)
    own = plugin("builtin")
    assert refused(own, discover=True) == [
        ("two plugins are called 'builtin'", "Give one of them another name, or leave one out.")
    ]


def test_a_plugin_that_offers_nothing_is_there_without_offers():
    assert start_host([plugin("one", sv_rules_operators=[])], discover=False).plugins["one"] == {"operators": ()}
