"""Reads: what the pages show, as small frozen dataclasses."""
