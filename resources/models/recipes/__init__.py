"""The models that ship, each a recipe of steps."""

from __future__ import annotations

from .before_and_after import BEFORE_AND_AFTER
from .borough_profile import BOROUGH_PROFILE
from .hotspot_briefing import HOTSPOT_BRIEFING
from .method_comparison import METHOD_COMPARISON
from .near_repeat_zones import NEAR_REPEAT_ZONES
from .rounded_picture import ROUNDED_PICTURE
from .weekly_briefing import PORTAL_BRIEFING, WEEKLY_BRIEFING

RECIPES = (
    HOTSPOT_BRIEFING,
    WEEKLY_BRIEFING,
    PORTAL_BRIEFING,
    BEFORE_AND_AFTER,
    NEAR_REPEAT_ZONES,
    BOROUGH_PROFILE,
    METHOD_COMPARISON,
    ROUNDED_PICTURE,
)
