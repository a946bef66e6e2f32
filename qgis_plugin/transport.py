"""QGIS's network under the core's `requests` session: its proxies, certificates and time-outs rule.

The core knows nothing of it: an adapter mounted on the session sends each request through
QgsBlockingNetworkRequest, which may be used from any thread.
"""

from __future__ import annotations

import io

import requests
from qgis.core import QgsBlockingNetworkRequest
from qgis.PyQt.QtCore import QByteArray, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

_TIMEOUTS = (QNetworkReply.NetworkError.TimeoutError, QNetworkReply.NetworkError.OperationCanceledError)
_PROXY = (
    QNetworkReply.NetworkError.ProxyConnectionRefusedError,
    QNetworkReply.NetworkError.ProxyConnectionClosedError,
    QNetworkReply.NetworkError.ProxyNotFoundError,
    QNetworkReply.NetworkError.ProxyTimeoutError,
    QNetworkReply.NetworkError.ProxyAuthenticationRequiredError,
)


class QgisTransport(BaseAdapter):
    """A `requests` transport adapter that sends through QGIS."""

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a prepared request; network failures become the exceptions that `requests` raises."""
        blocking = QgsBlockingNetworkRequest()
        outcome = self._perform(blocking, request, _milliseconds(timeout))
        reply = blocking.reply()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status is None:
            raise _network_error(reply.error(), outcome, request)
        # QGIS follows redirects by itself, and would hand on another host's answer as the portal's.
        if reply.request().url() != QUrl(request.url):
            raise requests.exceptions.TooManyRedirects("sent on to another address", request=request)
        return _response(request, reply, int(status))

    def close(self):
        """Nothing is held open between requests."""

    def _perform(self, blocking, request, timeout):
        prepared = QNetworkRequest(QUrl(request.url))
        for name, value in request.headers.items():
            # Qt sets these two by itself, from the body it is given and the codings it can undo.
            if name.lower() not in ("content-length", "accept-encoding"):
                prepared.setRawHeader(_bytes(name), _bytes(value))
        prepared.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
        )
        # QGIS would keep answers in its cache on disk, in the clear.
        prepared.setAttribute(QNetworkRequest.Attribute.CacheSaveControlAttribute, False)
        prepared.setTransferTimeout(timeout)
        if request.method == "POST":
            return blocking.post(prepared, QByteArray(_bytes(request.body or b"")), True)
        if request.method == "HEAD":
            return blocking.head(prepared, True)
        if request.method == "GET":
            return blocking.get(prepared, True)
        raise requests.exceptions.InvalidSchema(f"{request.method} is not sent through QGIS")


def mount(session: requests.Session) -> requests.Session:
    """Let `session` speak through QGIS from now on."""
    for prefix in ("https://", "http://"):
        session.mount(prefix, QgisTransport())
    return session


def _response(request, reply, status: int) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.headers = CaseInsensitiveDict(
        (bytes(name).decode("latin-1"), bytes(reply.rawHeader(name)).decode("latin-1"))
        for name in reply.rawHeaderList()
        # The body arrives decoded; leaving the header would have it decoded twice.
        if bytes(name).lower() != b"content-encoding"
    )
    response.raw = io.BytesIO(bytes(reply.content()))
    response.url = request.url
    response.request = request
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    return response


def _network_error(code, outcome, request) -> requests.exceptions.RequestException:
    if code == QNetworkReply.NetworkError.SslHandshakeFailedError:
        return requests.exceptions.SSLError("the certificate was not accepted", request=request)
    if code in _PROXY:
        return requests.exceptions.ProxyError("the proxy did not let the request through", request=request)
    if code in _TIMEOUTS or outcome == QgsBlockingNetworkRequest.ErrorCode.TimeoutError:
        return requests.exceptions.Timeout("no answer in time", request=request)
    return requests.exceptions.ConnectionError("no connection", request=request)


def _milliseconds(timeout) -> int:
    """The longer of requests' (connect, read) pair; Qt knows one time-out for both."""
    parts = [part for part in (timeout if isinstance(timeout, tuple) else (timeout,)) if part]
    return int(1000 * max(parts, default=60))


def _bytes(text) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode("latin-1")
