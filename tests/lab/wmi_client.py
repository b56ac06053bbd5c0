# SPDX-License-Identifier: Apache-2.0
"""impacket's own client of DCOM and WMI with NTLM, by which tests/lab/wmi_peer is tried. Writes how far it came. (Its Kerberos does not work with Samba's
KDC nor with MIT's acceptor; for that there is gss_client.py.)

    /usr/bin/python3 tests/lab/wmi_client.py HOST DOMAIN USER NAMESPACE LEVEL      the password is the first line of standard input
"""
import sys

from impacket.dcerpc.v5.dcom import wmi
from impacket.dcerpc.v5.dcomrt import DCOMConnection
from impacket.dcerpc.v5.dtypes import NULL

host, domain, user, namespace, level = sys.argv[1:6]
password = sys.stdin.readline().rstrip('\n')
connection = None
reached = 'nothing'
try:
    connection = DCOMConnection(host, user, password, domain, '', '', authLevel=int(level), oxidResolver=False)
    instance = connection.CoCreateInstanceEx(wmi.CLSID_WbemLevel1Login, wmi.IID_IWbemLevel1Login)
    reached = 'activation'
    wmi.IWbemLevel1Login(instance).NTLMLogin(namespace, NULL, NULL)
    print('logged in')
except Exception as error:  # whatever it is, it is the result
    print(f'{reached}, then {str(error).strip()}')
try:
    connection.disconnect()
except Exception:
    pass
