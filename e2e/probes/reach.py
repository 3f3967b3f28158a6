"""Connections, as every way of probe.py makes them."""

import socket

SECONDS = 4


def connect(host, port, prepare=lambda connection: None):
    """Connects to an address or name; of several addresses it tries each."""
    problem = OSError(f"{host} has no address")
    for family, kind, protocol, _, target in socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM):
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(SECONDS)
        try:
            prepare(connection)
            connection.connect(target)
            return connection
        except OSError as error:
            problem = error
            connection.close()
    raise problem


def send_and_read(connection, data):
    """Sends, and shows the start of the answer."""
    with connection:
        connection.sendall(data)
        print(connection.recv(300))


def attempt(what, function, *arguments):
    """Calls the function; a refusal is printed, so that others can be tried after it."""
    try:
        function(*arguments)
    except OSError as error:
        print(what, error)
