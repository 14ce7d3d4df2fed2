"""Which changes come first, by hand: must 4, should 2, may 1; double when wrong, half when it may not apply."""

import pytest

from sv_rules.model.advice import Action
from tests.advising.eastmere import draft, eastmere, facts


def advice(tmp_path, *documents, change=lambda text: text):
    host, ready = eastmere(tmp_path, change)
    return ready.check(host.read(*documents)).advice


def short(advice):
    return [(one.action.value, [key.partition(".")[2] for key in one.facts]) for one in advice.changes]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        pytest.param(
            {},
            # priorities: two shoulds at 2 each = 4; apprentices: one must = 4, and the stricter level goes first;
            # category: half of a must, of which it is one of two facts = 4 × ½ × ½ = 1, and so the carbon plan until
            # the category is known, then 2; the question on proportion: one may = 1
            [
                ("give_figure", ["apprentices"]),
                ("add_wording", ["priorities"]),
                ("say_what_applies", ["category"]),
                ("add_wording", ["carbon_plan"]),
                ("answer", ["criteria_proportionate"]),
            ],
            id="nothing known",
        ),
        pytest.param(
            {"tender__category": "works", "specification__apprentices": 1},
            # apprentices: a must that is not met = 8; carbon plan and priorities 4 each
            [
                ("mend", ["apprentices"]),
                ("add_wording", ["carbon_plan"]),
                ("add_wording", ["priorities"]),
                ("answer", ["criteria_proportionate"]),
            ],
            id="one is wrong",
        ),
        pytest.param(
            {"tender__category": "services", "specification__apprentices": 2, "specification__priorities": "[homes]"},
            # jobs: a should that is not met = 4; proportion 1
            [("mend", ["priorities"]), ("answer", ["criteria_proportionate"])],
            id="a list lacks an entry",
        ),
    ],
)
def test_the_best_change_comes_first(tmp_path, known, expected):
    assert short(advice(tmp_path, facts(**known))) == expected


def test_findings_on_the_same_fact_are_one_change_with_the_wording_of_each(tmp_path):
    found = next(one for one in advice(tmp_path, facts()).changes if one.facts == ("specification.priorities",))
    assert found.settles == ("eastmere/jobs", "eastmere/homes")
    assert [one.text for one in found.wordings] == ["Jobs: the provider will …", "Homes: the provider will …"]
    assert [one.source.at for one in found.wordings] == ["section 1", "section 2"]
    assert found.level == "should"


def test_a_check_without_wording_gets_its_question_and_no_wording_is_made_up(tmp_path):
    found = advice(tmp_path, facts()).changes[0]
    assert found.wordings == ()
    assert [one.question for one in found.questions] == ["How many apprentices are asked for?"]
    assert found.think_about == ("Which trades could take apprentices?",)
    assert found.sentence == "Give the figure: number of apprentices."
    assert (found.source.at, found.standing) == ("section 3", "derived")


def test_what_decides_whether_a_check_applies_helps_and_the_next_change_settles(tmp_path):
    category, carbon = advice(tmp_path, facts()).changes[2:4]
    assert (category.settles, category.helps) == ((), ("eastmere/carbon",))
    assert (carbon.settles, carbon.helps) == (("eastmere/carbon",), ())
    assert category.sentence == "Answer this question: it helps to decide whether 1 check applies."


def test_what_is_not_met_is_told_as_the_change_that_meets_it(tmp_path):
    found = advice(tmp_path, facts(specification__apprentices=1)).changes[0]
    assert found.action is Action.MEND
    assert found.sentence.startswith("Put right what is said: ")
    assert "at least 2" in found.sentence
    assert found.place.document == "answers.yaml"


def test_a_check_that_is_set_aside_is_nobodys_change(tmp_path):
    host, _ = eastmere(tmp_path)
    above = tmp_path / "above"
    above.mkdir()
    (above / "rulepack.yaml").write_text(
        "id: above\ntitle: Above\nversion: '1'\nextends: [eastmere]\n"
        "sources: {minutes: {title: Minutes, publisher: Eastmere Council}}\n"
        "overrides:\n  - line: eastmere/apprentices\n    waive: true\n    reason: Too short.\n"
        "    source: {text: minutes}\n",
        encoding="utf-8",
    )
    ready = type(host)(rulepacks=[tmp_path / "eastmere", above], discover=False).rulepack("above", as_of="2026-03-02")
    given = ready.check(host.read(facts())).advice
    assert "specification.apprentices" not in {fact for one in given.changes for fact in one.facts}
    assert given.open_findings == 4  # jobs, homes, carbon, proportion


def test_nothing_open_is_no_change(tmp_path):
    known = {
        "tender__category": "services",
        "specification__apprentices": 2,
        "specification__priorities": "[jobs, homes]",
        "specification__criteria_proportionate": "true",
    }
    given = advice(tmp_path, facts(**known))
    assert (given.changes, given.open_findings, given.untouched) == ((), 0, 0)


def test_there_are_five_at_most_and_the_rest_is_counted(tmp_path):
    more = "".join(
        f"  - id: more-{number}\n    title: More {number}\n    stages: [specification]\n    level: must\n"
        f"    expects: {{specification.more_{number}: {{is: true}}}}\n    source: {{text: policy}}\n"
        "    standing: example\n"
        for number in range(7)
    )
    declared = "".join(
        f"  specification.more_{number}: {{type: yes_no, title: more {number}}}\n" for number in range(7)
    )

    def change(text):
        return text.replace("facts:\n", f"facts:\n{declared}", 1).replace("measures:\n", f"{more}measures:\n", 1)

    given = advice(tmp_path, facts(), change=change)
    # of the musts that apply, each 4: apprentices, then more 0 to 6 in reading order; priorities have 4 too, as shoulds
    assert [one.facts[0] for one in given.changes] == [
        "specification.apprentices",
        *(f"specification.more_{number}" for number in range(4)),
    ]
    assert (given.open_findings, given.untouched) == (12, 7)


def test_the_words_of_the_draft_say_where(tmp_path):
    text = "# Grounds\n\n## Social value\n\nWe hope for local jobs.\n\n## Price\n\nA fixed price.\n"
    found = next(one for one in advice(tmp_path, draft(text)).changes if one.facts == ("specification.priorities",))
    assert found.where == "near draft.md, paragraph 3, in “Grounds › Social value”"
    assert (found.place.paragraph, found.section) == (3, "Grounds › Social value")
    assert [one.quote for one in found.clues] == ["We hope for local jobs."]


def test_else_the_section_whose_heading_is_nearest(tmp_path):
    text = "# Grounds\n\n## Care\n\nMow.\n\n## Jobs and apprentices\n\nTo be written.\n"
    found = advice(tmp_path, draft(text)).changes
    apprentices = next(one for one in found if one.facts == ("specification.apprentices",))
    assert apprentices.where.startswith(("near draft.md, paragraph 4", "in the section “Jobs and apprentices”"))
    assert apprentices.place.paragraph == 4
    carbon = next(one for one in found if one.facts == ("specification.carbon_plan",))
    assert carbon.where == "no section on this was found; searched: Care and Jobs and apprentices"
    assert carbon.place is None


def test_places_that_disagree_are_to_be_mended(tmp_path):
    text = "# Grounds\n\nThe provider must take 2 apprentices.\n\nThe provider must take 3 apprentices.\n"
    found = next(one for one in advice(tmp_path, draft(text)).changes if one.facts == ("specification.apprentices",))
    assert found.action is Action.MEND
    assert found.sentence.startswith("Say the same thing everywhere about number of apprentices: ")
    assert "2 apprentices" in found.sentence
    assert "3 apprentices" in found.sentence


def test_a_denial_that_breaks_a_check_is_to_be_mended_where_it_stands(tmp_path):
    text = "# Works\n\nNo carbon reduction plan is required.\n"
    found = advice(tmp_path, draft(text), facts(tender__category="works")).changes[0]
    assert (found.action, found.facts) == (Action.MEND, ("specification.carbon_plan",))
    assert found.place.paragraph == 2
    assert [one.text for one in found.wordings] == ["The provider will give a carbon reduction plan with the bid."]


def test_a_design_without_prose_has_no_section_to_name(tmp_path):
    assert {one.where for one in advice(tmp_path, facts()).changes} == {""}


def test_the_same_draft_gives_the_same_bytes(tmp_path):
    host, ready = eastmere(tmp_path)
    text = "# Grounds\n\nWe hope for local jobs.\n"
    first, second = (ready.check(host.read(draft(text))) for _ in range(2))
    assert first.to_bytes() == second.to_bytes()


def test_only_a_check_gives_advice(tmp_path):
    host, ready = eastmere(tmp_path)
    assert ready.evaluate(host.read(facts())).advice is None


def test_award_criteria_in_a_table_are_told_with_weight_and_kind(tmp_path):
    text = "# Grounds\n\n## Award\n\n| Criterion | Weight |\n| --- | --- |\n| Price | 60% |\n| Social value | 40% |\n"
    found = advice(tmp_path, draft(text)).criteria
    assert [(one.name, one.weight, one.social_value) for one in found] == [
        ("Price", "60%", False),
        ("Social value", "40%", True),
    ]
