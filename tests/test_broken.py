"""The gallery of our errors: every folder of `broken/` holds a mistake and the message in full.

A folder with a `rulepack.yaml` is a pack, called like the folder; one with subfolders is a set of packs, all asked
for at once; one with documents has them judged by `_good/northshire`. Where a document is not refused, the message is
what the evaluation remarks, and each score that could not be given.
"""

from dataclasses import replace
from pathlib import Path

import pytest

import sv_rules_ocds
from sv_rules import builtin
from sv_rules.casebook import run_cases
from sv_rules.documents import raw_document, read_documents
from sv_rules.engine.compiling import compile_rulepack
from sv_rules.errors import RulepackError, SvRulesError
from sv_rules.evaluate import evaluate
from sv_rules.hosting.host import start_host
from sv_rules.loading.load import load_rulepack
from sv_rules.model.extending import RulepackFolder

GALLERY = Path(__file__).parent / "broken"
GOOD = GALLERY / "_good"
MISTAKES = sorted(folder.name for folder in GALLERY.iterdir() if folder.is_dir() and not folder.name.startswith("_"))


# Messages list what there is. A method or format that is added later should change none of them.
METHODS = ("bands", "lowest_price", "rating", "to_target", "yes_no")
FORMATS = ("ocds", "procurement")


@pytest.fixture(scope="module")
def registry():
    whole = start_host((builtin, sv_rules_ocds), discover=False)
    return replace(
        whole,
        scoring_methods={name: whole.scoring_methods[name] for name in METHODS},
        document_formats={name: whole.document_formats[name] for name in FORMATS},
    )


def with_packs(registry, *folders):
    return replace(registry, rulepacks={folder.name: RulepackFolder(folder.name, folder) for folder in folders})


def load(registry, folder, *packs):
    return load_rulepack(packs, with_packs(registry, folder, GOOD))


def message(registry, folder):
    try:
        if (folder / "rulepack.yaml").is_file():
            load(registry, folder, folder.name)
            run_cases(folder.name, with_packs(registry, folder, GOOD))
            return ""
        packs = sorted(pack.parent.name for pack in folder.glob("*/rulepack.yaml"))
        if packs:
            load(registry, folder, *packs)
            return ""
        documents = sorted(folder.glob("document*"))
        assert documents, f"{folder} holds nothing to read"
        return "\n".join(noticed(registry, documents))
    except SvRulesError as error:
        return str(error)


def noticed(registry, documents):
    program = compile_rulepack(load(registry, GOOD, "northshire"), registry)
    evaluation = evaluate(program, read_documents([raw_document(path) for path in documents], registry))
    for remark in evaluation.remarks:
        yield f"remark: {remark.place}: {remark.what}\n    {remark.fix}"
    for lot in evaluation.lots:
        for assessment in lot.assessments:
            for score in assessment.scores:
                if score.points is None:
                    yield f"not scored: {lot.lot}, {assessment.bid}, {score.criterion}: {score.working}"


@pytest.mark.parametrize("mistake", MISTAKES)
def test_message_in_full(mistake, registry, update_golden):
    folder = GALLERY / mistake
    found = message(registry, folder)
    expected = folder / "expected.txt"
    if update_golden:
        expected.write_text(f"{found}\n", encoding="utf-8")
    assert found, "nothing was wrong"
    assert f"{found}\n" == expected.read_text(encoding="utf-8")


def generated(registry, folder, text):
    folder.mkdir()
    (folder / "rulepack.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulepackError) as caught:
        load(registry, folder, folder.name)
    return str(caught.value)


def head(name):
    return f'id: {name}\ntitle: Northshire\nversion: "1"\n'


def test_too_big_a_pack_is_not_read(registry, tmp_path):
    text = head("big") + "description: >-\n" + "  social value\n" * 350_000  # 5,250,000 bytes
    assert generated(registry, tmp_path / "big", text) == (
        "big/rulepack.yaml: the file is too big\n"
        "    At most 1,000,000 bytes are read. Move sections to files of their own, such as checks.yaml."
    )


def test_too_deep_a_pack_is_not_read_on(registry, tmp_path):
    text = head("deep") + "rules: " + "[" * 5000 + "]" * 5000 + "\n"
    # The block itself is the first of 40; the 40th bracket of the line is one too many: 7 characters and 40.
    assert generated(registry, tmp_path / "deep", text) == (
        "deep/rulepack.yaml:4:47: there are more than 40 lists or blocks inside each other\n    Write it flatter."
    )


def test_deep_conditions_are_linked_within_the_bound(registry, tmp_path):
    condition = "{not: " * 30 + "{bid.none: {is: true}}" + "}" * 30
    rule = f"id: a, subject: bid, applies_when: {condition}, concludes: b, source: {{text: c}}, standing: derived"
    text = head("nots") + f"rules:\n- {{{rule}}}\n"
    assert generated(registry, tmp_path / "nots", text).count("\n    ") == 4  # no such fact, no such source


def test_many_mistakes_are_told_up_to_a_bound(registry, tmp_path):
    text = head("many") + "facts:\n" + "".join(f"  tender.fact_{number}: {{tpye: text}}\n" for number in range(1000))
    told = generated(registry, tmp_path / "many", text)
    assert 100 <= told.count("many/rulepack.yaml:") <= 400  # 200 facts are told of at most, each of two mistakes
