"""Machine translation behind one interface. Off unless the environment names a service (MITEINANDER_TRANSLATOR_URL).

Only German texts that are to be published anyway leave the house; what comes back is marked and stays hidden from
readers until a person has checked it.
"""

from .service import Service, ServiceFailed, service

__all__ = ["Service", "ServiceFailed", "service"]
