"""Who buys and who bids: `buyer` and `parties[]`, which refer to each other by id."""

from collections.abc import Mapping, Sequence

from sv_rules.model.procurement import Contact, Organisation
from sv_rules_ocds.codes import BUYER_KINDS, DEVOLVED, DEVOLVED_SCHEME, NATIONS_BY_NAME, NATIONS_BY_REGION
from sv_rules_ocds.found import Found
from sv_rules_ocds.node import Node, shown


def buyer(release: Node) -> Organisation:
    """Give the buyer. Its id carries its scheme where the party has an `identifier`; else it is the document's own."""
    name = buyer_name(release)
    parties = _buyer_parties(release)
    identifier = next((text for text in map(_scheme_and_id, parties) if text), "")
    return Organisation(
        id=identifier or (release / "buyer/id").identifier() or "", name=str(name.value) if name else ""
    )


def parties_by_id(release: Node) -> Mapping[str, Sequence[Node]]:
    """Give the parties of each id; some publishers repeat them."""
    parties: dict[str, list[Node]] = {}
    for party in (release / "parties").objects():
        parties.setdefault((party / "id").identifier() or "", []).append(party)
    return parties


def bidder(tenderers: Sequence[Node], parties: Mapping[str, Sequence[Node]]) -> Organisation:
    """Give who bids: the first tenderer's id, and the names of all of them, since a bid may be a joint one."""
    names: list[str] = []
    first = ""
    for index, tenderer in enumerate(tenderers):
        identifier = (tenderer / "id").identifier() or ""
        known = parties.get(identifier, ()) if identifier else ()
        name = (tenderer / "name").text() or next((text for text in map(_name, known) if text), "")
        names += [name] if name else []
        if index == 0:
            first = next((text for text in map(_scheme_and_id, known) if text), "") or identifier
    return Organisation(id=first, name=" and ".join(names))


def contact(tenderers: Sequence[Node], parties: Mapping[str, Sequence[Node]]) -> Contact:
    """Give where to write to a bidder: the address on one line and the email of its first tenderer who has them."""
    known = [party for each in tenderers for party in (each, *parties.get((each / "id").identifier() or "", ()))]
    addresses = (_on_one_line(party / "address") for party in known)
    emails = ((party / "contactPoint/email").text() for party in known if (party / "contactPoint").value is not None)
    return Contact(
        address=next((address for address in addresses if address), ""),
        email=next((email.strip() for email in emails if email), ""),
    )


def _on_one_line(address: Node) -> str:
    if address.value is None:
        return ""
    parts = [(address / key).text() for key in _ADDRESS]
    return ", ".join(" ".join(part.split()) for part in parts if part)


# A region is a code, and a bidder's country is where its letters go.
_ADDRESS = ("streetAddress", "locality", "postalCode", "countryName")


def buyer_name(release: Node) -> Found | None:
    """Give the buyer's name: `buyer/name`, else the name of the party it refers to."""
    for named in (release / "buyer/name", *(party / "name" for party in _buyer_parties(release))):
        text = named.text()
        if text:
            return Found(text, named)
    return None


def buyer_kind(release: Node) -> Found | None:
    """Give central-government, sub-central, utility or other, from the first scheme that the buyer is classified in.

    Several kinds in one scheme, or only codes that do not tell, leave it unknown.
    """
    classifications = [
        entry for party in _buyer_parties(release) for entry in (party / "details/classifications").objects()
    ]
    for scheme, kinds in BUYER_KINDS.items():
        found: dict[str, Node] = {}
        untold: list[tuple[Node, str]] = []
        for entry in classifications:
            if (entry / "scheme").text() != scheme:
                continue
            # Where the form let a buyer write its own type in, the words are the description and there is no id.
            code = (entry / "id").identifier() or (entry / "description").text() or ""
            kind = kinds.get(code.strip().lower())
            if kind:
                found.setdefault(kind, entry)
            elif code.strip().lower() not in kinds:
                untold.append((entry, f"'{shown(code)}' is no type of authority of {scheme} that is known here"))
            else:
                untold.append(
                    (entry, f"'{shown(code)}' does not say whether this is central government or sub-central")
                )
        for entry, why in untold if not found else ():
            entry.remark(why)
        if len(found) > 1:
            next(iter(found.values())).remark(f"the buyer is classified as {' and as '.join(found)}; neither was used")
        elif found:
            return Found(*next(iter(found.items())))
        if found or untold:
            return None
    return None


def buyer_nation(release: Node) -> Found | None:
    """Give england, wales, scotland or northern-ireland.

    In this order: the devolved regulations the buyer says it is under; the region code of its address; the nation
    that its address names as the country. The last two say where the buyer sits, which is published too, and is the
    same thing but for bodies that act for the whole United Kingdom.
    """
    parties = _buyer_parties(release)
    for party in parties:
        for entry in (party / "details/classifications").objects():
            if (entry / "scheme").text() == DEVOLVED_SCHEME:
                code = (entry / "id").identifier() or ""
                if code in DEVOLVED:
                    return Found(DEVOLVED[code], entry)
                entry.remark(f"'{shown(code)}' is no code of {DEVOLVED_SCHEME} that is known here")
    for party in parties:
        region = party / "address/region"
        nation = NATIONS_BY_REGION.get((region.text() or "").strip()[:3])
        if nation:
            return Found(nation, region)
        country = party / "address/countryName"
        nation = NATIONS_BY_NAME.get((country.text() or "").strip().lower())
        if nation:
            return Found(nation, country)
    return None


def _buyer_parties(release: Node) -> Sequence[Node]:
    """Give the parties `buyer` refers to, or else the only one with the role of a buyer."""
    parties = list((release / "parties").objects())
    identifier = (release / "buyer/id").identifier()
    if identifier:
        return [party for party in parties if (party / "id").identifier() == identifier]
    buyers = [party for party in parties if "buyer" in [role.value for role in (party / "roles").entries()]]
    if len(buyers) > 1:
        (release / "parties").remark(f"{len(buyers)} parties are buyers and 'buyer' names none; none was used")
        return []
    return buyers


def _scheme_and_id(party: Node) -> str:
    scheme = (party / "identifier/scheme").text()
    identifier = (party / "identifier/id").identifier()
    return f"{scheme}-{identifier}" if scheme and identifier else ""


def _name(party: Node) -> str:
    return (party / "name").text() or ""
