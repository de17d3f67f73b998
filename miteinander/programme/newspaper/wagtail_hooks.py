from .distribution import wagtail_hooks as _distribution  # noqa: F401  (registers)
