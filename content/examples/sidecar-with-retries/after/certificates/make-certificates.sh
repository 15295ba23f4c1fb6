#!/bin/sh
# Makes an authority of our own, and a certificate for `stations` that it signs. Once: what is there stays.
# Its own key is not kept, so nothing else can be signed with it.
set -eu
[ -e /tls/identity/stations.crt ] && exit 0
cd "$(mktemp -d)"
openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=Tides CA" -keyout ca.key -out ca.crt
openssl req -newkey rsa:2048 -nodes -subj "/CN=stations" -keyout stations.key -out stations.csr
echo "subjectAltName=DNS:stations" >stations.ext
openssl x509 -req -in stations.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 90 -extfile stations.ext -out stations.crt
cp ca.crt /tls/authority/
cp stations.key stations.crt /tls/identity/
rm ca.key
