# SPDX-License-Identifier: Apache-2.0
"""The accepting side of Kerberos and SPNEGO in DCE style (MS-KILE 3.4.5.4), by MIT's library with the keys of a keytab. Headers are signed, as Windows does."""
import os

import gssapi
from gssapi.raw import ext_dce

from pdu import Fault

PRIVACY = 6
ACCESS_DENIED = 5  # what Windows answers was not tried
SIGNATURE, SEAL = 28, 76  # bytes of a token with AES


class GssAcceptor:
    def __init__(self, policy):
        if not policy.keytab:
            raise Fault(ACCESS_DENIED)
        os.environ['KRB5_KTNAME'] = policy.keytab
        self.context = gssapi.SecurityContext(creds=gssapi.Credentials(usage='accept'), usage='accept')
        self.accepted, self.user = False, ''

    def step(self, token):
        try:
            answer = self.context.step(token) or b''
            complete = self.context.complete  # an error of the step may show here first
        except gssapi.exceptions.GSSError as error:
            print('gss:', error, flush=True)
            raise Fault(ACCESS_DENIED) from error
        if complete:
            self.accepted, self.user = True, str(self.context.initiator_name)
        return answer

    def _buffers(self, plain, begin, end, token=None):
        kind = ext_dce.IOVBufferType
        header = kind.header if token is None else (kind.header, False, token)
        return ext_dce.IOV(header, (kind.sign_only, False, plain[:begin]), (kind.data, False, plain[begin:end]), (kind.sign_only, False, plain[end:]), std_layout=False)

    def open(self, pdu, begin, end):
        body = pdu.bytes[:-len(pdu.token)]
        try:
            if pdu.level != PRIVACY:
                self.context.verify_signature(body, pdu.token)
                return body
            buffers = self._buffers(body, begin, end, pdu.token)
            ext_dce.unwrap_iov(self.context, buffers)
            return body[:begin] + buffers[2].value + body[end:]
        except gssapi.exceptions.GSSError as error:
            print('gss:', error, flush=True)
            return None

    def close(self, plain, begin, end, level):
        if level != PRIVACY:
            return plain + self.context.get_signature(plain)
        buffers = self._buffers(plain, begin, end)
        ext_dce.wrap_iov(self.context, buffers, confidential=True)
        return plain[:begin] + buffers[2].value + plain[end:] + buffers[0].value

    def closing_size(self, level):
        return SEAL if level == PRIVACY else SIGNATURE
