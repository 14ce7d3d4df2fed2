"""Published codes and what they are here. One table for each OCDS path; the path is in the comment above it."""

import re
from collections.abc import Mapping
from typing import Literal

# tender/mainProcurementCategory: closed codelist procurementCategory of OCDS 1.1.
CATEGORIES = {"goods": "goods", "services": "services", "works": "works"}

# tender/procurementMethod: closed codelist method of OCDS 1.1.
PROCEDURES = {"open": "open", "selective": "selective", "limited": "limited", "direct": "direct"}

# tender/legalBasis: {scheme, id}. CELEX numbers are those of EU directives. UK notice services use the directive's
# number for the regulations that carried it out: Public Contracts Regulations 2015 (SI 2015/102), Public Contracts
# (Scotland) Regulations 2015 (SSI 2015/446).
LEGAL_BASES = {
    ("UKPGA", "2023/54"): "procurement-act-2023",
    ("CELEX", "32014L0024"): "2015-regulations",
    ("UKSI", "2015/102"): "2015-regulations",
    ("UKSI", "2023/1348"): "provider-selection-regime",
    ("CELEX", "32014L0025"): "other",  # utilities
    ("CELEX", "32014L0023"): "other",  # concessions
    ("CELEX", "32009L0081"): "other",  # defence and security
    ("CELEX", "OTHER"): "other",
}

# ocid: prefixes of the UK's notice services. Elsewhere a directive's number stands for another country's law.
UK_SERVICES = (
    "ocds-h6vhtk-",  # Find a Tender
    "ocds-b5fd17-",  # Contracts Finder
    "ocds-r6ebe6-",  # Public Contracts Scotland
    "ocds-kuma6s-",  # Sell2Wales
)

# tender/specialRegime[]: UK extension.
LIGHT_TOUCH = "lightTouch"

# tender/documents[]: noticeType of Find a Tender; documentType of OCDS 1.1.
TENDER_NOTICE_TYPES = {"UK4"}
TENDER_DOCUMENT_TYPES = {"tenderNotice"}

# parties[]/details/classifications[] of the buyer, by scheme; keys in small letters. UK_CA_TYPE is the UK extension's:
# a public undertaking and a private utility are contracting authorities for utility activities only (Procurement Act
# 2023, section 2). TED_CA_TYPE appears as TED's code and as the words of TED's form, which say the same. None: the code
# does not tell; a body governed by public law may be a university or an NHS trust, whose thresholds differ.
BUYER_KINDS: Mapping[str, Mapping[str, str | None]] = {
    "UK_CA_TYPE": {
        "publicauthoritycentralgovernment": "central-government",
        "publicauthoritysubcentralgovernment": "sub-central",
        "publicundertaking": "utility",
        "privateutility": "utility",
        "other": "other",
    },
    "TED_CA_TYPE": {
        "ministry": "central-government",
        "ministry or any other national or federal authority, including their regional or local subdivisions": (
            "central-government"
        ),
        "national_agency": "central-government",
        "national or federal agency/office": "central-government",
        "regional_authority": "sub-central",
        "regional or local authority": "sub-central",
        "regional_agency": "sub-central",
        "regional or local agency/office": "sub-central",
        "body_public": None,
        "body governed by public law": None,
        "eu_institution": "other",
        "european institution/agency or international organisation": "other",
        "other": "other",
    },
}

# parties[]/details/classifications[] with this scheme, of the UK extension: whose regulations the buyer is under.
DEVOLVED_SCHEME = "UK_CA_DEVOLVED_REGULATIONS"
DEVOLVED = {"GB-NIR": "northern-ireland", "GB-SCT": "scotland", "GB-WLS": "wales"}

# parties[]/address/region: NUTS and, since 2021, ITL codes, by their first three characters.
NATIONS_BY_REGION = {
    **{f"{country}{letter}": "england" for country in ("UK", "TL") for letter in "CDEFGHIJK"},
    **{f"{country}L": "wales" for country in ("UK", "TL")},
    **{f"{country}M": "scotland" for country in ("UK", "TL")},
    **{f"{country}N": "northern-ireland" for country in ("UK", "TL")},
}

# parties[]/address/countryName: Contracts Finder names the nation here.
NATIONS_BY_NAME = {
    "england": "england",
    "scotland": "scotland",
    "wales": "wales",
    "northern ireland": "northern-ireland",
}

# tender/items[]/deliveryAddresses[]/region: a NUTS or ITL code. Outside the UK one with a digit, as a short name in
# capitals (`KENT`) has the form of a code too.
REGION_CODE = re.compile(r"(?:UK|TL)(?:[C-N][A-Z0-9]{0,2})?|(?=[A-Z]+[0-9])[A-Z]{2}[A-Z0-9]{1,3}")

# tender/lots[]/awardCriteria/criteria[]/type: the codes of codelist awardCriterionType.
CRITERION_KINDS = {"price": "price", "cost": "cost", "quality": "quality"}

# tender/criteria[]/requirementGroups[]/requirements[]/dataType: closed codelist dataType.
ANSWER_TYPES: Mapping[str, Literal["text", "date", "number", "integer", "yes_no"]] = {
    "string": "text",
    "date-time": "date",
    "date": "date",
    "number": "number",
    "integer": "integer",
    "boolean": "yes_no",
}

# tender/criteria[]/source: the extension's until June 2023, and Prozorro's, which adds winner.
ANSWERED_BY: Mapping[str, Literal["bidder", "winner", "buyer"]] = {
    "tenderer": "bidder",
    "winner": "winner",
    "buyer": "buyer",
    "procuringEntity": "buyer",
}

# contracts[]/implementation/metrics[]/observations[]/measureClassification of the UK extension, and the ratings of the
# Procurement Act 2023 that they are published for.
RATINGS = {
    "met": "good",
    "slightlyBelow": "approaching-target",
    "below": "requires-improvement",
    "significantlyBelow": "inadequate",
    "other": "other",
}

# bids/details[]/status: codelist bidStatus. Others are no bid, or none that can be assessed.
ASSESSED_BIDS = {"pending", "valid"}
OTHER_BIDS = {"invited", "withdrawn", "disqualified"}
