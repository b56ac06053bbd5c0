# SPDX-License-Identifier: Apache-2.0
"""Object references and bindings (MS-DCOM 2.2.18, 2.2.19)."""
import os
import struct

TCP_TOWER = 7
NTLM, KERBEROS, SPNEGO = 10, 16, 9
EXPORTER, LOGIN_OBJECT, REM_UNKNOWN_OBJECT = os.urandom(8), os.urandom(16), os.urandom(16)


def dual_string_array(array, addresses):
    """Fills one of impacket's DUALSTRINGARRAY."""
    strings = b''.join(struct.pack('<H', TCP_TOWER) + a.encode('utf-16le') + b'\0\0' for a in addresses) + b'\0\0'
    security = b''.join(struct.pack('<HH', service, 0xFFFF) + b'\0\0' for service in (SPNEGO, NTLM, KERBEROS)) + b'\0\0'
    units = struct.unpack(f'<{len(strings + security) // 2}H', strings + security)
    array['aStringArray'], array['wNumEntries'], array['wSecurityOffset'] = list(units), len(units), len(strings) // 2
    return array


def standard_reference(interface, object_identifier):
    """OBJREF_STANDARD, with bindings for TCP of no address: the client keeps those that it has."""
    return (struct.pack('<II', 0x574F454D, 1) + interface + struct.pack('<II', 0, 5) + EXPORTER + os.urandom(8) + object_identifier
            + struct.pack('<HH', 2, 1) + bytes(4))
