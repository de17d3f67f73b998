"""The demo as `make lighthouse` looks at it: search engines may come in, the banner stays. No way leads here but that one."""

from miteinander.settings import *  # noqa: F403  settings are names; all of them are wanted

INDEX_SAMPLE = True
