#!/bin/sh
# Makes an authority of our own (ca.crt), and a certificate for the mirror that it signs.
# The mirror needs mirror.crt and mirror.key. Hosts need ca.crt and nothing else. Keep ca.key away from both.
set -eu
name=mirror.tides.example
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=Tides CA" -keyout ca.key -out ca.crt
openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout mirror.key -out mirror.csr
echo "subjectAltName=DNS:$name" >mirror.ext
openssl x509 -req -in mirror.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -extfile mirror.ext -out mirror.crt
