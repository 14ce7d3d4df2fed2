"""eForms notices, made up and fictional: what is read from which element, what is refused, what is only remarked on."""

import random
import re

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats.joining import join
from sv_rules.model.outcome import Stage
from sv_rules.model.raw_document import RawDocument
from sv_rules_eforms import FORMAT, sv_rules_document_formats
from sv_rules_eforms.parsing import DEEPEST, LARGEST, MOST_ELEMENTS

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
EFORMS = "http://data.europa.eu/p27/eforms-ubl-extension"
NAMESPACES = (
    f'xmlns:cac="{UBL}CommonAggregateComponents-2" xmlns:cbc="{UBL}CommonBasicComponents-2" '
    f'xmlns:ext="{UBL}CommonExtensionComponents-2" xmlns:efac="{EFORMS}-aggregate-components/1" '
    f'xmlns:efbc="{EFORMS}-basic-components/1" xmlns:efext="{EFORMS}s/1"'
)


def extension(content):
    return (
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f"{content}</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    )


def criterion(parameter="", kind="quality", name="", description=""):
    named = f'<cbc:Name languageID="ENG">{name}</cbc:Name>' if name else ""
    described = f'<cbc:Description languageID="ENG">{description}</cbc:Description>' if description else ""
    return (
        f"<cac:SubordinateAwardingCriterion>{extension(parameter) if parameter else ''}"
        f"<cbc:AwardingCriterionTypeCode>{kind}</cbc:AwardingCriterionTypeCode>{named}{described}"
        "</cac:SubordinateAwardingCriterion>"
    )


def weight(code, number):
    return (
        f'<efac:AwardCriterionParameter><efbc:ParameterCode listName="number-weight">{code}</efbc:ParameterCode>'
        f"<efbc:ParameterNumeric>{number}</efbc:ParameterNumeric></efac:AwardCriterionParameter>"
    )


def lot(*criteria, identifier="LOT-0001", scheme="Lot", project="", process="", awarding=""):
    terms = "".join(criteria) + awarding
    terms = f"<cac:AwardingTerms><cac:AwardingCriterion>{terms}</cac:AwardingCriterion></cac:AwardingTerms>"
    return (
        f'<cac:ProcurementProjectLot><cbc:ID schemeName="{scheme}">{identifier}</cbc:ID>'
        f"<cac:TenderingTerms>{terms if criteria or awarding else ''}</cac:TenderingTerms>"
        f"<cac:TenderingProcess>{process}</cac:TenderingProcess>"
        f"<cac:ProcurementProject>{project}</cac:ProcurementProject></cac:ProcurementProjectLot>"
    )


def organisation(identifier="ORG-1", name="Fictional Town Council", country="LUX", region="LU000", lead=""):
    return (
        f"<efac:Organization>{lead}<efac:Company><cac:PartyIdentification><cbc:ID>{identifier}</cbc:ID>"
        f'</cac:PartyIdentification><cac:PartyName><cbc:Name languageID="ENG">{name}</cbc:Name></cac:PartyName>'
        f"<cac:PostalAddress><cbc:CountrySubentityCode>{region}</cbc:CountrySubentityCode><cac:Country>"
        f"<cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
        f"<cac:PartyLegalEntity><cbc:CompanyID>C-{identifier}</cbc:CompanyID></cac:PartyLegalEntity></efac:Company>"
        "</efac:Organization>"
    )


def party(identifier="ORG-1", kind="la"):
    return (
        f'<cac:ContractingParty><cac:ContractingPartyType><cbc:PartyTypeCode listName="buyer-legal-type">{kind}'
        "</cbc:PartyTypeCode></cac:ContractingPartyType><cac:Party><cac:PartyIdentification>"
        f"<cbc:ID>{identifier}</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>"
    )


def notice(
    *parts, root="ContractNotice", organisations=None, more="", project="", law="32014L0024", kind="cn-standard"
):
    bodies = organisation() if organisations is None else organisations
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{UBL}{root}-2" {NAMESPACES}>\n'
        f"{extension(f'<efac:Organizations>{bodies}</efac:Organizations>{more}')}"
        '<cbc:ID schemeName="notice-id">notice-1</cbc:ID><cbc:ContractFolderID>folder-1</cbc:ContractFolderID>'
        "<cbc:IssueDate>2026-03-02+01:00</cbc:IssueDate>"
        f"<cbc:RegulatoryDomain>{law}</cbc:RegulatoryDomain><cbc:NoticeTypeCode>{kind}</cbc:NoticeTypeCode>"
        "<cbc:NoticeLanguageCode>ENG</cbc:NoticeLanguageCode>"
        f"<cac:ProcurementProject>{project}</cac:ProcurementProject>\n{''.join(parts)}\n</{root}>"
    )


def read(xml):
    data = xml if isinstance(xml, bytes) else xml.encode()
    (procurement,), remarks = FORMAT.load(RawDocument("notice.xml", data))
    assert procurement.remarks == remarks
    return procurement


def refused_or_read(xml):
    try:
        return [read(xml)], ()
    except DocumentError as error:
        return [], error.problems


def weights_of(*criteria):
    answer = read(notice(lot(*criteria))).lots[0].facts["lot.criteria"]
    return [record.get("weight") for record in answer.value]


def facts_of(*parts, **notices):
    return {name: answer.value for name, answer in read(notice(*parts, **notices)).facts.items()}


def said(procurement):
    return " | ".join(remark.what for remark in procurement.remarks)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([("per-exa", "60"), ("per-exa", "40")], ["60%", "40%"]),
        ([("per-exa", "60"), ("per-exa", "30")], ["60%", "30%"]),  # a percentage is one, whatever the sum
        ([("dec-exa", "0.3"), ("dec-exa", "0.7")], ["30%", "70%"]),
        ([("poi-exa", "60"), ("poi-exa", "40.0")], ["60%", "40%"]),
        ([("poi-exa", "60"), ("poi-exa", "30")], [None, None]),
        ([("poi-exa", "60"), ("per-exa", "40")], [None, "40%"]),  # points and percentages do not add up
        ([("poi-exa", "110"), ("poi-exa", "-10")], [None, None]),
        ([("per-mid", "60"), ("per-exa", "40")], [None, "40%"]),
        ([("dec-mid", "0.6"), ("poi-mid", "40")], [None, None]),
        ([("ord-imp", "1"), ("ord-imp", "2")], [None, None]),
        ([("per-exa", "-1"), ("per-exa", "101")], [None, None]),  # -1 is what a masked number looks like
        ([("per-exa", "060"), ("per-exa", "+40.")], ["60%", "40%"]),
        ([("per-exa", "6e1"), ("per-exa", "viel")], [None, None]),
        ([("pounds", "60")], [None]),
    ],
    ids=lambda value: " ".join(f"{code} {number}" for code, number in value) if isinstance(value[0], tuple) else None,
)
def test_weights_by_their_code(stated, expected):
    found = weights_of(*(criterion(weight(code, number)) for code, number in stated))
    assert found == expected


@pytest.mark.parametrize(
    ("descriptions", "expected"),
    [
        (["60%", "40 per cent"], ["60%", "40%"]),
        (["60", "40"], ["60%", "40%"]),
        (["60", "40", "Pass/ Fail"], ["60%", "40%", None]),
        (["60", "30"], [None, None]),
        (["60-70", "40"], [None, None]),
        (["The price is compared.", "40"], [None, None]),
    ],
    ids=["percent signs", "bare", "pass or fail", "not 100", "range", "words"],
)
def test_weights_that_are_only_in_the_description(descriptions, expected):
    assert weights_of(*(criterion(description=text) for text in descriptions)) == expected


def test_a_description_that_is_only_a_weight_is_no_description():
    answer = (
        read(notice(lot(criterion(description="60%"), criterion(description="Words")))).lots[0].facts["lot.criteria"]
    )
    assert answer.value == [{"kind": "quality", "weight": "60%"}, {"kind": "quality", "description": "Words"}]


def test_other_numbers_of_a_criterion_are_no_weights():
    threshold = weight("min-score", "50").replace("number-weight", "number-threshold")
    assert weights_of(criterion(threshold + weight("per-exa", "100"))) == ["100%"]
    assert weights_of(criterion(threshold)) == [None]
    unnamed = (
        "<efac:AwardCriterionParameter><efbc:ParameterNumeric>9</efbc:ParameterNumeric></efac:AwardCriterionParameter>"
    )
    procurement = read(notice(lot(criterion(unnamed))))
    assert "this number does not say what it is" in said(procurement)
    assert weights_of(criterion(weight("per-exa", "60") + weight("per-exa", "40"))) == [None]


@pytest.mark.parametrize(
    ("parts", "form"),
    [
        ([criterion(weight("per-exa", "60")), criterion(weight("dec-exa", "0.4"))], "percentages"),
        ([criterion(weight("ord-imp", "1")), criterion(weight("ord-imp", "2"))], "ranks"),
        ([criterion(weight("ord-imp", "1")), criterion(weight("per-exa", "2"))], None),
        ([criterion(), "<cbc:CalculationExpression>Q / P</cbc:CalculationExpression>"], "description"),
        (["<cbc:Description>The first counts most.</cbc:Description>"], "description"),
        ([criterion()], None),
    ],
    ids=["percentages", "ranks", "mixed", "formula", "words alone", "nothing"],
)
def test_the_form_in_which_importance_is_shown(parts, form):
    answer = read(notice(lot(*parts))).lots[0].facts.get("lot.importance_shown_as")
    assert (answer and answer.value) == form


def test_what_is_withheld_from_publication_is_not_used():
    privacy = (
        "<efac:FieldsPrivacy><efbc:FieldIdentifierCode>awa-cri-{}</efbc:FieldIdentifierCode>"
        "<efbc:PublicationDate>2027-01-01Z</efbc:PublicationDate></efac:FieldsPrivacy>"
    )
    masked = weight("per-exa", "60").replace("<efbc:ParameterCode", privacy.format("num") + "<efbc:ParameterCode", 1)
    one = criterion(masked + privacy.format("nam"), name="Secret", description="Open")
    procurement = read(notice(lot(one, criterion(weight("per-exa", "40")))))
    first, second = procurement.lots[0].facts["lot.criteria"].value
    assert first == {"kind": "quality", "description": "Open"}
    assert second["weight"] == "40%"
    assert "the weight of this award criterion is withheld from publication until 2027-01-01" in said(procurement)
    assert "Secret" not in said(procurement)


def test_places_have_line_and_column():
    xml = notice(party(), lot(criterion(weight("per-exa", "999"))))
    procurement = read(xml)
    (remark,) = [each for each in procurement.remarks if "999" in each.what]
    line = xml.split("\n")[remark.place.line - 1]
    assert line[remark.place.column - 1 :].startswith("<efbc:ParameterNumeric>999")
    assert procurement.facts["buyer.name"].place.document == "notice.xml"


def test_a_notice_in_full():
    project = (
        '<cbc:Name languageID="FRA">Repas</cbc:Name><cbc:Name languageID="ENG">School meals</cbc:Name>'
        '<cbc:Description languageID="ENG">Meals for schools.</cbc:Description>'
        '<cbc:ProcurementTypeCode listName="contract-nature">supplies</cbc:ProcurementTypeCode>'
        '<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID="EUR">1250000.50'
        "</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>"
        "<cac:RealizedLocation><cac:Address><cbc:CountrySubentityCode>LU000</cbc:CountrySubentityCode></cac:Address>"
        "</cac:RealizedLocation>"
    )
    one = lot(criterion(weight("per-exa", "100"), "price"), project=project.replace("LU000", "UKI31"))
    procedure = "<cac:TenderingProcess><cbc:ProcedureCode>restricted</cbc:ProcedureCode></cac:TenderingProcess>"
    procurement = read(notice(party(), procedure, one, project=project, kind="cn-social"))
    assert (procurement.id, procurement.title, procurement.stage) == ("folder-1", "School meals", Stage.SPECIFICATION)
    assert (procurement.buyer.id, procurement.buyer.name) == ("C-ORG-1", "Fictional Town Council")
    assert {name: answer.value for name, answer in procurement.facts.items()} == {
        "tender.title": "School meals",
        "tender.description": "Meals for schools.",
        "tender.value": "EUR 1250000.5",
        "tender.notice_date": "2026-03-02",
        "tender.category": "goods",
        "tender.procedure": "selective",
        "tender.legal_basis": "other",
        "tender.light_touch": True,
        "tender.region_codes": ["LU000", "UKI31"],
        "buyer.name": "Fictional Town Council",
        "buyer.kind": "sub-central",
    }
    (only,) = procurement.lots
    assert (only.id, only.title, only.facts["lot.value"].value) == ("LOT-0001", "School meals", "EUR 1250000.5")
    assert not procurement.remarks
    assert join([procurement]) == procurement


def test_a_text_in_another_language_than_the_notices_is_used_and_told():
    procurement = read(notice(project='<cbc:Name languageID="FRA">Repas</cbc:Name>'))
    assert procurement.title == "Repas"
    assert "not given in the notice's language, ENG; it is in FRA" in said(procurement)


@pytest.mark.parametrize(
    ("root", "more", "date"),
    [
        ("ContractNotice", "", "2026-03-02"),
        (
            "ContractNotice",
            "<efac:Publication><efbc:PublicationDate>2026-03-05+01:00</efbc:PublicationDate></efac:Publication>",
            "2026-03-05",
        ),
        ("ContractNotice", "<efac:Changes/>", None),
        ("ContractAwardNotice", "", None),
        ("PriorInformationNotice", "", None),
    ],
    ids=["dispatch", "publication", "change", "award", "planning"],
)
def test_only_a_contract_notice_gives_the_date_of_the_tender_notice(root, more, date):
    assert facts_of(root=root, more=more).get("tender.notice_date") == date


def test_a_planning_notice_is_at_the_stage_of_design():
    assert read(notice(root="PriorInformationNotice")).stage is Stage.DESIGN


@pytest.mark.parametrize(
    ("country", "law", "basis"),
    [("LUX", "32014L0024", "other"), ("GBR", "32014L0024", None), ("", "32014L0024", None), ("LUX", "rumour", None)],
)
def test_the_legal_basis_is_known_only_of_buyers_abroad(country, law, basis):
    found = facts_of(party(), organisations=organisation(country=country), law=law)
    assert found.get("tender.legal_basis") == basis


def test_a_scottish_buyer_is_known_by_its_region():
    assert facts_of(party(), organisations=organisation(country="GBR", region="UKM75"))["buyer.nation"] == "scotland"


def test_the_leader_of_a_group_of_buyers_is_the_buyer():
    lead = "<efbc:GroupLeadIndicator>true</efbc:GroupLeadIndicator>"
    both = organisation("ORG-1", "Fictional East") + organisation("ORG-2", "Fictional West", lead=lead)
    procurement = read(notice(party("ORG-1"), party("ORG-2", "cga"), organisations=both))
    assert procurement.buyer.name == procurement.facts["buyer.name"].value == "Fictional West"
    assert "2 organisations buy together; this one was taken, not 'Fictional East'" in said(procurement)
    assert "buyer.kind" not in procurement.facts


def test_regions_are_unknown_when_one_has_no_code():
    place = "<cac:RealizedLocation><cac:Address>{}</cac:Address></cac:RealizedLocation>"
    coded = place.format("<cbc:CountrySubentityCode>FR101</cbc:CountrySubentityCode>")
    anywhere = place.format("<cbc:Region>anyw-cou</cbc:Region>")
    assert facts_of(project=coded)["tender.region_codes"] == ["FR101"]
    assert "tender.region_codes" not in facts_of(project=coded + anywhere)


@pytest.mark.parametrize(
    ("codes", "framework"),
    [(["fa-w-rc", "fa-wo-rc"], True), (["none", "none"], False), (["none", "fa-mix"], None), (["none", ""], None)],
    ids=str,
)
def test_a_framework_is_known_when_all_lots_say_the_same(codes, framework):
    process = (
        "<cac:ContractingSystem><cbc:ContractingSystemTypeCode listName='framework-agreement'>{}"
        "</cbc:ContractingSystemTypeCode></cac:ContractingSystem>"
    )
    lots = [lot(identifier=f"LOT-{number}", process=process.format(code)) for number, code in enumerate(codes)]
    assert facts_of(*lots).get("tender.framework") is framework


def test_a_group_of_lots_is_read_where_award_criteria_sit_there():
    with_criteria = lot(criterion(weight("per-exa", "100")), identifier="GLO-1", scheme="LotsGroup")
    without = lot(identifier="GLO-2", scheme="LotsGroup")
    distribution = (
        "<cac:TenderingTerms><cac:LotDistribution><cac:LotsGroup><cbc:LotsGroupID>GLO-1</cbc:LotsGroupID>"
        "<cac:ProcurementProjectLotReference><cbc:ID>LOT-0001</cbc:ID></cac:ProcurementProjectLotReference>"
        "</cac:LotsGroup></cac:LotDistribution></cac:TenderingTerms>"
    )
    procurement = read(notice(distribution, with_criteria, without, lot()))
    assert [each.id for each in procurement.lots] == ["GLO-1", "LOT-0001"]
    assert "this is a group of lots of LOT-0001 with award criteria of its own" in said(procurement)


def test_ids_of_lots_are_made_unique_short_and_present():
    procurement = read(notice(*(lot(identifier=name) for name in ("A", "A", "", "A (2)", "B" * 200))))
    assert [each.id for each in procurement.lots] == ["A", "A (2)", "lot", "A (2) (2)", "B" * 108]
    assert read(notice()).lots[0].implied


def test_what_a_lot_pursues_is_told_and_no_fact_is_made_of_it():
    kind = (
        "<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName='{}'>{}</cbc:ProcurementTypeCode>"
        "</cac:ProcurementAdditionalType>"
    )
    project = kind.format("social-objective", "opp") + kind.format("strategic-procurement", "none")
    procurement = read(notice(lot(project=project + kind.format("social-objective", "acc-all"))))
    assert "this lot says that it pursues work for people who find it hard to get and accessibility for all" in said(
        procurement
    )
    assert set(procurement.lots[0].facts) == set()


def test_a_notice_without_ids_is_called_by_its_file():
    xml = re.sub("<cbc:(ID schemeName=.notice-id.|ContractFolderID)>.*?</cbc:(ID|ContractFolderID)>", "", notice())
    assert read(xml).id == "notice.xml"


BILLION_LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>\n<l>&j;</l>"
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BILLION_LAUGHS, "notice.xml:2:13: this XML has a document type declaration"),
        ('<!DOCTYPE n SYSTEM "file:///etc/hostname"><n/>', "document type declaration"),
        (f"{'<a>' * (DEEPEST + 1)}{'</a>' * (DEEPEST + 1)}", f"more than {DEEPEST} deep"),
        (f"<a>{'<b/>' * MOST_ELEMENTS}</a>", "more than 500,000 elements"),
        (f"<a>{' ' * LARGEST}</a>", "larger than 32 MB"),
        ("<a><b></a>", "notice.xml:1:9: this is not well-formed XML: mismatched tag"),
        ("<a>&what;</a>", "undefined entity"),
        ('<?xml version="1.0" encoding="runes"?><a/>', "encoding that cannot be read"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "encoding that cannot be read"),
        ("", "no element found"),
        ("{}", "not well-formed"),
        ("<Invoice/>", "the root of this XML document is 'Invoice', which is no eForms notice"),
        ("<ContractNotice/>", "the root of this XML document is 'ContractNotice'"),
        (f'<TED_EXPORT xmlns="{UBL}old"/>', "is 'TED_EXPORT' of 'urn:oasis"),
        (
            f'<BusinessRegistrationInformationNotice xmlns="{UBL}BusinessRegistrationInformationNotice-2"/>',
            "no eForms notice about a procurement",
        ),
    ],
    ids=[
        "billion laughs", "external subset", "deep", "many", "large", "tags", "entity", "no such encoding", "utf-7",
        "empty", "json", "invoice", "no namespace", "older form", "registration",
    ],
)  # fmt: skip
def test_refused_in_words(data, message):
    with pytest.raises(DocumentError, match=re.escape(message)):
        read(data)


def test_the_namespaces_may_have_any_prefixes_and_the_bytes_any_common_encoding():
    xml = notice(project='<cbc:Name languageID="ENG">Größe</cbc:Name>').replace("cbc:", "b:").replace(":cbc", ":b")
    assert read(xml).title == "Größe"
    assert read(xml.replace("UTF-8", "UTF-16").encode("utf-16")).title == "Größe"
    assert read(xml.replace("UTF-8", "ISO-8859-15").encode("iso-8859-15")).title == "Größe"


@pytest.mark.parametrize(
    ("data", "least", "most"),
    [
        (notice().encode(), 90, 100),
        (notice().replace("UTF-8", "UTF-16").encode("utf-16"), 90, 100),
        (b"<!-- <ContractNotice > -->" + notice(root="ContractAwardNotice").partition("\n")[2].encode(), 90, 100),
        (f"<x {NAMESPACES}/>".encode(), 50, 70),
        (b'<!-- <ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:" --><html/>', 0, 0),
        (b"<html><body>ContractNotice</body></html>", 0, 0),
        (b'{"ocid": "<ContractNotice >"}', 0, 0),
        (b"PK\x03\x04", 0, 0),
        (b"", 0, 0),
    ],
    ids=["notice", "utf-16", "comment first", "extension", "comment only", "html", "json", "zip", "empty"],
)
def test_sniffing(data, least, most):
    assert least <= FORMAT.sniff(RawDocument("x", data)) <= most


@pytest.mark.parametrize("seed", range(60))
def test_damaged_notices_are_refused_or_remarked_on(seed):
    die = random.Random(seed)
    parts = re.split(
        r"(<[^>]*>)", notice(party(), lot(criterion(weight("per-exa", "60"), name="A"), project="<cbc:Name/>"))
    )
    for _ in range(die.randint(1, 4)):
        spot = die.randrange(len(parts))
        parts[spot] = die.choice(["", "-1", "99999999999999999999", "﷽", "<x/>", parts[die.randrange(len(parts))]])
    damaged = "".join(parts)[: die.choice([None, None, die.randrange(4000)])]
    found, problems = refused_or_read(damaged)
    assert bool(found) is not bool(problems)
    assert all(problem.place for problem in problems)
    assert all(join([procurement]) == procurement for procurement in found)


@pytest.mark.parametrize(
    ("attribute", "told"),
    [("", "no currency is given"), (' currencyID="euro"', "the currency 'euro' is no ISO 4217 code")],
    ids=["none", "not a code"],
)
def test_an_amount_needs_a_currency(attribute, told):
    amount = f"<cbc:EstimatedOverallContractAmount{attribute}>5</cbc:EstimatedOverallContractAmount>"
    procurement = read(notice(project=f"<cac:RequestedTenderTotal>{amount}</cac:RequestedTenderTotal>"))
    assert "tender.value" not in procurement.facts
    assert f"{told}; the amount was not used" in said(procurement)


@pytest.mark.parametrize("day", ["2026-02-30", "2 March 2026", "2026-03-02T09:00:00Z"])
def test_a_date_that_cannot_be_read_is_told(day):
    procurement = read(notice().replace("2026-03-02+01:00", day))
    assert "tender.notice_date" not in procurement.facts
    assert f"'{day}' is not a date that can be read" in said(procurement)


def test_a_procedure_that_is_withheld_is_not_used():
    privacy = "<efac:FieldsPrivacy><efbc:FieldIdentifierCode>pro-typ</efbc:FieldIdentifierCode></efac:FieldsPrivacy>"
    process = f"{extension(privacy)}<cbc:ProcedureCode>open</cbc:ProcedureCode>"
    procurement = read(notice(f"<cac:TenderingProcess>{process}</cac:TenderingProcess>"))
    assert "tender.procedure" not in procurement.facts
    assert "the type of procedure is withheld from publication" in said(procurement)


def test_the_plugin_offers_the_format():
    assert list(sv_rules_document_formats()) == [FORMAT]
