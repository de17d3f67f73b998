"""What the public sees of the money: what it was planned and spent for, where it came from, what one copy or guest cost.

Only granted and proved sources; never a natural person.
"""
