"""Counts the stations that the other service knows. STATIONS says where that is."""
import json
import os
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            self.answer(200, "ok\n")
            return
        try:
            stations = json.load(urlopen(os.environ["STATIONS"], timeout=1))
            self.answer(200, json.dumps({"service": "tides", "stations": len(stations)}))
        except OSError as error:
            self.answer(502, f"no stations: {error}\n")

    def answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
