"""The proxy that QGIS is set to, in the words that pip understands."""

from __future__ import annotations

from urllib.parse import quote

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkProxy

_KINDS = {QNetworkProxy.ProxyType.HttpProxy: "http", QNetworkProxy.ProxyType.Socks5Proxy: "socks5"}


def pip_environment() -> dict[str, str]:
    """Environment variables for pip; none where QGIS goes by the system's settings, as pip does too.

    A password of the proxy goes by the environment, which other users of the computer cannot read, and by no command.
    """
    proxy = QgsNetworkAccessManager.instance().fallbackProxy()
    if proxy.type() not in _KINDS or not proxy.hostName():
        return {}
    person = f"{quote(proxy.user(), safe='')}:{quote(proxy.password(), safe='')}@" if proxy.user() else ""
    address = f"{_KINDS[proxy.type()]}://{person}{proxy.hostName()}:{proxy.port()}"
    return {"HTTP_PROXY": address, "HTTPS_PROXY": address}
