# SPDX-License-Identifier: Apache-2.0
"""PDUs of connection-oriented RPC (C706 12.6.4, MS-RPCE 2.2.2), little-endian."""
import struct
from dataclasses import dataclass

REQUEST, RESPONSE, FAULT, BIND, BIND_ACK, ALTER, ALTER_RESPONSE, AUTH3 = 0, 2, 3, 11, 12, 14, 15, 16
FIRST_AND_LAST, HEADER_SIGNING, HAS_OBJECT = 0x03, 0x04, 0x80
HEADER, TRAILER = 16, 8
NDR = bytes.fromhex('045d888aeb1cc9119fe808002b104860') + struct.pack('<I', 2)
ACCEPTED, PROVIDER_REJECTION = 0, 2
ABSTRACT_SYNTAX_NOT_SUPPORTED, TRANSFER_SYNTAXES_NOT_SUPPORTED = 1, 2


class Fault(Exception):
    """The call ends with this status."""

    def __init__(self, status):
        super().__init__(hex(status))
        self.status = status


@dataclass
class Pdu:
    kind: int
    flags: int
    call: int
    bytes: bytes
    token: bytes = b''
    auth_type: int = 0
    level: int = 0
    padding: int = 0
    auth_context: int = 0

    @property
    def body_end(self):
        """Where the body ends, with its padding in front of the trailer."""
        return len(self.bytes) - (len(self.token) + TRAILER if self.token else 0)


def receive(connection):
    def take(count):
        got = b''
        while len(got) < count:
            part = connection.recv(count - len(got))
            if not part:
                raise EOFError
            got += part
        return got

    header = take(HEADER)
    version, _, kind, flags, _, length, auth_length, call = struct.unpack('<BBBBIHHI', header)
    if version != 5 or length < HEADER + (auth_length + TRAILER if auth_length else 0):
        raise EOFError
    pdu = Pdu(kind, flags, call, header + take(length - HEADER))
    if auth_length:
        pdu.token = pdu.bytes[-auth_length:]
        pdu.auth_type, pdu.level, pdu.padding, _, pdu.auth_context = struct.unpack('<BBBBI', pdu.bytes[-auth_length - TRAILER:-auth_length])
    return pdu


def build(kind, call, body, auth=b'', token_size=0, flags=FIRST_AND_LAST):
    """`auth` is the trailer, with its token if that is known already; else token_size bytes will be put behind."""
    length = HEADER + len(body) + len(auth) + token_size
    auth_length = max(0, len(auth) - TRAILER) + token_size
    return struct.pack('<BBBBIHHI', 5, 0, kind, flags, 0x10, length, auth_length, call) + body + auth


def trailer(auth_type, level, padding, auth_context):
    return struct.pack('<BBBBI', auth_type, level, padding, 0, auth_context)


def contexts_of(pdu):
    """Presentation contexts of a bind: (id, abstract syntax, offers NDR)."""
    body, out, at = pdu.bytes[HEADER:pdu.body_end], [], 12
    for _ in range(body[8]):
        identifier, transfers = struct.unpack('<HBx', body[at:at + 4])
        offered = [body[at + 24 + 20 * i:at + 44 + 20 * i] for i in range(transfers)]
        out.append((identifier, body[at + 4:at + 20], NDR in offered))
        at += 24 + 20 * transfers
    return out


def bind_answer(pdu, port, results, auth):
    """`results`: (result, reason) of each context."""
    address = b'%d\0' % port if pdu.kind == BIND else b''
    body = struct.pack('<HHIH', 5840, 5840, 0x1234, len(address)) + address
    body += bytes(-(HEADER + len(body)) % 4) + struct.pack('<BBH', len(results), 0, 0)
    for result, reason in results:
        body += struct.pack('<HH', result, reason) + (NDR if result == ACCEPTED else bytes(20))
    return build(BIND_ACK if pdu.kind == BIND else ALTER_RESPONSE, pdu.call, body, auth, flags=FIRST_AND_LAST | pdu.flags & HEADER_SIGNING)


def fault(call, context, status):
    return build(FAULT, call, struct.pack('<IHBBII', 0, context, 0, 0, status, 0))
