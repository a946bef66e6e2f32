"""The scenes, in the order in which they build on each other."""

from __future__ import annotations

from exploring import EXPLORING
from layer_scenes import LAYERS
from panel import PANEL
from places import PLACES
from results import RESULTS
from web_pages import PAGES

SCENES = (*PANEL, *LAYERS, *EXPLORING, *PLACES, *RESULTS, *PAGES)
