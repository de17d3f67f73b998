"""What all web processes must know alike: codes of the second factor that were used, counts of the sign-in library.

It is the default cache, a table of the database, so that it needs no further server. Keys go in as keyed hashes, because
some of them hold a visitor's address; what is over goes every night.
"""

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import timezone
from django.utils.crypto import salted_hmac

TABLE = "access_shared_cache"
PROBE = "access.shared_cache.probe"


def hidden_key(key: str, prefix: str, version: int) -> str:
    digest = salted_hmac("access.shared_cache", f"{prefix}:{version}:{key}", algorithm="sha256")
    return digest.hexdigest()


def forget_old() -> None:
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(timezone.now().replace(microsecond=0))
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(TABLE)} WHERE expires < %s", [moment])


def is_shared() -> bool:
    """Whether another process would find what this one keeps."""
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return "locmem" not in type(cache).__module__ and "dummy" not in type(cache).__module__
    try:
        cache.set(PROBE, "yes", 60)
        return bool(cache.get(PROBE) == "yes")
    except DatabaseError:
        return False
