# SPDX-License-Identifier: Apache-2.0
"""A peer that does what no honest one does: each mode on an address of its own, from FIRST-ADDRESS on, at TCP 135 for RPC and 5985 for HTTP.

    /usr/bin/python3 tests/lab/hostile_peer FIRST-ADDRESS
    /usr/bin/python3 tests/lab/hostile_peer --modes         the modes with their ports, in their order

Writes "listening" once it does. Ends when its standard input ends, or by a signal. A connection ends after LONGEST seconds at the latest.
"""
import ipaddress
import socket
import sys
import threading
import time

import http_modes
import rpc_modes

LONGEST = 30  # seconds
MODES = [(name, 135, mode) for name, mode in rpc_modes.MODES.items()] + [(name, 5985, mode) for name, mode in http_modes.MODES.items()]


def serve(listener, mode):
    while True:
        connected, _ = listener.accept()
        threading.Thread(target=one, args=(connected, mode), daemon=True).start()


def one(connected, mode):
    connected.settimeout(LONGEST)
    try:
        mode(connected, time.monotonic() + LONGEST)
    except (OSError, EOFError):
        pass
    finally:
        connected.close()


def main():
    if sys.argv[1] == '--modes':
        for name, port, _ in MODES:
            print(name, port)
        return
    first = ipaddress.ip_address(sys.argv[1])
    for number, (_, port, mode) in enumerate(MODES):
        listener = socket.create_server((str(first + number), port))
        threading.Thread(target=serve, args=(listener, mode), daemon=True).start()
    print('listening', flush=True)
    sys.stdin.read()


main()
