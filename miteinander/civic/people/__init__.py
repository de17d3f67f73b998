"""Persons and organisations the council works with: associations, authorities, press, funders, sponsors.

Owns: their contact data and names done right. Refuses: what they do in a programme.
"""
