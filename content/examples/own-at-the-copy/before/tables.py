"""Writes one table of high tides a year, as a build stage: seconds since 1970, station, and heights around it."""
import sys
from pathlib import Path

HALF_LUNAR_DAY = 44_712
STATIONS = [f"station-{number:02}" for number in range(40)]
FIRST = {2026: 1_767_225_600, 2027: 1_798_761_600, 2028: 1_830_297_600}

folder = Path(sys.argv[1])
folder.mkdir(parents=True)
for year, first in FIRST.items():
    rows = []
    for tide in range(708):
        for number, station in enumerate(STATIONS):
            epoch = first + tide * HALF_LUNAR_DAY + number * 600
            heights = [(epoch // 600 * 7919 + step * 104_729) % 500 for step in range(24)]
            rows.append((epoch, f"{epoch},{station}," + ",".join(map(str, heights))))
    lines = (line for _, line in sorted(rows))
    (folder / f"{year}.csv").write_text("\n".join(lines) + "\n")
