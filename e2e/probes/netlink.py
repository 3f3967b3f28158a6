"""Talks nf_tables over netlink(7) without the nft program."""

import socket
import struct

NETLINK_NETFILTER = 12
NLM_F_REQUEST, NLM_F_ACK = 1, 4
BATCH_BEGIN, BATCH_END = 0x10, 0x11
DELETE_TABLE = 10 << 8 | 2  # NFNL_SUBSYS_NFTABLES, NFT_MSG_DELTABLE
NFTABLES = 10


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
        _, kind, _, _, _, error = struct.unpack("=IHHIIi", kernel.recv(4096)[:20])
        if kind == 2 and error:
            raise OSError(-error, "the kernel refused to delete the rules")
