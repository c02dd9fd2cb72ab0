"""Collect: files, exports and events in; checked tables out."""
