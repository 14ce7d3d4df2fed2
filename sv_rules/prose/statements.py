"""What a sentence says of a fact, with where it stands and whom it is about."""

from dataclasses import dataclass

from sv_rules.model.fact import written
from sv_rules.model.finding import ClueFound, SubjectRef
from sv_rules.prose.passages import Passage
from sv_rules.prose.quoting import quote, words_found
from sv_rules.prose.reading_sentences import Said
from sv_rules.prose.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said, in which sentence of which passage, of which subject."""

    said: Said
    part: Sentence
    passage: Passage
    subject: SubjectRef

    def told(self) -> ClueFound:
        """Give it as it is told; of thousands only a few are."""
        said, fact = self.said, self.said.clue.fact
        return ClueFound(
            clue=said.clue.id,
            fact=fact.name,
            subject=self.subject,
            # An entry of a list and a choice stand as the clue has them.
            value=said.value if isinstance(said.value, str) else written(said.value, fact),
            bound=said.bound,
            denied=said.denied,
            confidence=said.confidence,
            words=words_found(self.part, said.start, said.end),
            quote=quote(self.part, said.start, said.end),
            place=self.passage.place,
            section=self.passage.section,
        )
