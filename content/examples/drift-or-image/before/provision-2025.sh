#!/bin/sh
# Sets up a machine for the tides service. Two stations: pier and lock.
mkdir -p /opt/tides /etc/tides/stations.d
cp -r package.json src /opt/tides
cp stations.d/pier.json /etc/tides/stations.d/pier.json
echo '{ "observed": "2025-01-01T05:40:00Z" }' > /etc/tides/stations.d/lock.json
