# SPDX-License-Identifier: Apache-2.0
"""What the program leaves alone: nothing is contacted by --dry-run, no login is tried with --no-auth, nobody reaches many hosts by mistake, an interrupt
keeps what was seen, and a password is shown nowhere."""
import json
import os
import signal
import subprocess
import tempfile
import time

from lab import LAB, LONGEST

SILENT_AFTER = 2  # seconds until an interrupted look is under way


def run(lab):
    with tempfile.TemporaryDirectory(dir=lab.folder) as folder:
        for each in (dry_run, no_authentication, many_hosts, interrupt):
            lab.firewall('open')
            try:
                each(lab, folder)
            except Exception as error:  # whatever it is, the others go on
                lab.fail(each.__name__, repr(error))
    lab.firewall('open')


def packets(lab):
    """From the client through the router, and to it: names are asked there."""
    counters = subprocess.run(['ip', 'netns', 'exec', f'{lab.prefix}-router', 'nft', '-j', 'list', 'counters'], check=True, capture_output=True, text=True).stdout
    return sum(item['counter']['packets'] for item in json.loads(counters)['nftables'] if 'counter' in item)


def dry_run(lab, _folder):
    lab.firewall('count')
    before = packets(lab)
    done = lab.run(['probe', LAB / 'scenarios/stand-in.json', '--as', 'MON01', '--dry-run'])
    lab.expect('dry-run', 'exit code', done.returncode, 0)
    lab.expect('dry-run', 'packets', packets(lab), before)
    if 'as 203.0.113.20, TCP 135' not in done.stdout:
        lab.fail('dry-run', f'does not say what it would contact: {done.stdout}')
    lab.run(['probe', LAB / 'scenarios/stand-in.json', 'ntlm', '--as', 'MON01', '--no-auth'])
    if packets(lab) == before:
        lab.fail('dry-run', 'the counters count nothing, so they prove nothing')


def no_authentication(lab, folder):
    log = lab.folder / 'stand-in.log'
    before = log.read_text()
    done = lab.run(['probe', LAB / 'scenarios/stand-in.json', 'ntlm', '--as', 'MON01', '--no-auth', '--record', f'{folder}/record.json', '--format', 'json'])
    looks = lab.read_json('no-auth', done)['observations']['sightings'][0]['looks']
    lab.expect('no-auth', 'looks with a result', {look['step'] for look in looks if look['result'] != 'not-tried'}, {'connect', 'endpoint-mapper', 'object-resolver'})
    lab.expect('no-auth', 'what the stand-in heard of an account', log.read_text()[len(before):], '')


def many_hosts(lab, folder):
    server = {'os': 'windows-server-2019', 'member_of': 'corp.example'}
    scenario = {'format': 1, 'domains': {'corp.example': {}}, 'hosts': {'MON01': server, 'SRV#': dict(server, count=6)},
                'connections': [{'from': 'MON01', 'to': {'name': 'SRV*'}, 'api': 'get-wmiobject'}]}
    with open(f'{folder}/many.json', 'w') as out:
        json.dump(scenario, out)
    lab.firewall('count')
    before = packets(lab)
    done = lab.run(['probe', f'{folder}/many.json', '--as', 'MON01'])
    lab.expect('many hosts', 'exit code', done.returncode, 2)
    lab.expect('many hosts', 'packets', packets(lab), before)
    if '6 hosts would be contacted' not in done.stderr or '--yes' not in done.stderr:
        lab.fail('many hosts', f'does not say why and what to do: {done.stderr}')
    lab.expect('many hosts with --yes', 'exit code', lab.run(['probe', f'{folder}/many.json', '--as', 'MON01', '--yes', '--no-auth']).returncode, 1)


def interrupt(lab, folder):
    """While the port of the service is silent. What can be read of the process meanwhile has no password either."""
    lab.firewall('drop-dynamic')
    record = f'{folder}/interrupted.json'
    password = lab.passwords['CORP\\reader']
    command = [lab.program, 'probe', LAB / 'scenarios/stand-in.json', 'ntlm', '--as', 'MON01', '--password-fd', '0', '--step-seconds', '30', '--record', record, '--format', 'json']
    running = subprocess.Popen(lab.inside(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=lab.environment('no-tickets'))
    running.stdin.write(password + '\n')
    running.stdin.flush()
    time.sleep(SILENT_AFTER)
    for kind in ('cmdline', 'environ'):
        with open(f'/proc/{running.pid}/{kind}', 'rb') as file:
            lab.nothing_told(f'interrupt, {kind}', file.read().decode(errors='replace'))
    os.kill(running.pid, signal.SIGINT)
    try:
        out, err = running.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        running.kill()
        return lab.fail('interrupt', 'does not end')
    lab.nothing_told('interrupt', out + err)
    if running.returncode not in (0, 1, 4) or 'interrupted' not in err:
        lab.fail('interrupt', f'exit code {running.returncode}: {err}')
    with open(record) as file:
        text = file.read()
    lab.nothing_told('interrupt, record', text)
    looks = json.loads(text)['sightings'][0]['looks']
    if [look['step'] for look in looks if look['result'] == 'passed'][-1:] != ['activate']:
        lab.fail('interrupt', f'what was seen is not kept: {looks}')
    replayed = lab.run(['probe', LAB / 'scenarios/stand-in.json', 'ntlm', '--replay', record])
    if replayed.returncode not in (0, 1, 4):
        lab.fail('interrupt', f'the record is not read again: {replayed.stderr}')
    return None
