"""An open proxy on a port of this machine, for controls: what a gateway that forwards for anybody would do.

usage: openproxy.py PORT
"""

import socket
import socketserver
import sys


class Forward(socketserver.StreamRequestHandler):
    """Takes "CONNECT HOST:PORT", connects there, and passes on what the client says next."""

    def handle(self):
        host, _, port = self.rfile.readline().split()[1].decode().rpartition(":")
        while self.rfile.readline().strip():
            pass
        with socket.create_connection((host, int(port)), 5) as target:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            target.sendall(self.connection.recv(4096))
            self.wfile.write(target.recv(4096))


socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("", int(sys.argv[1])), Forward).serve_forever()
