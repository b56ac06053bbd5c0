# SPDX-License-Identifier: Apache-2.0
"""What the peer is to be: read from a JSON file, whose keys are those of Policy."""
import json
from dataclasses import dataclass, field, fields


@dataclass
class Policy:
    address: str                    # the IPv4 address that it listens on
    mapper_port: int = 135
    dynamic_port: int = 49700
    dynamic_listens: bool = True    # False: the endpoint mapper names a port where nobody listens
    bindings: list = field(default_factory=list)       # names and addresses in its string bindings; empty: the address
    domain: str = 'CORP'            # NetBIOS name, for NTLM
    host: str = 'WMIHOST'           # NetBIOS name
    users: dict = field(default_factory=dict)          # "CORP\\reader": password, for NTLM
    keytab: str = ''                # for Kerberos; empty: none is accepted
    least_level: int = 5            # authentication level that activation asks for (MS-RPCE 2.2.1.1.8)
    deny_launch: list = field(default_factory=list)    # users without Remote Activation
    class_result: int = 0           # HRESULT of the activation of the class that is known
    namespaces: dict = field(default_factory=dict)     # "root\\cimv2": HRESULT
    deny_namespace: list = field(default_factory=list)  # users without Remote Enable
    silent: list = field(default_factory=list)         # calls that get no answer: "ept_map", "ServerAlive2", "RemoteCreateInstance", "NTLMLogin"

    @staticmethod
    def read(path):
        with open(path, encoding='utf-8') as file:
            said = json.load(file)
        unknown = set(said) - {f.name for f in fields(Policy)}
        if unknown:
            raise SystemExit(f'{path}: unknown keys: {", ".join(sorted(unknown))}')
        policy = Policy(**said)
        policy.bindings = policy.bindings or [policy.address]
        return policy

    def password_of(self, user):
        return next((p for name, p in self.users.items() if name.lower() == user.lower()), None)


def names(users, user):
    """Whether a list of users names this one, whatever the case. Kerberos writes user@REALM."""
    return user.lower() in (u.lower() for u in users)
