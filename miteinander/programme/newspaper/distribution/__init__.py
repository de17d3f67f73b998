"""Distribution of the newspaper: who gets how many copies, what came back, how many to print next.

Owns: outlets with their deliveries and leftovers, rounds, subscriptions by post, the proposal for the print run.
Refuses: what a copy costs (money asks `figures.copies_of`), sending mail (a subscriber needs none).
Public modules: `actions`, `figures`, `print_run`.
"""
