"""The register of personal data (Art. 30 GDPR), and the machine that applies it.

What is kept about whom, why, on what basis, for how long; what a person may read about themselves; what goes when its
time is over or when the person asks. Owns: the register, its rules, the deletion and its log. Refuses: knowing any
room (rooms declare their fields in `register` and what else hangs on their records in `traces`), pages (they stand in
`surfaces/office`). Public modules: `register`, `rules`, `traces`, `persons`, `actions`, `models`.
"""
