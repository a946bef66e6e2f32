"""What all tests of the core share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes, or the making of ten, says more of what else the machine does than of the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
