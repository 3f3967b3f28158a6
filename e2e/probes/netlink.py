"""Talks nf_tables and routes over netlink(7), without the nft and ip programs."""

import socket
import struct

NETLINK_ROUTE, NETLINK_NETFILTER = 0, 12
NLM_F_REQUEST, NLM_F_ACK, NLM_F_CREATE = 1, 4, 0x400
NLMSG_ERROR = 2
BATCH_BEGIN, BATCH_END = 0x10, 0x11
DELETE_TABLE = 10 << 8 | 2  # NFNL_SUBSYS_NFTABLES, NFT_MSG_DELTABLE
NFTABLES = 10
RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE = 16, 20, 24
IFA_LOCAL, RTA_DST, RTA_OIF, IFLA_IFNAME, IFLA_LINKINFO = 2, 1, 4, 3, 18
MAIN_TABLE, BOOT, LINK, UNICAST = 254, 3, 253, 1


def message(kind, flags, sequence, family, resource):
    body = struct.pack("!BBH", family, 0, resource)
    return struct.pack("=IHHII", 16 + len(body), kind, flags, sequence, 0) + body


def delete_all_tables():
    """Deletes every table of this network namespace, or raises what the kernel says."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER) as kernel:
        kernel.settimeout(2)
        kernel.send(
            message(BATCH_BEGIN, NLM_F_REQUEST, 0, 0, NFTABLES)
            + message(DELETE_TABLE, NLM_F_REQUEST | NLM_F_ACK, 1, 0, 0)
            + message(BATCH_END, NLM_F_REQUEST, 2, 0, NFTABLES)
        )
        raise_refusal(kernel.recv(4096))


def raise_refusal(answer):
    """Raises what the kernel's answer says, unless it is that all is well."""
    _, kind, _, _, _, error = struct.unpack("=IHHIIi", answer[:20])
    if kind == NLMSG_ERROR and error:
        raise OSError(-error, "the kernel refused")


def change(kind, body):
    """Asks the kernel to change the network's set-up (rtnetlink(7))."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE) as kernel:
        kernel.settimeout(2)
        flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE
        kernel.send(struct.pack("=IHHII", 16 + len(body), kind, flags, 1, 0) + body)
        raise_refusal(kernel.recv(4096))


def attribute(kind, data):
    return struct.pack("=HH", 4 + len(data), kind) + data + b"\0" * (-len(data) % 4)


def add_address(_):
    """Gives the device that leads out a further address."""
    head = struct.pack("=BBBBi", socket.AF_INET, 32, 0, 0, socket.if_nametoindex("eth0"))
    change(RTM_NEWADDR, head + attribute(IFA_LOCAL, socket.inet_aton("198.51.100.123")))


def add_route(host):
    """Makes a route to the host by the device that leads out."""
    head = struct.pack("=BBBBBBBBI", socket.AF_INET, 32, 0, 0, MAIN_TABLE, BOOT, LINK, UNICAST, 0)
    device = struct.pack("=i", socket.if_nametoindex("eth0"))
    change(RTM_NEWROUTE, head + attribute(RTA_DST, socket.inet_aton(host)) + attribute(RTA_OIF, device))


def add_device(_):
    """Makes a device of the agent's own."""
    info = attribute(IFLA_LINKINFO, attribute(1, b"dummy"))
    change(RTM_NEWLINK, struct.pack("=BxHiII", 0, 0, 0, 0, 0) + attribute(IFLA_IFNAME, b"odd0\0") + info)
