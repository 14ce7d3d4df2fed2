"""Which procurement law a notice says it is under."""

from sv_rules_ocds.codes import LEGAL_BASES, UK_SERVICES
from sv_rules_ocds.found import Found
from sv_rules_ocds.node import Node, shown

# Find a Tender publishes notices under the Health Care Services (Provider Selection Regime) Regulations 2023 on forms
# of the 2015 Regulations, with their code; only the text says so.
_REGIME_IN_WORDS = "provider selection regime"


def legal_basis(release: Node) -> Found | None:
    """Give procurement-act-2023, 2015-regulations, provider-selection-regime or other, from `tender/legalBasis`.

    Unknown when the code is of a directive and the notice does not come from a UK service, or when its words name the
    Provider Selection Regime and the code another law.
    """
    node = release / "tender/legalBasis"
    scheme, identifier = (node / "scheme").text(), (node / "id").identifier()
    if not scheme or not identifier:
        return None
    basis = LEGAL_BASES.get((scheme.strip(), identifier))
    if basis is None:
        node.remark(f"'{shown(f'{scheme} {identifier}')}' is no legal basis that is known here")
        return None
    if basis != "2015-regulations":
        return Found(basis, node)
    ocid = (release / "ocid").identifier() or ""
    if scheme.strip() == "CELEX" and not ocid.startswith(UK_SERVICES):
        node.remark(
            f"the legal basis is the directive {identifier}; whether the 2015 Regulations apply is not known, as the "
            "notice is not from a UK notice service"
        )
        return None
    words = _naming_the_regime(release / "tender")
    if words is not None:
        words.remark("this names the Provider Selection Regime, and the legal basis is given as another law")
        return None
    return Found(basis, node)


def _naming_the_regime(tender: Node) -> Node | None:
    lots = (tender / "lots").objects()
    texts = [tender / "title", tender / "description", *(lot / "description" for lot in lots)]
    return next((each for each in texts if _REGIME_IN_WORDS in (each.text() or "").lower()), None)
