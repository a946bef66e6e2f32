"""Ways in which a network keeps a program from a portal, each for real and on this computer alone."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

DAY = datetime.timedelta(days=1)


@dataclass
class BadNetwork:
    """Starts servers that get in the way; all of them end with `stop`.

    folder  for certificates
    """

    folder: Path
    asked: list[str] = field(default_factory=list)
    running: ExitStack = field(default_factory=ExitStack)

    def proxy_with_password(self) -> str:
        """A proxy that lets only known people through; its address."""
        asked = self.asked

        class Proxy(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(407)
                self.send_header("Proxy-Authenticate", 'Basic realm="The proxy"')
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_CONNECT = do_POST = do_GET

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return f"http://127.0.0.1:{self._start(Proxy).server_port}"

    def tls(self, from_days: float = -1, to_days: float = 1) -> tuple[str, Path]:
        """A server whose certificate is its own; its address, and the file that would make a client trust it.

        from_days, to_days  when the certificate is valid, from now
        """
        path = self._certificate(from_days, to_days)

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = self._start(Answering, path)
        return f"https://127.0.0.1:{server.server_port}/", path

    def stop(self) -> None:
        self.running.close()

    def _start(self, handler: type[BaseHTTPRequestHandler], certificate: Path | None = None) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.handle_error = lambda *_: None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # Shaking hands is left to the thread of each connection: a client that refuses must not hold up the rest.
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        for end in (thread.join, server.server_close, server.shutdown):
            self.running.callback(end)
        return server

    def _certificate(self, from_days: float, to_days: float) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
        now = datetime.datetime.now(datetime.timezone.utc)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), 1, now + from_days * DAY, now + to_days * DAY)
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
            .sign(key, hashes.SHA256())
        )
        path = self.folder / f"certificate-{len(list(self.folder.glob('certificate-*')))}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
        return path
