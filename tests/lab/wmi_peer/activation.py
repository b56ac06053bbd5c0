# SPDX-License-Identifier: Apache-2.0
"""IObjectExporter::ServerAlive2 (MS-DCOM 3.1.2.5.1.6) and IRemoteSCMActivator::RemoteCreateInstance (3.1.2.5.2.3.3)."""
import struct

from impacket.dcerpc.v5 import dcomrt
from impacket.dcerpc.v5.dtypes import NULL

from dcom import EXPORTER, LOGIN_OBJECT, REM_UNKNOWN_OBJECT, dual_string_array, standard_reference
from interfaces import CLASS_LEVEL1_LOGIN, LEVEL1_LOGIN
from policy import names

E_ACCESSDENIED, REGDB_E_CLASSNOTREG = 0x80070005, 0x80040154
OTHER_MACHINE = 2  # MSHCTX_DIFFERENTMACHINE


def server_alive2(connection, _stub, _object):
    answer = dcomrt.ServerAlive2Response()
    answer['pComVersion']['MajorVersion'], answer['pComVersion']['MinorVersion'] = 5, 7
    answer['ppdsaOrBindings'] = dual_string_array(dcomrt.DUALSTRINGARRAY(), connection.policy.bindings)
    answer['pReserved'] = answer['ErrorCode'] = 0
    return answer.getData()


def result_of(connection, class_identifier):
    policy = connection.policy
    if not connection.user or connection.level < policy.least_level or names(policy.deny_launch, connection.user):
        return E_ACCESSDENIED
    return policy.class_result if class_identifier == CLASS_LEVEL1_LOGIN else REGDB_E_CLASSNOTREG


def interface_property():
    """PropsOutInfo: the one interface that was asked for."""
    out = dcomrt.PropsOutInfo()
    out['cIfs'] = 1
    interface = dcomrt.IID()
    interface['Data'] = LEVEL1_LOGIN
    out['piid'].append(interface)
    success = dcomrt.HRESULT()
    success['Data'] = 0
    out['phresults'].append(success)
    reference = standard_reference(LEVEL1_LOGIN, LOGIN_OBJECT)
    pointer = dcomrt.PMInterfacePointer()
    pointer['ulCntData'], pointer['abData'] = len(reference), list(reference)
    out['ppIntfData'].append(pointer)
    return out


def exporter_property(policy):
    """ScmReplyInfoData: where the object lives."""
    out = dcomrt.ScmReplyInfoData()
    out['pdwReserved'] = 0
    reply = out['remoteReply']
    reply['Oxid'] = struct.unpack('<Q', EXPORTER)[0]
    reply['pdsaOxidBindings'] = dual_string_array(dcomrt.DUALSTRINGARRAY(), [f'{b}[{policy.dynamic_port}]' for b in policy.bindings])
    reply['ipidRemUnknown'], reply['authnHint'] = REM_UNKNOWN_OBJECT, policy.least_level
    reply['serverVersion']['MajorVersion'], reply['serverVersion']['MinorVersion'] = 5, 7
    return out


def properties_out(policy):
    blob = dcomrt.ACTIVATION_BLOB()
    blob['CustomHeader']['destCtx'], blob['CustomHeader']['pdwReserved'] = OTHER_MACHINE, NULL
    content = b''
    for identifier, part in ((dcomrt.CLSID_PropsOutInfo, interface_property()), (dcomrt.CLSID_ScmReplyInfo, exporter_property(policy))):
        data = part.getData() + part.getDataReferents()
        data += bytes(-len(data) % 8)
        name, size = dcomrt.CLSID(), dcomrt.DWORD()
        name['Data'], size['Data'] = identifier, len(data)
        blob['CustomHeader']['pclsid'].append(name)
        blob['CustomHeader']['pSizes'].append(size)
        content += data
    blob['Property'] = content
    custom = dcomrt.OBJREF_CUSTOM()
    custom['iid'], custom['clsid'] = dcomrt.IID_IActivationPropertiesOut[:-4], dcomrt.CLSID_ActivationPropertiesOut
    custom['pObjectData'] = blob.getData()
    custom['ObjectReferenceSize'] = len(custom['pObjectData']) + 8
    return custom.getData()


def remote_create_instance(connection, stub, _object):
    request = dcomrt.RemoteCreateInstance(stub)
    blob = dcomrt.ACTIVATION_BLOB(dcomrt.OBJREF_CUSTOM(b''.join(request['pActProperties']['abData']))['pObjectData'])
    result = result_of(connection, dcomrt.InstantiationInfoData(blob['Property'])['classId'])
    connection.tell(f'RemoteCreateInstance at level {connection.level}: {result:#010x}')
    answer = dcomrt.RemoteCreateInstanceResponse()
    answer['ORPCthat']['flags'], answer['ORPCthat']['extensions'], answer['ErrorCode'] = 0, NULL, result
    if result:
        answer['ppActProperties'] = NULL
    else:
        properties = properties_out(connection.policy)
        answer['ppActProperties']['ulCntData'], answer['ppActProperties']['abData'] = len(properties), list(properties)
    return answer.getData()
