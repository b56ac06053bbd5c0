# SPDX-License-Identifier: Apache-2.0
"""What connect() says: "open", "silent" after two seconds, or the name of the error.

    /usr/bin/python3 tests/lab/connect.py ADDRESS PORT
"""
import errno
import socket
import sys

address, port = sys.argv[1], int(sys.argv[2])
attempt = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET)
attempt.settimeout(2)
try:
    attempt.connect((address, port))
    print('open')
except socket.timeout:
    print('silent')
except OSError as error:
    print(errno.errorcode[error.errno])
