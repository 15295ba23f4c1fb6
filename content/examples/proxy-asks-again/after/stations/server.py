"""Answers with the stations, and with the address that it was reached at."""
import json
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Stations(BaseHTTPRequestHandler):
    def do_GET(self):
        address = self.connection.getsockname()[0]
        answer = json.dumps({"stations": ["pier", "lock"], "answeredFrom": address}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


server = ThreadingHTTPServer(("", 8080), Stations)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
