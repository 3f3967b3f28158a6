"""Writes what comes in datagrams to a file, in the background, and returns when it listens.

usage: hear.py PORT [FILE]
"""

import os
import socket
import sys

port, path = int(sys.argv[1]), (sys.argv[2:] or ["heard.txt"])[0]
listener = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
listener.bind(("::", port))
if os.fork() == 0:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    with open(path, "wb", buffering=0) as file:
        while True:
            file.write(listener.recv(4096) + b"\n")
