// SPDX-License-Identifier: Apache-2.0
// The scenarios that the report is tried with, written as files.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const hostile = '<script>alert(1)</script>';

// Names that would be markup, script, style or an address if anything read them as such.
export function hostileScenario() {
  const admin = { groups: { [hostile]: ['Administrators'], '"><img src=x onerror=alert(2)>': ['Administrators'] } };
  return {
    format: 1, title: `</title><script>alert(0)</script> & </script> "quoted" \u2028`, as_of: '2026-11-01',
    domains: { 'corp.example': { netbios: 'CORP' } },
    zones: { '<b>office</b>': {}, 'dmz & more': {} },
    links: [{ from: '<b>office</b>', to: 'dmz & more', allow: [{ protocol: 'tcp', ports: ['135'] }] }],
    hosts: {
      MON1: { os: 'windows-server-2019', member_of: 'corp.example', zone: '<b>office</b>' },
      [hostile]: { os: 'windows-server-2019', member_of: 'corp.example', zone: 'dmz & more', windows_firewall: { wmi_inbound: 'allowed' } },
      '"><img src=x onerror=alert(2)>': { os: 'windows-server-2019', member_of: 'corp.example', zone: 'dmz & more' },
    },
    accounts: { 'CORP\\reader': { kind: 'domain', ...admin } },
    connections: [
      { id: 'to <script> & </script>', from: 'MON1', to: hostile, account: 'CORP\\reader', api: 'get-wmiobject', namespace: 'root\\cimv2' },
      { id: 'javascript:alert(3)', from: 'MON1', to: '"><img src=x onerror=alert(2)>', account: 'CORP\\reader', api: 'get-wmiobject', namespace: 'root\\cimv2' },
    ],
  };
}

// The connections of a scenario again and again, until there are so many.
export function enlarged(path, count) {
  const scenario = JSON.parse(readFileSync(path, 'utf8'));
  const connections = [];
  for (let round = 0; connections.length < count; ++round)
    for (const { expect, ...c } of scenario.connections) if (connections.length < count && typeof c.to === 'string') connections.push({ ...c, id: `${c.id}-${round}` });
  return { ...scenario, connections };
}

// A scenario in which somebody answers for two of its connections and for a requirement; the second acceptance is over.
export function accepting(path) {
  const scenario = JSON.parse(readFileSync(path, 'utf8'));
  const failing = ['north-135-only', 'north-both-firewalls'];
  failing.forEach((id, i) => {
    const c = scenario.connections.find((x) => x.id === id);
    delete c.expect;
    c.accepted = { reason: 'new firewall in March', owner: 'netops', until: ['2099-01-31', '2001-01-31'][i] };
  });
  const first = scenario.connections.find((x) => x.id === failing[0]);
  scenario.require = [{ id: 'north is read', from: { name: first.from }, to: { name: first.to }, account: first.account, api: first.api, must: 'connect',
    accepted: { reason: 'not before the move', owner: 'branch lead', until: '2099-01-31' } }];
  return scenario;
}

export function write(folder, name, scenario) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(scenario));
  return path;
}

// Runs wmireach; the exit code says what the verdict is, and is no matter here unless it tells of wrong input or a fault.
export function run(binary, ...args) {
  try {
    execFileSync(binary, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (e) {
    if (e.status !== 1) throw e;
  }
}
