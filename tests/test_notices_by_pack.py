"""Every pack judges every real UK notice without an exception, and every finding explains itself."""

import pytest
from notices_by_pack import CORPUS, evaluations, notices

from sv_rules import Host, Outcome
from sv_rules.loading.layers import find_packs


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here: set SV_RULES_CORPUS")
def test_every_pack_over_every_uk_notice() -> None:
    host = Host()
    procurements = notices(host)
    assert len(procurements) == 170  # the corpus' README: 77 + 1 + 1 + 2 + 8 + 1 + 41 + 39
    # The checks of a layer come with every area that extends it, so the areas cover the layers.
    for pack in sorted(find_packs(host.registry.rulepacks)):
        for evaluation in evaluations(host, pack, procurements):
            for finding in evaluation.findings:
                assert finding.sentence
                assert finding.source.title
                assert finding.comparisons or finding.outcome is Outcome.CANNOT_TELL, finding.check
