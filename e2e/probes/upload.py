"""Sends a body and goes away at once: what is left in the kernel must arrive all the same.

usage: upload.py https|http HOST PATH BYTES    prints the SHA-256 of what it sent
"""

import hashlib
import random
import socket
import ssl
import sys

scheme, host, path, count = sys.argv[1:]
body = random.randbytes(int(count))
connection = socket.create_connection((host, 443 if scheme == "https" else 80))
if scheme == "https":
    connection = ssl.create_default_context().wrap_socket(connection, server_hostname=host)
head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {count}\r\nConnection: close\r\n\r\n"
connection.sendall(head.encode() + body)
connection.close()
print(hashlib.sha256(body).hexdigest())
