"""Answers with the version of a tool that the build installs."""
import json
import signal
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Tides(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        tool = subprocess.run(["tide-tool"], check=True, capture_output=True, text=True).stdout.strip()
        answer = "ok\n" if self.path == "/health" else json.dumps({"service": "tides", "tool": tool})
        self.wfile.write(answer.encode())


server = ThreadingHTTPServer(("", 8080), Tides)
signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
server.serve_forever()
