"""An old program: it knows plain HTTP alone, tries once, and nobody may change it."""
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen


class Api(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            return self.answer(200, b"here\n")
        try:
            with urlopen("http://127.0.0.1:9000/", timeout=30) as stations:
                self.answer(200, stations.read())
        except OSError as error:
            self.answer(502, f"{error}\n".encode())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("", 8080), Api)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
