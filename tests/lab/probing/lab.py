# SPDX-License-Identifier: Apache-2.0
"""The lab as its tests see it: the program in the namespace of the client, the router's firewall, passwords; and what failed so far."""
import json
import os
import pathlib
import subprocess
import threading

LAB = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 40  # seconds that one run of the program may take


class Lab:
    def __init__(self, program, prefix, folder):
        self.program, self.prefix, self.folder = program, prefix, pathlib.Path(folder)
        self.passwords = dict(line.split(' ', 1) for line in (self.folder / 'passwords').read_text().splitlines())
        self.failures, self.runs = [], 0
        # Under AddressSanitizer a limit of address space is one of its shadow memory.
        self.sanitized = '__asan_init' in subprocess.run(['nm', '-D', program], capture_output=True, text=True).stdout
        self.lock = threading.Lock()

    def firewall(self, name):
        subprocess.run([LAB / 'network', 'firewall', self.prefix, name], check=True)

    def fail(self, case, what):
        with self.lock:
            self.failures.append(f'{case}: {what}')
            print(f'FAILED: {case}: {what}', flush=True)

    def expect(self, case, what, seen, expected):
        if seen != expected:
            self.fail(case, f'{what}: {seen!r}, and not {expected!r}')
        return seen == expected

    def inside(self, command):
        return [LAB / 'inside', f'{self.prefix}-client', self.folder / 'client'] + command

    def environment(self, cache='tickets'):
        return dict(os.environ, KRB5CCNAME=str(self.folder / cache))

    def run(self, arguments, password=None, cache='tickets', wrapper=()):
        """The program in the client's namespace; a password goes through a pipe. None where it does not end in time."""
        command = self.inside([*wrapper, self.program, *map(str, arguments)] + ([] if password is None else ['--password-fd', '0']))
        try:
            done = subprocess.run(command, input='' if password is None else password + '\n', capture_output=True, text=True, errors='replace', timeout=LONGEST, env=self.environment(cache))
        except subprocess.TimeoutExpired:
            return None
        with self.lock:
            self.runs += 1
        self.nothing_told(arguments, done.stdout + done.stderr)
        return done

    def nothing_told(self, what, text):
        """No password of the lab is anywhere in a text."""
        if any(password in text for password in self.passwords.values()):
            self.fail(what, 'a password is in the output')

    def read_json(self, case, done):
        try:
            return json.loads(done.stdout)
        except ValueError:
            return self.fail(case, f'no JSON, exit code {done.returncode}: {done.stderr.strip()[:400]}')
