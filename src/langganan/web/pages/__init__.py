"""HTML pages: read the form, call one action or query, render."""
