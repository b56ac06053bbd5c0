# SPDX-License-Identifier: Apache-2.0
"""The cases of tests/lab/probe_cases.json: what is seen, beside what is predicted.

Keys of a case:
  is          its name
  scenario    file in tests/lab/scenarios, without .json; `change` is a merge patch over it
  connection  the one that is looked at
  as          account whose password is given; left out: the tickets of CORP\\administrator; "nobody": neither; "visitor": those of PART\\visitor
  password    given instead of the account's own
  options     further ones of probe
  agreement   expected; and of the last leg that was compared: leg, relation, ending, code, rule, timing ("other"). What stands in front of it agrees.
  to          the address of that leg
  heard       what the stand-in has written
  found, note of any look: a text that is in what it found, or in a note
  suspect     among the first five, or as many as `rank` says: a fact, a change, or the place in the scenario that its patch is for; applied, the record
              agrees, or differs at the next leg that it names. "": there is none
  open_suspect  the same, of a fact that follows from others, for which there is no patch
"""
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor

from lab import LAB

AT_ONCE = 8
FIRST = 5  # suspects that the text shows
KEYS = {'is', 'scenario', 'change', 'connection', 'as', 'password', 'options', 'agreement', 'leg', 'relation', 'to', 'ending', 'code', 'rule', 'timing', 'found', 'note', 'heard', 'suspect', 'open_suspect', 'rank'}
EXIT_CODES = {'agree': 0, 'disagree': 1, 'not-observable': 4}


def run(lab):
    for group in json.loads((LAB / 'probe_cases.json').read_text()):
        lab.firewall(group['firewall'])
        with ThreadPoolExecutor(AT_ONCE) as workers:
            list(workers.map(lambda case: guarded(lab, group['firewall'], case), group['cases']))
    lab.firewall('open')


def guarded(lab, firewall, case):
    name = f'{firewall}, {case.get("is", case)}'
    try:
        Case(lab, name, case).run()
    except Exception as error:  # whatever it is, the other cases go on
        lab.fail(name, repr(error))


class Case:
    def __init__(self, lab, name, case):
        self.lab, self.name, self.case = lab, name, case
        if set(case) - KEYS:
            lab.fail(name, f'unknown keys {set(case) - KEYS}')

    def run(self):
        with tempfile.TemporaryDirectory(dir=self.lab.folder) as folder:
            scenario, record = self.scenario(folder), f'{folder}/record.json'
            done = self.probe(['probe', scenario, self.case['connection'], '--as', 'MON01', '--format', 'json', '--record', record] + self.case.get('options', '').split())
            if done is None:
                return self.lab.fail(self.name, 'does not end')
            seen = self.lab.read_json(self.name, done)
            if seen is None:
                return None
            self.lab.nothing_told(self.name, open(record).read())
            connection = seen['connections'][0]
            self.compare(connection, seen['observations']['sightings'][0]['looks'])
            if self.case.get('heard', '') not in (self.lab.folder / 'stand-in.log').read_text():
                self.lab.fail(self.name, f'the stand-in did not write {self.case["heard"]!r}')
            self.lab.expect(self.name, 'exit code', done.returncode, EXIT_CODES[self.case['agreement']])
            return self.mend(connection, scenario, record, folder)

    def scenario(self, folder):
        file = LAB / 'scenarios' / f'{self.case["scenario"]}.json'
        if 'change' not in self.case:
            return file
        with open(f'{folder}/change.json', 'w') as out:
            json.dump(self.case['change'], out)
        return self.applied(file, f'{folder}/change.json', f'{folder}/scenario.json')

    def applied(self, scenario, patch, into):
        done = self.lab.run(['apply', scenario, patch, '-o', into])
        if done.returncode:
            raise ValueError(done.stderr)
        return into

    def probe(self, arguments):
        who = self.case.get('as')
        if who in (None, 'nobody', 'visitor'):
            return self.lab.run(arguments, cache={None: 'tickets', 'nobody': 'no-tickets', 'visitor': 'visitor-tickets'}[who])
        return self.lab.run(arguments, password=self.case.get('password') or self.lab.passwords[who], cache='no-tickets')

    def compare(self, connection, looks):
        case, legs = self.case, connection['legs']
        self.lab.expect(self.name, 'agreement', connection['agreement'], case['agreement'])
        compared = [leg for leg in legs if leg['observed'] != 'not-tried']
        last = compared[-1] if compared else legs[-1]
        look = looks[last['look']] if last['look'] is not None else {}
        got = {'leg': last['leg'], 'relation': last['relation'], 'to': look.get('to'), 'ending': look.get('ending'), 'code': look.get('code'), 'rule': last['rule'], 'timing': 'other' if last['other_timing'] else 'same'}
        for key, value in got.items():
            if key in case:
                self.lab.expect(self.name, key, value, case[key])
        for leg in compared[:-1]:
            if leg['relation'] not in ('agree', 'settles'):
                self.lab.fail(self.name, f'{leg["leg"]} {leg["relation"]} in front of {last["leg"]}')
        found = [(f['what'], f['value']) for each in looks for f in each.get('found', [])] + [('text', each.get('text', '')) for each in looks]
        if 'found' in case and not any(case['found'] in value for what, value in found if what != 'note'):
            self.lab.fail(self.name, f'nothing found is {case["found"]!r}: {found}')
        if 'note' in case and not any(case['note'] in value for what, value in found if what == 'note'):
            self.lab.fail(self.name, f'no note is {case["note"]!r}: {found}')

    def mend(self, connection, scenario, record, folder):
        wanted, suspects = self.case.get('suspect'), connection['suspects']
        if 'open_suspect' in self.case:
            self.lab.expect(self.name, f'{self.case["open_suspect"]} among the suspects', any(s['fact'] == self.case['open_suspect'] and s['patch'] is None for s in suspects), True)
        if wanted is None:
            return None
        if wanted == '':
            return self.lab.expect(self.name, 'suspects', [s['change'] or s['fact'] for s in suspects], [])
        for suspect in suspects[:self.case.get('rank', FIRST)]:
            place = suspect['patch'][-1]['path'] if suspect['patch'] else None
            if wanted in (suspect['fact'], suspect['change'], place):
                return self.agrees_with(suspect['patch'], suspect['alternatives'][0]['next_difference'], scenario, record, folder)
        return self.lab.fail(self.name, f'{wanted} is not among the first suspects: {[(s["fact"] or s["change"], s["patch"] and s["patch"][-1]["path"]) for s in suspects]}')

    def agrees_with(self, patch, next_difference, scenario, record, folder):
        with open(f'{folder}/patch.json', 'w') as out:
            json.dump(patch, out)
        mended = self.applied(scenario, f'{folder}/patch.json', f'{folder}/mended.json')
        done = self.lab.run(['probe', mended, '--replay', record, '--format', 'json'])
        seen = self.lab.read_json(self.name, done)['connections'][0]
        self.lab.expect(self.name, 'agreement with the suspect changed', seen['agreement'], 'disagree' if next_difference else 'agree')
        if next_difference:
            self.lab.expect(self.name, 'next difference', seen['legs'][-1]['leg'], next_difference)
