"""Fetches the list of stations, which is only given to those who have a token. Runs while the image is built."""
import os
from pathlib import Path
from urllib.request import Request, urlopen

token = os.environ["STATIONS_TOKEN"]
request = Request("https://stations.tides.example/stations.json", headers={"authorization": f"Bearer {token}"})
Path("stations.json").write_bytes(urlopen(request, timeout=10).read())
