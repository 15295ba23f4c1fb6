"""Answers with the number of tide tables, which come in one file. It is a compressed tar archive, whatever its name."""
import json
import signal
import tarfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


def count_tables():
    with tarfile.open("/app/tables.dat") as archive:
        return len(archive.getnames())


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            self.answer(200, "ok\n")
            return
        try:
            self.answer(200, json.dumps({"service": "tides", "tables": count_tables()}))
        except OSError as error:
            self.answer(500, f"{error}\n")

    def answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
