"""All algorithms and models of SafeStats, as one provider of QGIS Processing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .accuracy import Accuracy
from .agency_concordance import AgencyConcordance
from .aoristic import Aoristic
from .base.native_packages import load_apart
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
from .prospective import Prospective
from .reporting_gap import ReportingGap
from .results.provenance import plugin_version
from .select_by_date_time import SelectByDateTime
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
)
"""In the order of an analyst's work: data, counts and places, hot spots, space and time, comparison,
several agencies."""


def _cannot_sign(authcfg: str) -> AuthBase:
    raise QgsProcessingException(
        f"The authentication configuration '{authcfg}' needs the network of QGIS. Enable the SafeStats plugin."
    )


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model whose name is an identifier, shown by its short description."""

    def displayName(self) -> str:
        """What the toolbox shows."""
        return self.shortDescription()


class SafeStatsProvider(QgsProcessingProvider):
    """The provider `safestats`.

    mount  puts the network of QGIS under a `requests` session; without it the session speaks for itself
    sign   lets QGIS sign the requests of such a session, by the id of an authentication configuration
    """

    def __init__(
        self,
        mount: Optional[Callable[[Session], Session]] = None,
        sign: Optional[Callable[[str], AuthBase]] = None,
    ) -> None:
        super().__init__()
        load_apart()
        self.mount = mount or (lambda session: session)
        self.sign = sign or _cannot_sign
        QgsApplication.processingRegistry().providerAdded.connect(self._registered)

    def loadAlgorithms(self) -> None:
        """Add a fresh instance of every algorithm, and the models that ship."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        # A model finds its steps in the registry, so it can be read only once they are there.
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self._load_models()

    def _load_models(self) -> None:
        for path in sorted((_RESOURCES / "models").glob("*.model3")):
            model = ShippedModel()
            if model.fromFile(str(path)):
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
