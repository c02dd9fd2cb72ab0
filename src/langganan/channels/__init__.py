"""Channels: adapters that carry a message out, one file each."""
