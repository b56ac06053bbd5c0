# SPDX-License-Identifier: Apache-2.0
"""Peers of tests/lab/hostile_peer: the program ends in time, without a signal and in bounded memory, and says what it met."""
def run(lab):
    pass
