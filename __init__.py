"""SafeStats as a QGIS plugin: QGIS asks this package for the plugin object and nothing else."""


def classFactory(iface):
    """The plugin; `iface` is None when qgis_process loads it without a window."""
    from .qgis_plugin.plugin import SafeStatsPlugin

    return SafeStatsPlugin(iface)
