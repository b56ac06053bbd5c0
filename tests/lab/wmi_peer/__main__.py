# SPDX-License-Identifier: Apache-2.0
"""A stand-in for a computer with Windows, for what no free program serves: the endpoint mapper, activation and the login of WMI.

    /usr/bin/python3 tests/lab/wmi_peer POLICY.json

It was written after the specifications that its files name, on structures of impacket and, for Kerberos, on MIT's library; it shares nothing with the
program. It proves how calls are encoded and signed, and which errors are told apart; it proves nothing of what Windows does. Writes "listening" once it
does, then what it was asked. Ends when its standard input ends, or by a signal.
"""
import socket
import sys
import threading

import activation
import endpoint_mapper
import interfaces
import login
from connection import Connection
from policy import Policy

AT_MAPPER = {
    interfaces.ENDPOINT_MAPPER: {2: ('ept_lookup', endpoint_mapper.ept_lookup), 3: ('ept_map', endpoint_mapper.ept_map)},
    interfaces.OBJECT_EXPORTER: {5: ('ServerAlive2', activation.server_alive2)},
    interfaces.SCM_ACTIVATOR: {4: ('RemoteCreateInstance', activation.remote_create_instance)},
}
AT_DYNAMIC_PORT = {
    interfaces.LEVEL1_LOGIN: {6: ('NTLMLogin', login.ntlm_login)},
    interfaces.REM_UNKNOWN: {5: ('RemRelease', login.rem_release)},
    interfaces.REM_UNKNOWN2: {5: ('RemRelease', login.rem_release)},
}
LONGEST_SILENCE = 30  # seconds


def listener(policy, port):
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((policy.address, port))
    made.listen(16)
    return made


def serve(made, port, policy, calls):
    while True:
        connected, _ = made.accept()
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.settimeout(LONGEST_SILENCE)
        Connection(connected, port, policy, calls).start()


def main():
    policy = Policy.read(sys.argv[1])
    ports = [(policy.mapper_port, AT_MAPPER)] + ([(policy.dynamic_port, AT_DYNAMIC_PORT)] if policy.dynamic_listens else [])
    made = [(listener(policy, port), port, policy, calls) for port, calls in ports]
    for each in made:
        threading.Thread(target=serve, args=each, daemon=True).start()
    print('listening', flush=True)
    sys.stdin.read()


main()
