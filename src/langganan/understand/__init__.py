"""Understand: who comes back, when, and for what."""
