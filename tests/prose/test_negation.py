"""Which mentions a sentence denies. The term is TERM; expected by what the sentence tells a bidder."""

import pytest

from sv_rules.prose.negation import denials
from sv_rules.prose.sentences import sentence
from sv_rules.prose.tokens import tokenised

DENIED = [
    "No TERM is required.",
    "There is no requirement for TERM.",
    "We are not asking for TERM.",
    "The contract does not include TERM.",
    "The contract doesn't include TERM.",
    "The contract doesn’t include TERM.",
    "TERM is not required.",
    "TERM are not required for this lot.",
    "TERM will not be scored.",
    "TERM is not sought.",
    "TERM is not currently sought.",
    "TERM does not form part of this contract.",
    "TERM is not part of the evaluation.",
    "TERM is out of scope.",
    "TERM is outside the scope of this lot.",
    "TERM is excluded.",
    "TERM and cleaning are excluded.",
    "TERM, cleaning and catering are excluded from the price.",
    "TERM has been omitted.",
    "TERM carries no weight in the award.",
    "TERM forms no part of the award.",
    "TERM: not applicable",
    "TERM: none",
    "TERM: N/A",
    "TERM – not required",
    "TERM (not required)",
    "TERM are prohibited.",
    "TERM must not be used.",
    "Neither TERM nor cleaning is included.",
    "Neither cleaning nor TERM is included.",
    "None of the bidders offers TERM.",
    "The bidder never offers TERM.",
    "The bidder cannot offer TERM.",
    "The bidder can not offer TERM.",
    "The bidder won't offer TERM.",
    "The service is delivered without TERM.",
    "All services other than TERM are bought.",
    "All services except TERM are bought.",
    "All services excluding TERM are bought.",
    "The contract excludes TERM.",
    "We ask for cleaning rather than TERM.",
    "We ask for cleaning instead of TERM.",
    "Bidders must avoid TERM.",
    "The council prohibits TERM.",
    "There is no cleaning, catering or TERM.",
    "We do not require cleaning or TERM.",
    "Bidders are not required to offer TERM.",
    "Bidders need not offer TERM.",
    "The winner must pay well, but TERM is not required.",
    "The living wage applies; however, TERM is not sought.",
    "The living wage is a requirement, TERM is not.",
    "No marks are available for TERM.",
    "There will be no TERM unless agreed.",
    "TERM is not mandatory.",
    "TERM isn't needed.",
    "TERM is no longer required.",
    "Not included: TERM, cleaning",
    "The bid says nothing of TERM.",
    "TERM will be disregarded.",
    "TERM has been withdrawn from this lot.",
    "The tender lacks TERM.",
    "The provider refrains from TERM.",
    "TERM shall not be used to clean the rooms.",
    "TERM are not needed to run the desk.",
    "TERM is not required to be offered.",
    "TERM is not addressed.",
    "TERM is not dealt with in this document.",
    "TERM is not sought after.",
    "TERM is not pursued under this contract.",
    "TERM is not mentioned.",
    "TERM is not explicitly mentioned.",
    "TERM will not be tackled by the supplier.",
    "TERM is not taken up.",
    "TERM was not foreseen.",
    "The aim of TERM is not met.",
    "TERM is at present not pursued.",
    "The supplier may or may not agree, but TERM is not adopted.",
    "The council will not, now or later, ask for TERM.",
]
STATED = [
    f"TERM is required {'and so on ' * 20} and cleaning is not required.",
    "TERM is required.",
    "Bidders must offer TERM.",
    "Not only TERM but also cleaning is required.",
    "We ask not only for cleaning but also for TERM.",
    "TERM must start no later than May.",
    "No later than May the bidder must offer TERM.",
    "Pay no less than the TERM.",
    "No fewer than two TERM must start.",
    "Pay not less than the TERM.",
    "Pay must not be less than the TERM.",
    "Pay must not fall below the TERM.",
    "Without prejudice to clause 4, the bidder must offer TERM.",
    "The contract cannot be delivered without TERM.",
    "The service will not succeed without TERM.",
    "Without TERM the service cannot succeed.",
    "Bids without TERM will be rejected.",
    "Bids that do not include TERM will be rejected.",
    "Bidders who do not offer TERM will be excluded.",
    "Bids which do not offer TERM will not be considered.",
    "Failure to offer TERM will lead to disqualification.",
    "Bidders that fail to offer TERM will be disqualified.",
    "Cleaning is not required but TERM is.",
    "Cleaning is not required; TERM is required.",
    "Cleaning is out of scope, although TERM is required.",
    "Smoking is not allowed and the provider must offer TERM.",
    "Smoking is not allowed, and the provider must offer TERM.",
    "The bidder must not smoke, and must offer TERM.",
    "TERM must not be cut.",
    "TERM must not be paid less than others.",
    "The bidder must not overlook TERM.",
    "The value of TERM cannot be overstated.",
    "Including but not limited to TERM.",
    "No staff other than TERM will be employed.",
    "No contract will be awarded unless the bidder offers TERM.",
    "No TERM will be excluded.",
    "TERM will not be excluded.",
    "See No. 5 for TERM.",
    "Whether or not the bidder is local, TERM must be offered.",
    "TERM is required with no exception.",
    "The bidder must not exceed the price and must offer TERM.",
    "Nothing less than TERM will do.",
    "Bidders offering TERM are not required to provide a bond.",
    "Trainees on TERM are not permitted to drive.",
    "TERM is not sufficient to win.",
    "The panel might ask for TERM or might not.",
    "The bidder may or may not offer TERM.",
    "The winner could bring TERM, or could not.",
    "Where TERM is offered or is not offered, tell the council.",
    "The provider will offer TERM or will not, as it sees fit.",
    "A not-for-profit body shall offer TERM.",
    "Not for profit bidders offer TERM.",
    "Non-profit bodies shall offer TERM.",
    "TERM must not be neglected.",
]

# sentence, the words in it that are the term, denied
WHOLE_TERMS = [
    ("The panel will never score bids without sight of the plan.", "without sight of the plan", True),
    ("Bids are not to be read without sight of the plan.", "without sight of the plan", True),
    ("Nobody shall work without a permit.", "without a permit", True),
    ("The council does not buy other than by tender.", "other than by tender", True),
    ("The panel scores bids without sight of the plan.", "without sight of the plan", False),
    ("Work without a permit is what we buy.", "without a permit", False),
    ("Not only does the panel score without sight of the plan, it is glad to.", "without sight of the plan", False),
    ("Bids cannot be scored without sight of the plan.", "sight of the plan", False),
]


def is_denied(text: str) -> bool:
    whole = tokenised(text)
    words = sentence(whole, 0, len(whole.tokens)).words
    at = max(index for index, word in enumerate(words) if word == "term")
    return denials(words).covers(at, at + 1)


@pytest.mark.parametrize("text", DENIED)
def test_denied(text: str):
    assert is_denied(text)


@pytest.mark.parametrize(("text", "term", "expected"), WHOLE_TERMS, ids=[row[0] for row in WHOLE_TERMS])
def test_terms_that_begin_with_a_word_that_shuts_out(text: str, term: str, expected: bool):
    words = text.lower().replace(".", " .").replace(",", " ,").split()
    wanted = term.split()
    at = next(index for index in range(len(words)) if words[index : index + len(wanted)] == wanted)
    assert denials(words).covers(at, at + len(wanted)) is expected


@pytest.mark.parametrize("text", STATED)
def test_stated(text: str):
    assert not is_denied(text)


@pytest.mark.parametrize(
    ("text", "introduces"),
    [
        ("The contract does not include:", True),
        ("The following are out of scope:", True),
        ("The following will not be scored:", True),
        ("Excluding:", True),
        ("The contract includes:", False),
        ("Cleaning is not required, but the bidder must offer:", False),
        ("The contract does not include cleaning.", False),
    ],
)
def test_what_leads_in_a_list(text: str, introduces: bool):
    whole = tokenised(text)
    assert denials(sentence(whole, 0, len(whole.tokens)).words).introduces is introduces
