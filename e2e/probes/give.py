"""Gives a secret to everybody who connects, in the background, and returns when it listens.

usage: give.py PORT SECRET [ADDRESS]    (everywhere, if no address is given)
"""

import os
import socket
import sys

if len(sys.argv) > 3:
    server = socket.create_server((sys.argv[3], int(sys.argv[1])))
else:
    server = socket.create_server(("::", int(sys.argv[1])), family=socket.AF_INET6, dualstack_ipv6=True)
if os.fork() == 0:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    while True:
        client, _ = server.accept()
        with client:
            client.sendall(sys.argv[2].encode())
