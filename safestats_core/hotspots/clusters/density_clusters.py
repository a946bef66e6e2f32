"""What DBSCAN and ST-DBSCAN share: core places, how they hang together, and the places at their border.

A place is core when the points within its reach, its own included, are at least the minimum. Core places within reach
of each other belong together. A place that is not core belongs to the nearest core place within its reach.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from .places import Places
from .reach_cells import Reach, ReachCells, make_reach_cells


def density_groups(
    places: Places, reach: Reach, minimum: int, progress: Callable[[int, int, str], None]
) -> tuple[np.ndarray, np.ndarray]:
    """The cluster of each place, -1 for none, and whether it is core: int64 and bool of shape (places,)."""
    cells = make_reach_cells(places, reach)
    is_core = _find_core(cells, minimum, progress)
    core = cells.only(is_core)
    group = np.full(places.x.size, -1, dtype=np.int64)
    group[core.number] = _connect(core, progress)[core.cell]
    _join_borders(cells.only(~is_core), core, group, progress)
    core_places = np.zeros(places.x.size, dtype=bool)
    core_places[core.number] = True
    return group, core_places


def _find_core(cells: ReachCells, minimum: int, progress: Callable[[int, int, str], None]) -> np.ndarray:
    """Which places reach at least `minimum` points, in the order of `cells`."""
    in_cell = np.add.reduceat(cells.count, cells.start[:-1])
    most = cells.around(in_cell)
    reached = in_cell[cells.cell]
    # Of most places the own cell, or all cells round it, already say what they are.
    open_ = np.flatnonzero((reached < minimum) & (most[cells.cell] >= minimum))
    for done, step in enumerate(cells.steps):
        near = cells.at(cells.key[cells.cell[open_]] + step)
        for i, j in cells.pairs(open_[near >= 0], near[near >= 0]):
            close = cells.reach.within(cells.x[i] - cells.x[j], cells.y[i] - cells.y[j], cells.t[i] - cells.t[j])
            first = i[0]
            found = np.bincount(i[close] - first, cells.count[j[close]])
            reached[first : first + found.size] += found.astype(np.int64)
            progress(done, len(cells.steps), "Points within reach")
        open_ = open_[reached[open_] < minimum]
    return reached >= minimum


def _connect(core: ReachCells, progress: Callable[[int, int, str], None]) -> np.ndarray:
    """The cluster of each cell of core places, int64 of shape (cells,)."""
    edges = [np.empty((2, 0), dtype=np.int64)]
    cluster = np.arange(core.key.size)
    forward = core.steps[core.steps > 0]
    for done, step in enumerate(forward):
        near = core.at(core.key + step)
        here = np.flatnonzero(near >= 0)
        here = here[cluster[here] != cluster[near[here]]]
        edges.append(_touching(core, here, near[here], progress))
        cluster = _components(np.concatenate(edges, axis=1), core.key.size)
        progress(done + 1, len(forward), "Clusters joined")
    return cluster


def _components(edges: np.ndarray, nodes: int) -> np.ndarray:
    graph = sparse.coo_matrix((np.ones(edges.shape[1], dtype=bool), tuple(edges)), shape=(nodes, nodes))
    return csgraph.connected_components(graph, directed=False)[1].astype(np.int64) if nodes else np.arange(0)


def _touching(
    core: ReachCells, here: np.ndarray, there: np.ndarray, progress: Callable[[int, int, str], None]
) -> np.ndarray:
    """Those pairs of cells of which a place of one reaches a place of the other, shape (2, pairs)."""
    if not here.size:
        return np.empty((2, 0), dtype=np.int64)
    middle = [np.add.reduceat(axis, core.start[:-1])[there] / core.size[there] for axis in (core.x, core.y, core.t)]
    a = _nearest(core, here, *middle)
    # From side to side and back: dense cells that touch nearly always show it by these two places.
    b = _nearest(core, there, core.x[a], core.y[a], core.t[a])
    a = _nearest(core, here, core.x[b], core.y[b], core.t[b])
    touches = core.reach.within(core.x[a] - core.x[b], core.y[a] - core.y[b], core.t[a] - core.t[b])
    rest = np.flatnonzero(~touches)
    pair, i = _members(core, here[rest])
    facing = _reaches_box(core, i, there[rest[pair]])
    pair, i = rest[pair[facing]], i[facing]
    for row, j in core.pairs(np.arange(i.size), there[pair]):
        close = core.reach.within(core.x[i[row]] - core.x[j], core.y[i[row]] - core.y[j], core.t[i[row]] - core.t[j])
        touches[pair[row[close]]] = True
        progress(0, 0, "Clusters joined")
    return np.stack([here[touches], there[touches]])


def _members(core: ReachCells, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All places of each cell of a list: the position in the list, and the place."""
    sizes = core.size[cells]
    starts = np.cumsum(sizes) - sizes
    position = np.repeat(np.arange(cells.size), sizes)
    return position, core.start[cells][position] + np.arange(position.size) - starts[position]


def _nearest(core: ReachCells, cells: np.ndarray, x: np.ndarray, y: np.ndarray, t: np.ndarray) -> np.ndarray:
    """The place of each cell that is nearest to a target, in units of the reach; all of shape (cells,)."""
    to, place = _members(core, cells)
    far = ((core.x[place] - x[to]) ** 2 + (core.y[place] - y[to]) ** 2) / core.reach.metres**2
    far += ((core.t[place] - t[to]) / core.reach.seconds) ** 2
    least = np.minimum.reduceat(far, np.flatnonzero(np.diff(to, prepend=-1)))
    best = np.flatnonzero(far == least[to])
    return place[best[np.flatnonzero(np.diff(to[best], prepend=-1))]]


def _reaches_box(core: ReachCells, i: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Whether each place reaches the box round the places of a cell."""
    beyond = []
    for axis in (core.x, core.y, core.t):
        low = np.minimum.reduceat(axis, core.start[:-1])[cells]
        high = np.maximum.reduceat(axis, core.start[:-1])[cells]
        beyond.append(np.maximum(np.maximum(low - axis[i], axis[i] - high), 0))
    return core.reach.within(*beyond)


def _join_borders(
    others: ReachCells, core: ReachCells, group: np.ndarray, progress: Callable[[int, int, str], None]
) -> None:
    """Give each place that is not core the cluster of the nearest core place within reach, in `group`."""
    best = np.full((4, others.x.size), np.inf)
    steps = np.append(0, others.steps)
    for done, step in enumerate(steps):
        near = core.at(others.key + step)[others.cell]
        rows = np.flatnonzero(near >= 0)
        for i, j in core.pairs(rows, near[rows]):
            _keep_nearest(best, others, core, i, j)
            progress(done, len(steps), "Border points")
    found = np.flatnonzero(np.isfinite(best[0]))
    group[others.number[found]] = group[best[2, found].astype(np.int64)]


def _keep_nearest(best: np.ndarray, others: ReachCells, core: ReachCells, i: np.ndarray, j: np.ndarray) -> None:
    """Update metres squared, seconds and number of the nearest core place of each place i by candidates j."""
    dx, dy, dt = others.x[i] - core.x[j], others.y[i] - core.y[j], np.abs(others.t[i] - core.t[j])
    close = np.flatnonzero(core.reach.within(dx, dy, dt))
    i, rank = i[close], np.stack([(dx * dx + dy * dy)[close], dt[close], core.number[j[close]].astype(float)])
    order = np.lexsort((rank[2], rank[1], rank[0], i))
    first = order[np.flatnonzero(np.diff(i[order], prepend=-1))]
    i, rank = i[first], rank[:, first]
    both = np.stack([best[:3, i], rank], axis=2)
    better = np.lexsort(both[::-1], axis=-1)[:, 0] == 1
    best[:3, i[better]] = rank[:, better]
