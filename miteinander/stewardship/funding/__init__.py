"""Money: asked for, granted, promised, spent and proved, on cost lines and activities.

Owns: sources of money, cost lines and plans, orders, receipts, income, the books, proofs of use, dated rules. Refuses:
knowing the leaf rooms (what happened is read through `concept.results`), events without money. Public modules:
`actions`, `figures`, `models`.
"""
