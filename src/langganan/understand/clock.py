"""The shop's clock: time that runs faster in busy weeks.

If people buy at the rate lambda x s(t), s the same for everybody, then purchases are Poisson with the plain rate
lambda in operational time S(t), the integral of s. As MBG/NBD customers drop out after a purchase, not in between, the
model is exact in operational time: nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.tables import Array

Days = Array | np.datetime64


@dataclass(frozen=True, eq=False)
class Clock:
    """How fast each day runs: `pace` 1 for an ordinary day, from the day `start` on; all other days run at 1."""

    start: np.datetime64
    pace: Array

    def between(self, earlier: Days, later: Days) -> Array:
        """Measure time. This function will give the operational days from the evening of one day to that of another."""
        return self._reading(later) - self._reading(earlier)

    def _reading(self, days: Days) -> Array:
        """Operational days from the start to the evening of each of `days` (datetime64[D])."""
        read = np.concatenate([[0.0], np.cumsum(self.pace)])
        passed = (np.asarray(days, "datetime64[D]") - self.start).astype(np.int64) + 1
        inside = np.clip(passed, 0, len(self.pace))
        return read[inside] + (passed - inside)


STEADY = Clock(np.datetime64("1970-01-01", "D"), np.zeros(0))
"""The clock on the wall."""
