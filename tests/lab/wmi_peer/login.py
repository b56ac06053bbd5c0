# SPDX-License-Identifier: Apache-2.0
"""IWbemLevel1Login::NTLMLogin (MS-WMI 3.1.4.1.4), and IRemUnknown::RemRelease (MS-DCOM 3.1.1.5.6.2), which frees nothing here."""
import os

from impacket.dcerpc.v5.dcom import wmi
from impacket.dcerpc.v5.dtypes import NULL

from dcom import LOGIN_OBJECT, standard_reference
from interfaces import WBEM_SERVICES
from pdu import Fault
from policy import names

WBEM_E_ACCESS_DENIED, WBEM_E_INVALID_NAMESPACE, RPC_E_DISCONNECTED = 0x80041003, 0x8004100E, 0x80010108


def ntlm_login(connection, stub, object_identifier):
    if object_identifier != LOGIN_OBJECT:
        raise Fault(RPC_E_DISCONNECTED)
    path = wmi.IWbemLevel1Login_NTLMLogin(stub)['wszNetworkResource'].rstrip('\0').replace('/', '\\').lower()
    namespace = path.split('\\', 3)[3] if path.startswith('\\\\') and path.count('\\') > 2 else path  # without \\SERVER\
    known = {name.lower(): result for name, result in connection.policy.namespaces.items()}
    result = WBEM_E_ACCESS_DENIED if names(connection.policy.deny_namespace, connection.user) else known.get(namespace, WBEM_E_INVALID_NAMESPACE)
    connection.tell(f'NTLMLogin {namespace} at level {connection.level}: {result:#010x}')
    answer = wmi.IWbemLevel1Login_NTLMLoginResponse()
    answer['ORPCthat']['flags'], answer['ORPCthat']['extensions'], answer['ErrorCode'] = 0, NULL, result
    if result:
        answer['ppNamespace'] = NULL
    else:
        reference = standard_reference(WBEM_SERVICES, os.urandom(16))
        answer['ppNamespace']['ulCntData'], answer['ppNamespace']['abData'] = len(reference), list(reference)
    return answer.getData()


def rem_release(_connection, _stub, _object):
    return bytes(12)
