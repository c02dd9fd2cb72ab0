"""Personalise: what each customer would like, and why we think so."""
