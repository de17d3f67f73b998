"""The fourth floor: what it takes and what it brings."""
