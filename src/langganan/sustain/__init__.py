"""Sustain: stock what will sell, and waste less."""
