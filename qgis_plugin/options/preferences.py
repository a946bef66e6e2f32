"""What a person sets once for all layers, in the settings of her QGIS profile."""

from __future__ import annotations

import os

from qgis.core import QgsSettings

_LIMIT = "safestats/cache_gigabytes"
_EVERY = "safestats/refresh_every"
_VARIABLE = "SAFESTATS_CACHE_BUDGET"


def cache_limit() -> int:
    """Gigabytes that what is kept of one person may take; 0 for no limit."""
    return int(QgsSettings().value(_LIMIT, 0, int))


def set_cache_limit(gigabytes: int) -> None:
    """Keep the limit, and go by it when a session is opened from now on."""
    had_one = cache_limit() > 0
    QgsSettings().setValue(_LIMIT, gigabytes)
    if had_one and not gigabytes:
        os.environ.pop(_VARIABLE, None)
    use_cache_limit()


def use_cache_limit() -> None:
    """Hand the limit on to the core, which takes it from the environment; without one what is there already rules."""
    if cache_limit():
        os.environ[_VARIABLE] = f"{cache_limit()}GB"


def refresh_every() -> int:
    """Minutes between the refreshes of a layer that is loaded from now on; `layer_menu` says what 0 and -1 mean."""
    return int(QgsSettings().value(_EVERY, 0, int))


def set_refresh_every(minutes: int) -> None:
    """Keep how often layers that are loaded from now on are refreshed."""
    QgsSettings().setValue(_EVERY, minutes)
