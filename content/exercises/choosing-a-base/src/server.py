"""Answers with the tides. The calculation is a library in C, which pip compiles."""
import signal
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn
from threading import Thread

BEGIN = b"calculating the tides ... "
END = b"done\n"


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            self.begin(3)
            self.wfile.write(b"ok\n")
            return
        self.begin(len(BEGIN) + len(END))
        self.wfile.write(BEGIN)
        time.sleep(1)
        self.wfile.write(END)

    def begin(self, length):
        self.send_response(200)
        self.send_header("content-type", "text/plain")
        self.send_header("content-length", str(length))
        self.end_headers()


class Server(ThreadingMixIn, HTTPServer):
    # Closing waits for the answers that have begun.
    daemon_threads = False
    request_queue_size = 64


server = Server(("", 8080), Tides)
# Takes no new requests, finishes those under way, and ends.
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
server.server_close()
