"""Who buys: the contracting parties, which name organisations by the notice's own ids."""

from collections.abc import Sequence

from sv_rules.errors import listed
from sv_rules.model.procurement import Organisation
from sv_rules_eforms.codes import BUYER_KINDS, NATIONS
from sv_rules_eforms.node import EXTENSION, Found, Node, shown
from sv_rules_eforms.values import coded


def buyer(notice: Node) -> Organisation:
    """Give the buyer: the one that leads a group of buyers, or else the first. Its id is the published company id."""
    named = next(iter(_organisations(notice)), None)
    if named is None:
        return Organisation()
    identifier = named / "efac:Company/cac:PartyLegalEntity/cbc:CompanyID"
    name = named.words("efac:Company/cac:PartyName/cbc:Name")
    scheme = identifier.attribute("schemeName")
    return Organisation(
        id=f"{scheme}-{identifier.text()}" if scheme and identifier.text() else identifier.text() or "",
        name=name.value if name else "",
    )


def buyer_name(notice: Node) -> Found | None:
    """Give the buyer's name, with a remark when there are more buyers."""
    organisations = _organisations(notice)
    names = [name for each in organisations if (name := each.words("efac:Company/cac:PartyName/cbc:Name"))]
    if len(organisations) > 1:
        others = listed(f"'{shown(name.value)}'" for name in names[1:])
        organisations[0].remark(f"{len(organisations)} organisations buy together; this one was taken, not {others}")
    return names[0] if names else None


def buyer_kind(notice: Node) -> Found | None:
    """Give central-government, sub-central, utility or other (BT-11), when all the buyers are of one kind."""
    codes = notice.all("cac:ContractingParty/cac:ContractingPartyType/cbc:PartyTypeCode[buyer-legal-type]")
    if len({code.text() for code in codes}) > 1:
        codes[0].remark("the buyers are of several kinds; none was used")
        return None
    return coded(codes[0], BUYER_KINDS, "the kind of buyer") if codes else None


def buyer_nation(notice: Node) -> Found | None:
    """Give england, wales, scotland or northern-ireland from the region of the buyer's address (BT-507)."""
    region = next(iter(_organisations(notice)), notice) / f"{_ADDRESS}/cbc:CountrySubentityCode"
    nation = NATIONS.get((region.text() or "")[:3])
    return Found(nation, region) if nation else None


def buyer_countries(notice: Node) -> Sequence[str]:
    """Give the country of every buyer (BT-514) that states one: `LUX`."""
    nodes = [each / f"{_ADDRESS}/cac:Country/cbc:IdentificationCode" for each in _organisations(notice)]
    return [code for node in nodes if (code := node.text())]


_ADDRESS = "efac:Company/cac:PostalAddress"
_PARTY_ID = "cac:PartyIdentification/cbc:ID"


def _organisations(notice: Node) -> Sequence[Node]:
    """Give the organisations that the contracting parties name, the leading one first."""
    published = notice.all(f"{EXTENSION}/efac:Organizations/efac:Organization")
    by_id = {(each / f"efac:Company/{_PARTY_ID}").text(): each for each in reversed(published)}
    wanted = [(party / f"cac:Party/{_PARTY_ID}").text() for party in notice.all("cac:ContractingParty")]
    found = [by_id[identifier] for identifier in dict.fromkeys(wanted) if identifier and identifier in by_id]
    return sorted(found, key=lambda each: (each / "efbc:GroupLeadIndicator").text() != "true")
