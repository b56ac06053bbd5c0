# SPDX-License-Identifier: Apache-2.0
"""UUIDs in their form on the wire."""
from uuid import UUID


def wire(text):
    return UUID(text).bytes_le


ENDPOINT_MAPPER = wire('e1af8308-5d1f-11c9-91a4-08002b14a0fa')    # C706 appendix O
OBJECT_EXPORTER = wire('99fcfec4-5260-101b-bbcb-00aa0021347a')    # MS-DCOM 1.9
SCM_ACTIVATOR = wire('000001a0-0000-0000-c000-000000000046')
REM_UNKNOWN = wire('00000131-0000-0000-c000-000000000046')
REM_UNKNOWN2 = wire('00000143-0000-0000-c000-000000000046')
LEVEL1_LOGIN = wire('f309ad18-d86a-11d0-a075-00c04fb68820')       # MS-WMI 1.9
WBEM_SERVICES = wire('9556dc99-828c-11cf-a37e-00aa003240c7')
CLASS_LEVEL1_LOGIN = wire('8bc3f05e-d86b-11d0-a075-00c04fb68820')
