"""The numeric core: a batch of resamples as counts, to correlation matrices, to weights, to every statistic.

The batch is the last axis of every array (docs/decisions/0008-pls-sem.md). `procedure` is the one road through it.
"""

from __future__ import annotations
