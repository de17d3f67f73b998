"""Who did what when, and the version of all public content.

Owns: the audit trail, the content version, `save_record` (the one way a simple record is written), and the adapter in
which Wagtail's own writes end. Refuses: what a change means. Public modules: `actions`, `writers`, `models`.
"""
