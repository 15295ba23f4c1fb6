"""Answers with the stations, over TLS alone."""
import json
import signal
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Stations(BaseHTTPRequestHandler):
    def do_GET(self):
        answer = json.dumps({"stations": ["pier", "lock"], "over": self.connection.version()}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
tls.load_cert_chain("/tls/identity/stations.crt", "/tls/identity/stations.key")
server = ThreadingHTTPServer(("", 8443), Stations)
# The handshake belongs to the thread of its connection, so that a slow client holds up nobody.
server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
