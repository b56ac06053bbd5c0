# SPDX-License-Identifier: Apache-2.0
"""One connection of a client: bind, authentication, calls."""
import struct
import threading
import traceback

import pdu as rpc
from gss_acceptor import GssAcceptor
from ntlm_acceptor import NtlmAcceptor

NTLM = 10
CONNECT, INTEGRITY = 2, 5
ACCESS_DENIED, SEC_PKG_ERROR, OPERATION_OUT_OF_RANGE, UNKNOWN_INTERFACE = 5, 0x721, 0x1C010002, 0x1C010003


class Connection(threading.Thread):
    """`calls`: by interface and number, a function of connection, stub and object that returns the answer's stub or raises Fault."""

    def __init__(self, socket, port, policy, calls):
        super().__init__(daemon=True)
        self.socket, self.port, self.policy, self.calls = socket, port, policy, calls
        self.contexts, self.auth, self.user, self.level = {}, None, '', 0
        self.auth_type = self.auth_context = 0

    def tell(self, what):
        print(f'{self.port} {self.user or "nobody"}: {what}', flush=True)

    def run(self):
        try:
            while True:
                self.take(rpc.receive(self.socket))
        except (EOFError, OSError):
            pass
        except Exception:  # a mistake of this program; other connections go on
            traceback.print_exc()
        finally:
            self.socket.close()

    def take(self, pdu):
        if pdu.kind in (rpc.BIND, rpc.ALTER):
            self.bind(pdu)
        elif pdu.kind == rpc.AUTH3 and self.auth:
            self.auth.step(pdu.token)
            self.tell('accepted' if self.auth.accepted else 'refused')
        elif pdu.kind == rpc.REQUEST:
            self.request(pdu)

    def bind(self, pdu):
        results = []
        for identifier, interface, offers_ndr in rpc.contexts_of(pdu):
            known = interface in self.calls
            if known and offers_ndr:
                self.contexts[identifier] = interface
                results.append((rpc.ACCEPTED, 0))
            else:
                results.append((rpc.PROVIDER_REJECTION, rpc.TRANSFER_SYNTAXES_NOT_SUPPORTED if known else rpc.ABSTRACT_SYNTAX_NOT_SUPPORTED))
        auth = b''
        if pdu.token:
            self.level, self.auth_type, self.auth_context = pdu.level, pdu.auth_type, pdu.auth_context
            try:
                self.auth = self.auth or (NtlmAcceptor if pdu.auth_type == NTLM else GssAcceptor)(self.policy)
                answer = self.auth.step(pdu.token)
            except rpc.Fault as fault:
                return self.socket.sendall(rpc.fault(pdu.call, 0, fault.status))
            if answer:
                auth = rpc.trailer(pdu.auth_type, pdu.level, 0, pdu.auth_context) + answer
        return self.socket.sendall(rpc.bind_answer(pdu, self.port, results, auth))

    def request(self, pdu):
        context, number = struct.unpack('<HH', pdu.bytes[20:24])
        begin = 40 if pdu.flags & rpc.HAS_OBJECT else 24
        try:
            stub = self.opened(pdu, begin)
            calls = self.calls.get(self.contexts.get(context))
            if calls is None:
                raise rpc.Fault(UNKNOWN_INTERFACE)
            if number not in calls:
                raise rpc.Fault(OPERATION_OUT_OF_RANGE)
            name, function = calls[number]
            if name in self.policy.silent:
                return None
            answer = function(self, stub, pdu.bytes[24:40] if begin == 40 else None)
        except rpc.Fault as fault:
            self.tell(f'fault {fault.status:#010x}')
            return self.socket.sendall(rpc.fault(pdu.call, context, fault.status))
        return self.socket.sendall(self.closed(pdu, context, answer))

    def opened(self, pdu, begin):
        """The stub of a request. A login that failed shows here first, as NTLM and Kerberos end with a PDU that has no answer."""
        end = pdu.body_end
        if self.auth is None:
            return pdu.bytes[begin:end]
        if not self.auth.accepted:
            raise rpc.Fault(ACCESS_DENIED)
        self.user = self.auth.user
        if not pdu.token:
            if self.level >= INTEGRITY:
                raise rpc.Fault(ACCESS_DENIED)
            return pdu.bytes[begin:end]
        if pdu.level < INTEGRITY:
            return pdu.bytes[begin:end - pdu.padding]
        plain = self.auth.open(pdu, begin, end)
        if plain is None:
            raise rpc.Fault(SEC_PKG_ERROR)
        return plain[begin:end - pdu.padding]

    def closed(self, pdu, context, stub):
        head = struct.pack('<IHBB', len(stub), context, 0, 0)
        if self.auth is None or not pdu.token or pdu.level < INTEGRITY:
            return rpc.build(rpc.RESPONSE, pdu.call, head + stub)
        padding = -len(stub) % 16
        body, size = head + stub + bytes(padding), self.auth.closing_size(pdu.level)
        plain = rpc.build(rpc.RESPONSE, pdu.call, body, rpc.trailer(self.auth_type, pdu.level, padding, self.auth_context), size)
        return self.auth.close(plain, rpc.HEADER + 8, rpc.HEADER + len(body), pdu.level)
