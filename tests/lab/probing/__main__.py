# SPDX-License-Identifier: Apache-2.0
"""Tries `wmireach probe` in the lab that tests/lab/probe has made.

    /usr/bin/python3 tests/lab/probing WMIREACH PREFIX FOLDER [table|hostile|manners...]
"""
import sys
import time

import hostile
import manners
import table
from lab import Lab

PARTS = {'table': table.run, 'hostile': hostile.run, 'manners': manners.run}


def main():
    lab = Lab(*sys.argv[1:4])
    for name in sys.argv[4:] or PARTS:
        began, runs = time.monotonic(), lab.runs
        PARTS[name](lab)
        print(f'{name}: {lab.runs - runs} runs in {time.monotonic() - began:.0f} s', flush=True)
    if lab.failures:
        print(f'{len(lab.failures)} failures')
        sys.exit(1)
    print('all as expected')


main()
