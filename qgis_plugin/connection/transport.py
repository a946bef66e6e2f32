"""QGIS's network under the core's `requests` session: its proxies, certificates and time-outs rule.

The core knows nothing of it: an adapter mounted on the session sends each request through
QgsNetworkAccessManager, which may be used from any thread.
"""

from __future__ import annotations

import io
import socket

import requests
from qgis.core import QgsApplication, QgsBlockingNetworkRequest, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QEventLoop, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter
from requests.auth import AuthBase
from requests.structures import CaseInsensitiveDict

from ...processing_algorithms.base.translation import tr
from ...safestats_core.errors import SignInFailed
from ...safestats_core.retrieval.failures import PROXY_WANTS_PASSWORD
from ...safestats_core.retrieval.sign_in import is_until_answered
from ..interrupting import interruptible, let_python_hear_of_an_end, open_again

_TIMEOUTS = (QNetworkReply.NetworkError.TimeoutError, QNetworkReply.NetworkError.OperationCanceledError)
_PROXY = (
    QNetworkReply.NetworkError.ProxyConnectionRefusedError,
    QNetworkReply.NetworkError.ProxyConnectionClosedError,
    QNetworkReply.NetworkError.ProxyNotFoundError,
    QNetworkReply.NetworkError.ProxyTimeoutError,
)


class AuthConfig(AuthBase):
    """Lets QGIS sign requests: by name and password, header, client certificate, or whatever it has a method for.

    authcfg  the id of an authentication configuration; what it holds never leaves QGIS's own database
    """

    def __init__(self, authcfg: str) -> None:
        self.authcfg = authcfg

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Note on `request` who signs it; the transport has it done."""
        request.authcfg = self.authcfg
        return request


class QgisTransport(BaseAdapter):
    """A `requests` transport adapter that sends through QGIS.

    feedback  of a Processing algorithm that asks: cancelling it ends a request that waits, where that is not marked
              `UntilAnswered`
    """

    def __init__(self, feedback: QgsFeedback | None = None) -> None:
        super().__init__()
        self._feedback = feedback
        if feedback is not None:  # here, before the threads that load several months at a time share it
            let_python_hear_of_an_end(feedback.canceled)

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        """Send a prepared request; network failures become the exceptions that `requests` raises."""
        # A thread that Python started has timers, on which Qt's connections rely, only once there was a loop in it.
        QEventLoop()
        reply = self._perform(request, _milliseconds(timeout))
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if status is None:
            raise _network_error(reply, request)
        # QGIS follows redirects by itself, and would hand on another host's answer as the portal's.
        if reply.request().url() != QUrl(request.url):
            raise requests.exceptions.TooManyRedirects("sent on to another address", request=request)
        return _response(request, reply, int(status))

    def close(self):
        """Nothing is held open between requests."""

    def _perform(self, request, timeout):
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
        authcfg = getattr(request, "authcfg", "")
        if authcfg:
            prepared = _signed(prepared, authcfg)
        with interruptible(self._feedback, is_until_answered(request)) as feedback:
            if request.method == "POST":
                body = QByteArray(_bytes(request.body or b""))
                return QgsNetworkAccessManager.blockingPost(prepared, body, "", True, feedback)
            if request.method == "GET":
                return QgsNetworkAccessManager.blockingGet(prepared, "", True, feedback)
            if request.method == "DELETE":  # has no such call
                blocking = QgsBlockingNetworkRequest()
                let_python_hear_of_an_end(blocking.finished)
                blocking.deleteResource(prepared, feedback)
                return blocking.reply()
        raise requests.exceptions.InvalidSchema(f"{request.method} is not sent through QGIS")


def mount(session: requests.Session, feedback: QgsFeedback | None = None) -> requests.Session:
    """Let `session` speak through QGIS from now on, until `feedback` is cancelled."""
    open_again()  # whatever ended all requests before, somebody begins anew
    for prefix in ("https://", "http://"):
        session.mount(prefix, QgisTransport(feedback))
    return session


def _signed(prepared: QNetworkRequest, authcfg: str) -> QNetworkRequest:
    # Not by QgsBlockingNetworkRequest.setAuthCfg: that would sign again wherever it is redirected to.
    signed, request = QgsApplication.authManager().updateNetworkRequest(prepared, authcfg)
    if not signed:
        raise SignInFailed(
            tr(
                "QGIS cannot use the authentication configuration '{authcfg}'. Look at it under Settings > Options > "
                "Authentication, and give the master password when QGIS asks for it."
            ).format(authcfg=authcfg)
        )
    return request


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


def _network_error(reply, request) -> requests.exceptions.RequestException:
    code, words = reply.error(), reply.errorString()
    if code == QNetworkReply.NetworkError.SslHandshakeFailedError:
        return requests.exceptions.SSLError(words, request=request)
    if code == QNetworkReply.NetworkError.ProxyAuthenticationRequiredError:
        return requests.exceptions.ProxyError(str(PROXY_WANTS_PASSWORD), request=request)
    # Of a proxy that is not there Qt has only words, in which "proxy" is the same in most languages.
    if code in _PROXY or (code == QNetworkReply.NetworkError.UnknownNetworkError and "proxy" in words.lower()):
        return requests.exceptions.ProxyError("the proxy did not let the request through", request=request)
    if code in _TIMEOUTS:
        return requests.exceptions.Timeout("no answer in time", request=request)
    error = requests.exceptions.ConnectionError("no connection", request=request)
    if code == QNetworkReply.NetworkError.HostNotFoundError:
        error.__cause__ = socket.gaierror("the name is not known")
    return error


def _milliseconds(timeout) -> int:
    """The longer of requests' (connect, read) pair; Qt knows one time-out for both."""
    parts = [part for part in (timeout if isinstance(timeout, tuple) else (timeout,)) if part]
    return int(1000 * max(parts, default=60))


def _bytes(text) -> bytes:
    return text if isinstance(text, bytes) else str(text).encode("latin-1")
