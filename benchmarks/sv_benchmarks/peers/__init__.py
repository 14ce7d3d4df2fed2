"""The other engines, one file for each family: the same rules in its own language, as its documentation writes them."""

from sv_benchmarks.peers._peer import Absent, Peer, Prepared, prepared

__all__ = ["Absent", "Peer", "Prepared", "prepared"]
