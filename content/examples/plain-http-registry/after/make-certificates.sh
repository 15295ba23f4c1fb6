#!/bin/sh
# Makes an authority of our own (ca.crt), and a certificate for the registry that it signs.
# The registry needs registry.crt and registry.key. Hosts need ca.crt and nothing else. Keep ca.key away from both.
set -eu
name=registry.tides.example
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Tides CA" -keyout ca.key -out ca.crt
openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout registry.key -out registry.csr
echo "subjectAltName=DNS:$name" >registry.ext
openssl x509 -req -in registry.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile registry.ext -out registry.crt
