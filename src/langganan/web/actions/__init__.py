"""Writes: each changes one thing and leaves its audit line."""
