#!/bin/sh
# Sets up a machine for the tides service. The lock has closed; there is a bridge now.
mkdir -p /opt/tides /etc/tides/stations.d
cp -r package.json src /opt/tides
cp stations.d/pier.json /etc/tides/stations.d/pier.json
cp stations.d/bridge.json /etc/tides/stations.d/bridge.json
