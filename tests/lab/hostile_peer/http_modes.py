# SPDX-License-Identifier: Apache-2.0
"""What a hostile peer answers to HTTP. A mode takes a connection and the time at which it ends."""
import time

from rpc_modes import silent


def after_request(answer):
    def mode(connection, until):
        data = b''
        while b'\r\n\r\n' not in data:
            part = connection.recv(65536)
            if not part:
                return
            data += part
        answer(connection, until)
    return mode


def endless(first, again):
    def answer(connection, until):
        connection.sendall(first)
        while time.monotonic() < until:
            connection.sendall(again)
    return after_request(answer)


def slow(connection, until):
    for byte in b'HTTP/1.1 200 OK\r\nX: ' + b'A' * 1000:
        if time.monotonic() > until:
            return
        connection.sendall(bytes([byte]))
        time.sleep(0.2)


def closes(connection, _until):
    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf')


MODES = {
    'http-silent': silent,
    'http-slow': after_request(slow),
    'http-endless-headers': endless(b'HTTP/1.1 401 Unauthorized\r\n', b'WWW-Authenticate: Negotiate ' + b'A' * 8000 + b'\r\n'),
    'http-endless-header': endless(b'HTTP/1.1 200 OK\r\nX: ', b'A' * 8000),
    'http-endless-body': endless(b'HTTP/1.1 200 OK\r\n\r\n', b'A' * 65536),
    'http-endless-chunks': endless(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', b'1\r\nA\r\n' * 1000),
    'http-endless-continue': endless(b'', b'HTTP/1.1 100 Continue\r\n\r\n' * 100),
    'http-cut-short': after_request(closes),
    'http-no-http': endless(b'\0' * 100, b'\0' * 1000),
}
