#!/bin/sh
# Firewall from one look-up a domain, uid as the host's, then the program as that user.
set -eu
iptables -A OUTPUT -o lo -j ACCEPT
iptables -A OUTPUT -m state --state ESTABLISHED,RELATED -j ACCEPT
iptables -A OUTPUT -p udp --dport 53 -j ACCEPT
iptables -A OUTPUT -p tcp --dport 53 -j ACCEPT
for domain in $TRUSTED_DOMAINS; do
  for address in $(dig +short +time=2 +tries=1 "@$RESOLVER" -p "$RESOLVER_PORT" "$domain" A); do
    iptables -A OUTPUT -d "$address" -j ACCEPT
  done
done
iptables -P OUTPUT DROP
if [ "$(id -u agent)" != "$HOST_UID" ]; then
  groupmod -o -g "$HOST_GID" agent
  usermod -o -u "$HOST_UID" agent
fi
chown -R agent:agent /home/agent
exec gosu agent "$@"
