"""A site on this machine that publishes pages, for tests of capturing from addresses; nothing leaves the machine."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Page = tuple[int, str, bytes]
HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """What stands at each path; every path, host and name in the greeting of TLS that was asked for, in order."""

    root: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    hosts: list[str] = field(default_factory=list)
    greeted: list[str | None] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.root.rpartition(":")[2])

    def put(self, path: str, text: str, status: int = 200, kind: str = HTML) -> str:
        self.pages[path] = (status, kind, text.encode())
        return f"{self.root}{path}"


@contextmanager
def a_site(certificate: Path | None = None) -> Iterator[Site]:
    """With the path of a certificate and its key in one file, it speaks TLS."""
    site = Site("")

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            site.hosts.append(self.headers["Host"])
            status, kind, body = site.pages.get(self.path, (404, HTML, b"<p>Nothing here</p>"))
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", body.decode())
                body = b""
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    if certificate is not None:
        server.socket = _with_tls(server.socket, certificate, site)
    site.root = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def a_certificate_for(name: str, folder: Path) -> Path:
    """Signed by itself, for a day; the file holds the key too."""
    key, named = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
    )
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path


def _with_tls(plain: socket.socket, certificate: Path, site: Site) -> ssl.SSLSocket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: site.greeted.append(name)
    return context.wrap_socket(plain, server_side=True)
