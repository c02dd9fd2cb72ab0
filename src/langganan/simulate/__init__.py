"""Shops of any size, made from the statistics of a real one: for trying out what a larger shop would need.

`Shop.profile()` measures a shop; `Simulation` makes another from what was measured; `write_tables` and
`write_order_file` put it where an engine, or `langganan import`, can take it.
"""

from __future__ import annotations

from langganan.simulate.profile import Profile, measure
from langganan.simulate.simulation import Simulation
from langganan.simulate.write import Written, write_order_file, write_tables

__all__ = ["Profile", "Simulation", "Written", "measure", "write_order_file", "write_tables"]
