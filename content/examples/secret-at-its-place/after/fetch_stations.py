"""Fetches the list of stations, which is only given to those who have a token. Runs while the image is built."""
from pathlib import Path
from urllib.request import Request, urlopen

token = Path("/root/.stations-token").read_text().strip()
request = Request("http://stations.tides.example:8080/stations.json", headers={"authorization": f"Bearer {token}"})
Path("stations.json").write_bytes(urlopen(request, timeout=10).read())
