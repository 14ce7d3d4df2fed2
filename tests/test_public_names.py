"""What `import sv_rules` gives: every name it lists, loaded when it is first used, and nothing else."""

import sys
from pathlib import Path

import pytest

import sv_rules
from sv_rules.evaluate import library_version


def test_every_name_that_is_listed_is_there():
    assert dir(sv_rules) == sorted(sv_rules.__all__)
    assert [name for name in sv_rules.__all__ if not hasattr(sv_rules, name)] == []


def test_a_name_that_is_not_listed_is_told():
    with pytest.raises(AttributeError, match="module 'sv_rules' has no attribute 'hots'"):
        _ = sv_rules.hots


def test_a_checkout_that_was_never_installed_has_no_version(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parent)])
    assert library_version.__wrapped__() == "unknown"
