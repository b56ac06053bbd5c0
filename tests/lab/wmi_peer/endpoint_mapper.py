# SPDX-License-Identifier: Apache-2.0
"""The endpoint mapper (C706 appendix O, MS-RPCE 2.2.1.2): ept_lookup and ept_map of what the peer serves."""
import socket
import struct

from interfaces import ENDPOINT_MAPPER, LEVEL1_LOGIN, OBJECT_EXPORTER, SCM_ACTIVATOR
from pdu import NDR

NOT_REGISTERED = 0x16C9A0D6
UUID_AND_VERSION, CONNECTION_ORIENTED, TCP, IP = 0x0D, 0x0B, 0x07, 0x09
NO_HANDLE = bytes(20)


def floor(left, right):
    return struct.pack('<H', len(left)) + left + struct.pack('<H', len(right)) + right


def tower(interface, port, address):
    """C706 appendix L."""
    version = struct.pack('<H', 3 if interface == ENDPOINT_MAPPER else 0)
    return (struct.pack('<H', 5) + floor(bytes([UUID_AND_VERSION]) + interface + version, struct.pack('<H', 0))
            + floor(bytes([UUID_AND_VERSION]) + NDR[:18], struct.pack('<H', 0)) + floor(bytes([CONNECTION_ORIENTED]), struct.pack('<H', 0))
            + floor(bytes([TCP]), struct.pack('>H', port)) + floor(bytes([IP]), socket.inet_aton(address)))


def pointed_tower(octets):
    return struct.pack('<II', len(octets), len(octets)) + octets + bytes(-len(octets) % 4)


def entries(policy):
    mapper = [(i, policy.mapper_port) for i in (ENDPOINT_MAPPER, OBJECT_EXPORTER, SCM_ACTIVATOR)]
    return mapper + [(LEVEL1_LOGIN, policy.dynamic_port)]


def ept_lookup(connection, stub, _):
    """As many entries as are asked for; the handle counts those that were given."""
    handle, most = stub[-24:-4], struct.unpack('<I', stub[-4:])[0]
    all_entries, first = entries(connection.policy), struct.unpack('<I', handle[4:8])[0]
    part = all_entries[first:first + most]
    if not part:
        return NO_HANDLE + struct.pack('<5I', 0, most, 0, 0, NOT_REGISTERED)
    following = first + len(part)
    out = NO_HANDLE if following >= len(all_entries) else struct.pack('<II', 0, following) + bytes(12)
    out += struct.pack('<4I', len(part), most, 0, len(part))
    annotation = b'stand-in\0'
    for n in range(len(part)):
        out += bytes(16) + struct.pack('<3I', 0x20000 + 4 * n, 0, len(annotation)) + annotation + bytes(-len(annotation) % 4)
    for interface, port in part:
        out += pointed_tower(tower(interface, port, connection.policy.address))
    return out + struct.pack('<I', 0)


def ept_map(connection, stub, _):
    at = 20 if struct.unpack('<I', stub[:4])[0] else 4  # a pointer to an object, then one to the tower
    wanted = stub[at + 12 + 5:at + 12 + 21]             # behind referent, size, length; count, length and type of the first floor
    most = struct.unpack('<I', stub[-4:])[0]
    port = dict(entries(connection.policy)).get(wanted)
    if port is None:
        return NO_HANDLE + struct.pack('<5I', 0, most, 0, 0, NOT_REGISTERED)
    return NO_HANDLE + struct.pack('<5I', 1, most, 0, 1, 0x20000) + pointed_tower(tower(wanted, port, connection.policy.address)) + struct.pack('<I', 0)
