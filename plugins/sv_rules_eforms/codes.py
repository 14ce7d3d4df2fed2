"""Published codes and what they are here. One table for each business term (BT) of eForms; its number is in front."""

import re
from collections.abc import Mapping

# The roots of eForms documents that are about a procurement, and what is said of each.
NOTICES = {
    "PriorInformationNotice": "a planning notice",
    "ContractNotice": "a contract notice",
    "ContractAwardNotice": "a contract award notice",
}

# BT-23, main nature of the contract (contract-nature).
CATEGORIES = {"works": "works", "services": "services", "supplies": "goods"}

# BT-105, procedure type (procurement-procedure-type), by the words of OCDS's codelist method, which the facts use.
# None: the code alone does not tell.
PROCEDURES: Mapping[str, str | None] = {
    "open": "open",
    "restricted": "selective",
    "neg-w-call": "selective",
    "comp-dial": "selective",
    "innovation": "selective",
    "neg-wo-call": "limited",
    "comp-tend": None,
    "exp-int-rail": None,
    "oth-mult": None,
    "oth-single": None,
}

# BT-01, legal basis of the procedure: CELEX numbers of EU directives and regulations.
KNOWN_LAWS = {
    "32014L0024",  # public procurement
    "32014L0025",  # utilities
    "32014L0023",  # concessions
    "32009L0081",  # defence and security
    "32018R1046",  # the EU's own procurement
    "32007R1370",  # public passenger transport
    "32024R2509",  # the EU's own procurement, recast
    "other",
}

# BT-11, legal type of the buyer (buyer-legal-type). None: a body governed by public law, or what belongs to or is paid
# by an authority, may be a university or a hospital: the code does not tell which thresholds it is under.
BUYER_KINDS: Mapping[str, str | None] = {
    "cga": "central-government",
    "la": "sub-central",
    "ra": "sub-central",
    "rl-aut": "sub-central",
    "pub-undert": "utility",
    "pub-undert-cga": "utility",
    "pub-undert-la": "utility",
    "pub-undert-ra": "utility",
    "spec-rights-entity": "utility",
    "eu-ins-bod-ag": "other",
    "eu-int-org": "other",
    "int-org": "other",
    "body-pl": None,
    "body-pl-cga": None,
    "body-pl-la": None,
    "body-pl-ra": None,
    "def-cont": None,
    "grp-p-aut": None,
    "org-sub": None,
    "org-sub-cga": None,
    "org-sub-la": None,
    "org-sub-ra": None,
}

# BT-507, region of the buyer's address: NUTS codes of the United Kingdom, by their first three characters.
NATIONS = {
    **{f"UK{letter}": "england" for letter in "CDEFGHIJK"},
    "UKL": "wales",
    "UKM": "scotland",
    "UKN": "northern-ireland",
}

# BT-514, country of the buyer.
UNITED_KINGDOM = "GBR"

# BT-5071, place of performance: a NUTS code with one to three characters behind the country's two.
REGION_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}")

# BT-765, framework agreement (framework-agreement).
FRAMEWORKS = {"fa-mix": True, "fa-w-rc": True, "fa-wo-rc": True, "none": False}

# BT-539, type of award criterion (award-criterion-type).
CRITERION_KINDS = {"price": "price", "cost": "cost", "quality": "quality"}

# Award criteria: what may be withheld from publication for a time (non-publication-identifier), in words.
WITHHELD = {
    "awa-cri-typ": "kind",
    "awa-cri-nam": "name",
    "awa-cri-des": "description",
    "awa-cri-num": "weight",
    "awa-cri-wei": "weight",
}

# BT-06, BT-774, BT-775 and BT-776 of a lot: what it pursues beside the purchase itself, in words.
STRATEGIES: Mapping[str, Mapping[str, str]] = {
    "strategic-procurement": {
        "env-imp": "less harm to the environment",
        "inn-pur": "innovation",
        "soc-obj": "social objectives",
    },
    "social-objective": {
        "acc-all": "accessibility for all",
        "et-eq": "ethnic equality",
        "gen-eq": "gender equality",
        "hum-right": "human rights in the supply chain",
        "opp": "work for people who find it hard to get",
        "work-cond": "fair working conditions",
    },
    "environmental-impact": {
        "biodiv-eco": "biodiversity and ecosystems",
        "circ-econ": "a circular economy",
        "clim-adapt": "adaptation to climate change",
        "clim-mitig": "less climate change",
        "pollu-prev": "less pollution",
        "water-mar": "water and marine resources",
    },
    "innovative-acquisition": {
        "mar-nov": "something new to the market",
        "proc-innov": "an innovative process",
        "prod-innov": "an innovative product",
        "rd-act": "research and development",
    },
}
