"""Engage: whom to talk to, about what, and when. Decides; does not send."""
