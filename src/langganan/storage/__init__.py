"""Storage: adapters that hold and query data."""
