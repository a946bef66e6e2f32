"""Two-dimensional kernels: how the weight of one point is spread over the distance from it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ...errors import InvalidInput


@dataclass(frozen=True)
class Kernel:
    """A kernel for the bandwidth 1.

    density  squared distance, in squared bandwidths -> density; its integral over the plane is 1
    reach    distance in bandwidths beyond which it is nothing, or is cut off
    """

    density: Callable[[np.ndarray], np.ndarray]
    reach: float


def _power(factor: float, power: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda squared: factor / math.pi * np.where(squared < 1, np.clip(1 - squared, 0, 1) ** power, 0)


KERNELS = {
    "quartic": Kernel(_power(3, 2), 1),
    "triweight": Kernel(_power(4, 3), 1),
    "epanechnikov": Kernel(_power(2, 1), 1),
    "uniform": Kernel(_power(1, 0), 1),
    "triangular": Kernel(lambda squared: 3 / math.pi * np.clip(1 - np.sqrt(squared), 0, None), 1),
    "gaussian": Kernel(lambda squared: np.exp(-squared / 2) / (2 * math.pi), 5),
}
"""By name. With u = distance / bandwidth < 1 and the bandwidth h:

quartic       3 / (pi h^2) (1 - u^2)^2
triweight     4 / (pi h^2) (1 - u^2)^3
epanechnikov  2 / (pi h^2) (1 - u^2)
uniform       1 / (pi h^2)
triangular    3 / (pi h^2) (1 - u), a cone
gaussian      1 / (2 pi h^2) exp(-u^2 / 2), h its standard deviation; cut at u = 5, beyond which lie 0.0004 % of it

Source: Silverman (1986), Density Estimation, section 4.2; Chainey & Ratcliffe (2005) for the quartic in crime mapping.
"""


def checked_kernel(name: str) -> Kernel:
    """The kernel of that name; an unknown name is refused with the list of known ones."""
    if name not in KERNELS:
        raise InvalidInput(f"There is no kernel '{name}'. Choose from: {', '.join(KERNELS)}.")
    return KERNELS[name]
