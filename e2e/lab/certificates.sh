#!/bin/sh
# usage: certificates.sh NAME…
# Writes to /certs a test authority (ca.pem), for each NAME a certificate with its key (NAME.pem, also good for
# *.NAME), and the key pair that opens the origin's ssh service.
set -eu
cd /certs
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=rustyolo lab" \
  -addext "keyUsage=critical,keyCertSign,cRLSign" -keyout ca.key -out ca.pem 2>/dev/null
for name; do
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" \
    -keyout "$name.key" -out "$name.csr" 2>/dev/null
  printf 'subjectAltName=DNS:%s,DNS:*.%s\n' "$name" "$name" >"$name.ext"
  openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \
    -extfile "$name.ext" -out "$name.crt" 2>/dev/null
  cat "$name.crt" "$name.key" >"$name.pem"
done
rm -f ./*.csr ./*.ext ./*.crt ./*.key ./*.srl
ssh-keygen -q -t ed25519 -N '' -C lab -f ssh
chmod 0644 ./*
