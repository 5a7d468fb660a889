"""An adapter for PySyncObj, beside the spec Raft.

With `--keeps-term` the harness keeps a server's term and its vote over a restart, which the package does not.
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "Kits", "python"))

import quorate_adapter as quorate
from observation import VARIABLES, observe
from steps import Steps
from world import World

# The paper's figure 8 at (b): servers 0 and 1 have led a term each, and have an entry that nobody else has.
FIGURE_8 = [("timeout", 0), ("vote", 1, 0, 1), ("lead", 0), ("propose", 0), ("restart", 0), ("timeout", 1),
            ("vote", 2, 1, 2), ("lead", 1), ("propose", 1)]


class PySyncObj(quorate.Adapter):
    can = ("snapshots",)

    def hello(self, spec, parameters, mutant, replicas):
        if spec != "Raft":
            raise ValueError("this adapter is for the spec Raft, not for " + spec)
        if mutant:
            raise ValueError("the package as it is has no change " + mutant)
        if parameters["servers"] < 2:
            raise ValueError("a server alone elects itself in one step, which is two in the spec; have two or more")
        self.count, self.figure8 = parameters["servers"], parameters["figure8"] == 1
        self.steps = Steps(parameters["terms"] + 2 * self.figure8, parameters["entries"])
        return VARIABLES

    def start(self, state):
        self.world = World.new(self.count, keepsTerm="--keeps-term" in sys.argv)
        for action in FIGURE_8 if self.figure8 else []:
            self.world, _ = self.steps.take(self.world, *action)

    def take(self, action, arguments, order):
        self.world, answer = self.steps.take(self.world, action, *map(number, arguments))
        if answer is not None:
            raise answer

    def state(self):
        return observe(self.world)

    def snapshot(self):
        # What has been is never changed: an input makes another world.
        return self.world

    def restore(self, copy):
        self.world = copy


def number(argument):
    return int(argument[1:]) if isinstance(argument, str) else argument


quorate.serve(PySyncObj())
