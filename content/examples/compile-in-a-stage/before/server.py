"""Answers with the height of the tide. The calculation is a library in C."""
import ctypes
import json
import signal
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

harmonics = ctypes.CDLL("/app/libharmonics.so")
harmonics.height.restype = ctypes.c_double
harmonics.height.argtypes = [ctypes.c_double]


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        height = round(harmonics.height(time.time() / 3600), 2)
        answer = "ok\n" if self.path == "/health" else json.dumps({"service": "tides", "metres": height})
        self.wfile.write(answer.encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
