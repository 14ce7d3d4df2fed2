"""Eastmere, an invented area: a rulepack small enough to work out its advice by hand."""

from pathlib import Path

import sv_rules_docs
from sv_rules.host import Host
from sv_rules.model.raw_document import RawDocument

PACK = """id: eastmere
title: Eastmere checklist (fictional)
version: "1.0"
sources:
  policy: {title: Eastmere policy, publisher: Eastmere Council, year: 2025}
facts:
  tender.value: {type: money, title: contract value, question: What is the contract worth?}
  tender.category:
    {type: choice, choices: [services, works], title: category, question: Is it services or works?}
  tender.contract_length: {type: duration, unit: months, title: length of the contract}
  specification.priorities:
    type: list
    items: {type: choice, choices: [jobs, homes], title: priority}
    title: list of priorities
    question: Which priorities does the specification name?
  specification.apprentices:
    {type: integer, unit: people, title: number of apprentices, question: How many apprentices are asked for?}
  specification.carbon_plan:
    {type: yes_no, title: carbon reduction plan, question: Is a carbon reduction plan asked for?}
  specification.criteria_proportionate:
    {type: yes_no, title: award criteria in proportion, question: Are the award criteria in proportion?}
  lot.criteria:
    type: list
    title: award criteria
    fields:
      name: {type: text, title: name}
      kind: {type: choice, choices: [price, cost, quality], title: kind}
      weight: {type: percentage, title: weight}
      description: {type: text, title: description}
  bid.pays_living_wage:
    {type: yes_no, title: payment of the living wage, question: Is everyone paid the living wage?}
  bid.uses_local_firms: {type: yes_no, title: use of local firms, question: Are local firms used?}
parameters:
  burden.hours-per-question:
    title: hours for a question
    type: number
    unit: hours
    values: {2020-01-01: {value: 2.5, source: {text: policy}, standing: published}}
  burden.hourly-cost:
    title: cost of an hour
    type: money
    values: {2020-01-01: {value: GBP 30, source: {text: policy}, standing: published}}
  burden.warn-above-share:
    title: share that is worth a second look
    type: percentage
    values: {2020-01-01: {value: 1%, source: {text: policy}, standing: published}}
conclusions:
  works: {title: the contract is for works}
rules:
  - id: works
    applies_when: {tender.category: {is: works}}
    concludes: works
    source: {text: policy}
    standing: published
checks:
  - id: jobs
    title: The specification names jobs
    stages: [specification]
    level: should
    expects: {specification.priorities: {includes: jobs}}
    suggest: "Jobs: the provider will …"
    source: {text: policy, at: section 1}
    standing: published
  - id: homes
    title: The specification names homes
    stages: [specification]
    level: should
    expects: {specification.priorities: {includes: homes}}
    suggest: "Homes: the provider will …"
    source: {text: policy, at: section 2}
    standing: published
  - id: apprentices
    title: Two apprentices are asked for
    stages: [specification]
    level: must
    expects: {specification.apprentices: {at_least: 2}}
    ask: Which trades could take apprentices?
    source: {text: policy, at: section 3}
    standing: derived
  - id: carbon
    title: A carbon reduction plan is asked for in works
    stages: [specification]
    level: must
    applies_when: {conclusion: works}
    expects: {specification.carbon_plan: {is: true}}
    suggest: "The provider will give a carbon reduction plan with the bid."
    source: {text: policy, at: section 4}
    standing: published
  - id: proportion
    title: The award criteria are in proportion
    stages: [specification]
    level: may
    expects: {specification.criteria_proportionate: {is: true}}
    source: {text: policy, at: section 5}
    standing: published
  - id: living-wage
    title: The bidder pays the living wage
    stages: [bid]
    level: must
    expects: {bid.pays_living_wage: {is: true}}
    source: {text: policy, at: section 6}
    standing: published
  - id: local-firms
    title: Works use local firms
    stages: [bid]
    level: should
    applies_when: {conclusion: works}
    expects: {bid.uses_local_firms: {is: true}}
    source: {text: policy, at: section 7}
    standing: published
measures:
  - id: work-placements
    title: Work placements
    type: integer
    unit: people
    source: {text: policy, at: section 8}
    standing: published
clues:
  - id: apprentices
    fact: specification.apprentices
    terms: [apprentice]
    settles: true
    source: {text: policy}
    standing: derived
  - id: jobs
    fact: specification.priorities
    value: jobs
    terms: [local jobs]
    source: {text: policy}
    standing: derived
  - id: carbon
    fact: specification.carbon_plan
    terms: [carbon reduction plan]
    settles: true
    source: {text: policy}
    standing: derived
  - id: social-value
    fact: lot.criteria
    terms: [social value]
    source: {text: policy}
    standing: derived
"""


def eastmere(folder: Path, change=lambda text: text):
    """Give the pack ready to use, its text changed, and the host."""
    pack = folder / "eastmere"
    pack.mkdir()
    (pack / "rulepack.yaml").write_text(change(PACK), encoding="utf-8")
    host = Host(rulepacks=[pack], plugins=[sv_rules_docs], discover=False, engine="strata")
    return host, host.rulepack("eastmere", as_of="2026-03-02")


def facts(**values) -> RawDocument:
    """Give a document of ours with these facts; `__` stands for the dot in a name."""
    lines = [f"  {name.replace('__', '.')}: {value}\n" for name, value in values.items()]
    body = f"facts:\n{''.join(lines)}" if lines else ""
    return RawDocument.of_text("answers.yaml", f"form: procurement/1\nid: draft\n{body}")


def draft(text: str) -> RawDocument:
    """Give a draft in Markdown."""
    return RawDocument.of_text("draft.md", text)
