"""Answers with the number of stations."""
import json
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

STATIONS = json.loads(Path("/app/stations.json").read_text())


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        answer = "ok\n" if self.path == "/health" else json.dumps({"service": "tides", "stations": len(STATIONS)})
        self.wfile.write(answer.encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
