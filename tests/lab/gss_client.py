# SPDX-License-Identifier: Apache-2.0
"""Calls IObjectExporter::ServerAlive2 of a host with Kerberos, and verifies the answer: a client of MIT's library for tests/lab/wmi_peer.

    /usr/bin/python3 tests/lab/gss_client.py HOST kerberos|spnego LEVEL [HOST-OF-TICKET]
"""
import socket
import struct
import sys

import gssapi
from gssapi.raw import ext_dce
from gssapi.raw.types import RequirementFlag

host, service, level = sys.argv[1], sys.argv[2], int(sys.argv[3])
ticket_for = sys.argv[4] if len(sys.argv) > 4 else host
AUTH_TYPE, MECHANISM = {'kerberos': (16, '1.2.840.113554.1.2.2'), 'spnego': (9, '1.3.6.1.5.5.2')}[service]
REQUEST, FAULT, BIND, ALTER, AUTH3 = 0, 3, 11, 14, 16
PRIVACY, SIGNATURE = 6, 28  # bytes of a signature with AES (RFC 4121 4.2.6.1)
EXPORTER = bytes.fromhex('c4fefc9960521b10bbcb00aa0021347a') + struct.pack('<HH', 0, 0)
NDR = bytes.fromhex('045d888aeb1cc9119fe808002b104860') + struct.pack('<I', 2)
CONTEXTS = struct.pack('<HHIBBHHBB', 5840, 5840, 0, 1, 0, 0, 0, 1, 0) + EXPORTER + NDR


def pdu(kind, body, token=b'', token_size=None, flags=0x07):
    size = len(token) if token_size is None else token_size
    trailer = struct.pack('<BBBBI', AUTH_TYPE, level, 0, 0, 1)
    return struct.pack('<BBBBIHHI', 5, 0, kind, flags, 0x10, 16 + len(body) + len(trailer) + size, size, 1) + body + trailer + token


def receive():
    data = b''
    while len(data) < 16 or len(data) < struct.unpack('<H', data[8:10])[0]:
        part = connection.recv(65536)
        if not part:
            raise SystemExit('closed')
        data += part
    size = struct.unpack('<H', data[10:12])[0]
    if data[2] == FAULT:
        raise SystemExit(f'fault {struct.unpack("<I", data[24:28])[0]:#x}')
    return data[2], data, data[len(data) - size:]


def buffers(plain, begin, end, token=None):
    kind = ext_dce.IOVBufferType
    header = kind.header if token is None else (kind.header, False, token)
    return ext_dce.IOV(header, (kind.sign_only, False, plain[:begin]), (kind.data, False, plain[begin:end]), (kind.sign_only, False, plain[end:]), std_layout=False)


flags = RequirementFlag.mutual_authentication | RequirementFlag.replay_detection | RequirementFlag.out_of_sequence_detection | RequirementFlag.integrity | RequirementFlag.dce_style
if level == PRIVACY:
    flags |= RequirementFlag.confidentiality
context = gssapi.SecurityContext(name=gssapi.Name(f'host@{ticket_for}', gssapi.NameType.hostbased_service), mech=gssapi.OID.from_int_seq(MECHANISM), flags=flags, usage='initiate')
connection = socket.create_connection((host, 135), timeout=10)
connection.sendall(pdu(BIND, CONTEXTS, context.step()))
_, _, token = receive()
while not context.complete:
    answer = context.step(token)
    if service == 'kerberos':
        connection.sendall(pdu(AUTH3, bytes(4), answer))
        break
    if answer:
        connection.sendall(pdu(ALTER, CONTEXTS, answer))
        _, _, token = receive()
body = struct.pack('<IHH', 16, 0, 5) + bytes(16)  # the call has no arguments; these bytes are there to be sealed
if level == PRIVACY:
    trial = buffers(pdu(REQUEST, body, flags=0x03), 24, 40)
    ext_dce.wrap_iov_length(context, trial, confidential=True)
    plain = pdu(REQUEST, body, token_size=len(trial[0].value), flags=0x03)
    sealed = buffers(plain, 24, 40)
    ext_dce.wrap_iov(context, sealed, confidential=True)
    connection.sendall(plain[:24] + sealed[2].value + plain[40:] + sealed[0].value)
else:
    plain = pdu(REQUEST, body, token_size=SIGNATURE, flags=0x03)
    connection.sendall(plain + context.get_signature(plain))
_, data, token = receive()
plain = data[:len(data) - len(token)]
if level == PRIVACY:
    ext_dce.unwrap_iov(context, buffers(plain, 24, len(plain) - 8, token))
else:
    context.verify_signature(plain, token)
print('answer verified')
