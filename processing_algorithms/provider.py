"""All algorithms and models of SafeStats, as one provider of QGIS Processing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import QgsApplication, QgsFeedback, QgsProcessingException, QgsProcessingProvider
from qgis.PyQt.QtCore import QTranslator
from qgis.PyQt.QtGui import QIcon

from .accuracy import Accuracy
from .agency_concordance import AgencyConcordance
from .aoristic import Aoristic
from .base.language import fall_silent, speak_language
from .base.native_packages import load_apart
from .base.translation import tr
from .clusters import Clusters
from .compare_hot_spots import CompareHotSpots
from .concentration import Concentration
from .count_areas import CountAreas
from .count_grid import CountGrid
from .dual_kernel_density import DualKernelDensity
from .emerging_hot_spots import EmergingHotSpots
from .getis_ord import GetisOrd
from .harm_weights import HarmWeights
from .hot_spot_stability import HotSpotStability
from .kernel_density import KernelDensity
from .load_from_source import LoadFromSource
from .load_incidents import LoadIncidents
from .local_moran import LocalMoran
from .mapped_share import MappedShare
from .match_incidents import MatchIncidents
from .near_repeat import NearRepeat
from .nearest_neighbour import NearestNeighbours
from .optimised_hot_spots import OptimisedHotSpots
from .print_briefing import PrintBriefing
from .prospective import Prospective
from .reporting_gap import ReportingGap
from .results.provenance import plugin_version
from .safe_to_share import SafeToShare
from .select_by_date_time import SelectByDateTime
from .shipped_models import shipped_models
from .space_time_scan import SpaceTimeScan
from .standard_distance import StandardDistance
from .top_rows import TopRows
from .uncertain_hot_spots import UncertainHotSpots

if TYPE_CHECKING:
    from requests import Session
    from requests.auth import AuthBase

_RESOURCES = Path(__file__).resolve().parent.parent / "resources"

ALGORITHMS = (
    LoadIncidents,
    LoadFromSource,
    SelectByDateTime,
    HarmWeights,
    CountGrid,
    CountAreas,
    Concentration,
    StandardDistance,
    NearestNeighbours,
    TopRows,
    KernelDensity,
    DualKernelDensity,
    GetisOrd,
    OptimisedHotSpots,
    LocalMoran,
    Clusters,
    Aoristic,
    NearRepeat,
    SpaceTimeScan,
    EmergingHotSpots,
    Prospective,
    CompareHotSpots,
    Accuracy,
    MatchIncidents,
    AgencyConcordance,
    ReportingGap,
    UncertainHotSpots,
    HotSpotStability,
    MappedShare,
    SafeToShare,
    PrintBriefing,
)
"""In the order of an analyst's work: data, counts and places, hot spots, space and time, comparison,
several agencies, print."""


def _cannot_sign(authcfg: str) -> AuthBase:
    raise QgsProcessingException(
        tr(
            "The authentication configuration '{authcfg}' needs the network of QGIS. Enable the SafeStats plugin."
        ).format(authcfg=authcfg)
    )


class SafeStatsProvider(QgsProcessingProvider):
    """The provider `safestats`.

    mount  puts the network of QGIS under a `requests` session, for the feedback of an algorithm that asks; without it
           the session speaks for itself
    sign   lets QGIS sign the requests of such a session, by the id of an authentication configuration
    """

    def __init__(
        self,
        mount: Optional[Callable[[Session, QgsFeedback], Session]] = None,
        sign: Optional[Callable[[str], AuthBase]] = None,
    ) -> None:
        super().__init__()
        load_apart()
        self.mount = mount or (lambda session, feedback: session)
        self.sign = sign or _cannot_sign
        self._language: Optional[QTranslator] = None
        QgsApplication.processingRegistry().providerAdded.connect(self._registered)

    def load(self) -> bool:
        """Called by QGIS as it takes the provider in, before anything of SafeStats is shown."""
        fall_silent(self._language)
        self._language = speak_language()
        return super().load()

    def unload(self) -> None:
        """Called by QGIS as it lets the provider go."""
        fall_silent(self._language)
        self._language = None
        super().unload()

    def loadAlgorithms(self) -> None:
        """Add a fresh instance of every algorithm, and the models that ship."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            for model in shipped_models():
                self.addAlgorithm(model)

    def _registered(self, provider: str) -> None:
        if provider == self.id():
            self.refreshAlgorithms()

    def id(self) -> str:
        """The part of every algorithm's id before the colon."""
        return "safestats"

    def name(self) -> str:
        """What the toolbox shows."""
        return "SafeStats"

    def icon(self) -> QIcon:
        """SafeStats' own."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """The icon's file."""
        return str(_RESOURCES / "icons" / "safestats.svg")

    def versionInfo(self) -> str:
        """The version of SafeStats."""
        return plugin_version()
