"""Answers with the next high tide out of the tables, and notes each question in /data."""
import json
import signal
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TABLES = Path("/app/tables")
QUESTIONS = Path("/data/questions.log")


def next_high_tide(now):
    lines = (TABLES / f"{time.gmtime(now).tm_year}.csv").read_text().splitlines()
    return next(line for line in lines if int(line.split(",")[0]) > now)


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/health":
            self.answer("ok\n")
            return
        now = int(time.time())
        with QUESTIONS.open("a") as log:
            log.write(f"{now}\n")
        epoch, station = next_high_tide(now).split(",")[:2]
        self.answer(json.dumps({"service": "tides", "version": "1.0.0", "station": station, "high": int(epoch)}))

    def answer(self, text):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
