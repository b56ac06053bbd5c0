# SPDX-License-Identifier: Apache-2.0
"""What a hostile peer answers to RPC (C706 12.6.4). A mode takes a connection and the time at which it ends."""
import os
import struct
import time

BIND_ACK, RESPONSE, FAULT, BIND_NAK = 12, 2, 3, 13
FIRST, LAST = 0x01, 0x02
NDR = bytes.fromhex('045d888aeb1cc9119fe808002b104860') + struct.pack('<I', 2)


def pdu(kind, body=b'', flags=FIRST | LAST, length=None, auth_length=0, call=1, version=5):
    return struct.pack('<BBBBIHHI', version, 0, kind, flags, 0x10, 16 + len(body) if length is None else length, auth_length, call) + body


def bind_ack(results=1, call=1, length=None, auth_length=0, behind=b''):
    body = struct.pack('<HHIH', 5840, 5840, 0x1234, 4) + b'135\0' + bytes(2) + struct.pack('<BBH', results, 0, 0) + (struct.pack('<HH', 0, 0) + NDR) * results
    return pdu(BIND_ACK, body + behind, call=call, length=length, auth_length=auth_length)


def request_of(connection):
    """The call's number, once the whole PDU is there."""
    data = b''
    while len(data) < 16 or len(data) < struct.unpack('<H', data[8:10])[0]:
        part = connection.recv(65536)
        if not part:
            raise EOFError
        data += part
    return struct.unpack('<I', data[12:16])[0]


def silent(connection, until):
    while time.monotonic() < until and connection.recv(65536):
        pass


def closes_at_once(_connection, _until):
    pass


def answering(data):
    """Answers the first PDU with these bytes, and is silent from then on."""
    def mode(connection, until):
        request_of(connection)
        connection.sendall(data() if callable(data) else data)
        silent(connection, until)
    return mode


def closing(data):
    def mode(connection, _until):
        request_of(connection)
        connection.sendall(data)
    return mode


def slow(connection, until):
    request_of(connection)
    for byte in bind_ack():
        if time.monotonic() > until:
            return
        connection.sendall(bytes([byte]))
        time.sleep(0.2)


def bound(answer):
    """Accepts the bind as it should, and answers calls with `answer` of the call's number and the connection."""
    def mode(connection, until):
        connection.sendall(bind_ack(call=request_of(connection)))
        while time.monotonic() < until:
            answer(connection, request_of(connection), until)
    return mode


def response(stub, call, flags=FIRST | LAST):
    return pdu(RESPONSE, struct.pack('<IHBB', len(stub), 0, 0, 0) + stub, flags=flags, call=call)


def endless_handles(connection, call, _until):
    """No entry, and a handle that says that more follows (C706 appendix O)."""
    connection.sendall(response(struct.pack('<I', 0) + os.urandom(16) + struct.pack('<5I', 0, 100, 0, 0, 0), call))


def endless_fragments(size):
    def answer(connection, call, until):
        flags = FIRST
        while time.monotonic() < until:
            connection.sendall(response(bytes(size), call, flags))
            flags = 0
    return answer


def huge_count(connection, call, _until):
    """Four thousand million entries are announced, and none follows."""
    connection.sendall(response(bytes(20) + struct.pack('<4I', 0xFFFFFFFF, 0xFFFFFFFF, 0, 0xFFFFFFFF), call))


def other_call(connection, call, _until):
    connection.sendall(response(bytes(20) + struct.pack('<5I', 0, 100, 0, 0, 0), call + 7))


def fault(connection, call, _until):
    connection.sendall(pdu(FAULT, struct.pack('<IHBBII', 0, 0, 0, 0, 0xFFFFFFFF, 0), call=call))


MODES = {
    'closes-at-once': closes_at_once,
    'silent': silent,
    'slow': slow,
    'truncated': closing(bind_ack()[:30]),
    'fragment-length-15': answering(bind_ack(length=15)),
    'fragment-length-65535': answering(bind_ack(length=65535)),
    'fragment-length-0': answering(bind_ack(length=0)),
    'auth-length-too-long': answering(bind_ack(auth_length=65535)),
    'auth-length-without-trailer': answering(bind_ack(auth_length=4)),
    'random-bytes': answering(lambda: os.urandom(4096)),
    'endless-random-bytes': bound(lambda connection, _call, until: endless_bytes(connection, until)),
    'another-protocol': answering(b'SSH-2.0-stand-in\r\n' * 4),
    'version-4': answering(pdu(BIND_ACK, bytes(40), version=4)),
    'bind-nak': answering(pdu(BIND_NAK, struct.pack('<HB', 0xFFFF, 0))),
    'bind-nak-cut-short': answering(pdu(BIND_NAK, struct.pack('<HB', 0xFFFF, 255))),
    '255-results': answering(bind_ack(results=255)),
    'no-result': answering(bind_ack(results=0)),
    'endless-handles': bound(endless_handles),
    'endless-fragments': bound(endless_fragments(4000)),
    'empty-fragments': bound(endless_fragments(0)),
    'oversized-fragments': bound(endless_fragments(60000)),
    'huge-count': bound(huge_count),
    'other-call': bound(other_call),
    'unknown-fault': bound(fault),
}


def endless_bytes(connection, until):
    while time.monotonic() < until:
        connection.sendall(os.urandom(65536))
