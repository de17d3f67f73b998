"""Money from the request to the proof of use.

Owns: budgets, grants, orders, receipts, payments, the proof.
Refuses: recognising pictures of receipts; what an activity is (civic.concept) and what happened (programme).
"""
