"""A study planned before answers are collected: how many respondents, from which quotas, in how many days."""

from __future__ import annotations
