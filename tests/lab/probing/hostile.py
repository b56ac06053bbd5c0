# SPDX-License-Identifier: Apache-2.0
"""Peers of tests/lab/hostile_peer: the program ends in time, by itself and in bounded memory, and says what it met."""
import ipaddress
import json
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from lab import LAB

AT_ONCE = 6
SECONDS, SLACK = 5, 10                 # of a connection; and what a busy machine may add
MEMORY = 512 * 1024 * 1024             # bytes of address space, many times what it takes
# How the first look at the protocol may end: of some modes it is a race between the program's limits and its deadline.
ENDINGS = {
    'closes-at-once': {'closed'}, 'silent': {'silent'}, 'slow': {'silent'}, 'truncated': {'closed'}, 'fragment-length-15': {'garbled'},
    'fragment-length-65535': {'garbled', 'silent'}, 'fragment-length-0': {'garbled'}, 'auth-length-too-long': {'garbled'}, 'auth-length-without-trailer': {'garbled'},
    'random-bytes': {'garbled', 'silent'}, 'endless-random-bytes': {'garbled', 'silent'}, 'another-protocol': {'garbled'}, 'version-4': {'garbled'}, 'bind-nak': {'rejected'}, 'bind-nak-cut-short': {'garbled'},
    '255-results': {'garbled'}, 'no-result': {'garbled'}, 'endless-handles': {'done', 'silent'}, 'endless-fragments': {'garbled'}, 'empty-fragments': {'garbled'},
    'oversized-fragments': {'garbled'}, 'huge-count': {'garbled'}, 'other-call': {'garbled'}, 'unknown-fault': {'fault'},
    'http-silent': {'silent'}, 'http-slow': {'silent'}, 'http-endless-headers': {'garbled', 'silent'}, 'http-endless-header': {'garbled', 'silent'},
    'http-endless-body': {'garbled', 'silent'}, 'http-endless-chunks': {'garbled', 'silent'}, 'http-endless-continue': {'garbled', 'silent'}, 'http-cut-short': {'closed'},
    'http-no-http': {'garbled'},
}


def run(lab):
    modes = [line.split() for line in subprocess.run(['/usr/bin/python3', LAB / 'hostile_peer', '--modes'], check=True, capture_output=True, text=True).stdout.splitlines()]
    lab.expect('hostile', 'modes without an expectation', sorted({name for name, _ in modes} ^ set(ENDINGS)), [])
    with tempfile.TemporaryDirectory(dir=lab.folder) as folder, ThreadPoolExecutor(AT_ONCE) as workers:
        list(workers.map(lambda numbered: one(lab, folder, *numbered), enumerate(modes)))


def one(lab, folder, number, mode):
    name, port = mode
    scenario = f'{folder}/{name}.json'
    with open(scenario, 'w') as out:
        json.dump(estate(str(ipaddress.ip_address('203.0.113.101') + number), port == '5985'), out)
    limit = [] if lab.sanitized else ['prlimit', f'--as={MEMORY}']
    began = time.monotonic()
    done = lab.run(['probe', scenario, '--as', 'MON01', '--step-seconds', 1, '--seconds', SECONDS, '--format', 'json'], password=lab.passwords['CORP\\reader'], cache='no-tickets', wrapper=limit)
    if done is None or time.monotonic() - began > SECONDS + SLACK:
        return lab.fail(name, 'does not end in time')
    if done.returncode not in (1, 4):
        return lab.fail(name, f'exit code {done.returncode}: {done.stderr.strip()[:400]}')
    seen = lab.read_json(name, done)
    looks = seen['observations']['sightings'][0]['looks'] if seen else []
    met = next((look['ending'] for look in looks if look['step'] in ('endpoint-mapper', 'identify')), None)
    if met not in ENDINGS.get(name, ()):
        lab.fail(name, f'{met}, and not {" or ".join(sorted(ENDINGS.get(name, ())))}: {looks}')
    return None


def estate(address, ws_man):
    server = {'os': 'windows-server-2019', 'member_of': 'corp.example'}
    return {'format': 1, 'as_of': '2026-11-01', 'domains': {'corp.example': {'netbios': 'CORP'}},
            'hosts': {'MON01': server, 'PEER': dict(server, addresses=[address], windows_firewall={'wmi_group': True})},
            'accounts': {'CORP\\reader': {'kind': 'domain', 'groups': {'*': ['Administrators']}}},
            'connections': [{'from': 'MON01', 'to': 'PEER', 'account': 'CORP\\reader', 'credentials': 'explicit', 'address_form': 'ip', 'api': 'cimsession' if ws_man else 'get-wmiobject'}]}
