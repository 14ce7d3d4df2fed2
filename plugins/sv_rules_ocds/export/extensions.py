"""The OCDS extensions that an exported package uses, by the addresses at which their owners publish them."""

_REGISTRY = "https://raw.githubusercontent.com/open-contracting-extensions"

OURS = "https://example.org/sv-rules/ocds-extension/extension.json"
"""Stands for where `schemas/ocds-extension` is published; whoever publishes it gives its address in its place."""

EXTENSIONS = (
    # Lots, award criteria with weights, metrics, techniques, legal basis, delivery addresses.
    "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
    # The profile's bids have no lots; those of this extension, which therefore comes after it, do.
    f"{_REGISTRY}/ocds_bid_extension/master/extension.json",
    f"{_REGISTRY}/ocds_requirements_extension/master/extension.json",
    f"{_REGISTRY}/ocds_suitability_extension/master/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
    OURS,
)
