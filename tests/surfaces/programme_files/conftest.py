from tests.foundation.exchange.conftest import shelf

__all__ = ["shelf"]
