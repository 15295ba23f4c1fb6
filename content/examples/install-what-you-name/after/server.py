"""Draws the tide as a picture, with ImageMagick."""
import signal
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PICTURE = ["convert", "-size", "200x80", "xc:white", "-stroke", "navy", "-draw", "line 0,60 199,20", "png:-"]


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        if self.path == "/health":
            self.wfile.write(b"ok\n")
            return
        picture = subprocess.run(PICTURE, check=True, capture_output=True).stdout
        self.wfile.write(f"tides: a picture, {picture[1:4].decode()}\n".encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
