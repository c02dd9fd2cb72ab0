"""The only door between rows and tables."""
