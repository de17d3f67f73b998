"""What it takes and what it brings: money, and later outreach and impact.

Knows the programme, the civic floor and the foundation; nothing below knows it.
"""
