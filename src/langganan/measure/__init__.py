"""Measure: did it work, for whom, and why."""
