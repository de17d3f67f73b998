"""The register of personal data (Art. 30 GDPR): what is kept about whom, why, on what basis and for how long.

Owns: the register. Refuses: deleting by itself (the deletion runs read the register).
Public module: `register`.
"""
