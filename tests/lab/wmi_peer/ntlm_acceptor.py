# SPDX-License-Identifier: Apache-2.0
"""The accepting side of NTLMv2 (MS-NLMP), on impacket's structures and keys."""
import os
import struct
import time

from Cryptodome.Cipher import ARC4
from impacket import ntlm
from impacket.smbserver import computeNTLMv2

OFFERED = 0x62088235  # unicode, sign, seal, NTLM, extended session security, 128 bits, key exchange
NEGOTIATE, CHALLENGE_HEAD = 1, 56
PRIVACY = 6


class NtlmAcceptor:
    token_size = 16

    def __init__(self, policy):
        self.policy = policy
        self.accepted, self.user = False, ''

    def step(self, token):
        return self._challenge(token) if struct.unpack('<I', token[8:12])[0] == NEGOTIATE else self._authenticate(token)

    def _challenge(self, token):
        self.negotiate = ntlm.NTLMAuthNegotiate()
        self.negotiate.fromString(token)
        domain = self.policy.domain.encode('utf-16le')
        target = ntlm.AV_PAIRS()
        target[ntlm.NTLMSSP_AV_HOSTNAME] = self.policy.host.encode('utf-16le')
        target[ntlm.NTLMSSP_AV_DOMAINNAME] = domain
        target[ntlm.NTLMSSP_AV_TIME] = struct.pack('<q', 116444736000000000 + int(time.time() * 10**7))
        c = self.challenge = ntlm.NTLMAuthChallenge()
        c['flags'] = (self.negotiate['flags'] & OFFERED | ntlm.NTLMSSP_NEGOTIATE_TARGET_INFO | ntlm.NTLMSSP_TARGET_TYPE_DOMAIN
                      | ntlm.NTLMSSP_NEGOTIATE_VERSION | ntlm.NTLMSSP_REQUEST_TARGET)
        c['challenge'] = os.urandom(8)
        c['domain_name'], c['domain_len'], c['domain_max_len'], c['domain_offset'] = domain, len(domain), len(domain), CHALLENGE_HEAD
        c['Version'], c['VersionLen'] = b'\x0a\x00\x63\x45\0\0\0\x0f', 8
        c['TargetInfoFields'] = target
        c['TargetInfoFields_len'] = c['TargetInfoFields_max_len'] = len(target)
        c['TargetInfoFields_offset'] = CHALLENGE_HEAD + len(domain)
        return c.getData()

    def _authenticate(self, token):
        answer = ntlm.NTLMAuthChallengeResponse()
        answer.fromString(token)
        length, offset = struct.unpack('<HxxI', token[52:60])
        answer['session_key'] = token[offset:offset + length]  # impacket does not look it up by its offset
        user = answer['user_name'].decode('utf-16le')
        self.user = answer['domain_name'].decode('utf-16le') + '\\' + user
        password = self.policy.password_of(self.user)
        status, key = computeNTLMv2(user, b'', ntlm.compute_nthash(password or ''), self.challenge['challenge'], answer, self.challenge, self.negotiate)
        self.accepted = password is not None and status == 0
        self.flags = self.challenge['flags'] & answer['flags']
        self.sides = {side: [ntlm.SIGNKEY(self.flags, key, side), ARC4.new(ntlm.SEALKEY(self.flags, key, side)).encrypt, 0] for side in ('Client', 'Server')}
        return b''

    def _signature(self, side, message):
        sign, seal, number = self.sides[side]
        self.sides[side][2] += 1
        return ntlm.MAC(self.flags, seal, sign, number, message).getData()

    def open(self, pdu, begin, end):
        """The PDU without its token, in the clear; None where the signature is wrong. NTLM signs headers always."""
        plain = pdu.bytes[:-len(pdu.token)]
        if pdu.level == PRIVACY:
            plain = plain[:begin] + self.sides['Client'][1](plain[begin:end]) + plain[end:]
        return plain if self._signature('Client', plain) == pdu.token else None

    def close(self, plain, begin, end, level):
        sealed = plain[:begin] + self.sides['Server'][1](plain[begin:end]) + plain[end:] if level == PRIVACY else plain
        return sealed + self._signature('Server', plain)

    def closing_size(self, level):
        return self.token_size
