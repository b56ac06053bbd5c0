# SPDX-License-Identifier: Apache-2.0
"""Accounts in the directory of a Samba domain controller, all at once: each samba-tool takes as long as this.

    /usr/bin/python3 tests/lab/accounts.py SMB.CONF [--computer NAME DNS-NAME KEYTAB-FOLDER]      a line "NAME PASSWORD" for each on standard input

A computer gets keys of AES and a keytab for host/ and for HTTP/ each. Users named guarded become Protected Users.
"""
import secrets
import sys

import samba.dckeytab  # gives Net its export_keytab
from samba.auth import system_session
from samba.net import Net
from samba.param import LoadParm
from samba.samdb import SamDB

AES = 0x18  # msDS-SupportedEncryptionTypes (MS-KILE 2.2.7)


def computer(directory, settings, name, dns_name, folder):
    services = ['host', 'HTTP']
    directory.newcomputer(name, service_principal_name_list=[f'{service}/{dns_name}' for service in services])
    directory.modify_ldif(f'dn: CN={name},CN=Computers,{directory.domain_dn()}\nchangetype: modify\nreplace: msDS-SupportedEncryptionTypes\nmsDS-SupportedEncryptionTypes: {AES}\n')
    directory.setpassword(f'(sAMAccountName={name}$)', f'Aa1-{secrets.token_hex(12)}')
    for service in services:
        Net(None, settings).export_keytab(keytab=f'{folder}/{service.lower()}.keytab', principal=f'{service}/{dns_name}')


def main():
    settings = LoadParm()
    settings.load(sys.argv[1])
    directory = SamDB(session_info=system_session(), lp=settings)
    for line in sys.stdin:
        name, password = line.split()
        directory.newuser(name, password)
        if name == 'guarded':
            directory.add_remove_group_members('Protected Users', [name], add_members_operation=True)
    if len(sys.argv) > 2:
        computer(directory, settings, *sys.argv[3:6])


main()
