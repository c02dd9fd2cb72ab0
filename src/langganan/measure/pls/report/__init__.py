"""What a study is shown as: a diagram, charts, tables in five forms, and one page that holds them all."""

from __future__ import annotations
