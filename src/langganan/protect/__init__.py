"""Protect: what is personal, why it is kept, and who may see it."""
