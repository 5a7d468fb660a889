"""Two-phase commit in Python, under Quorate. A first argument makes the code, or the adapter, wrong in one way."""
import copy
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Kits", "python"))
from quorate_adapter import Adapter, Impossible, Never, Refused, message, serve  # noqa: E402


class Coordinator:
    def __init__(self, managers, hasty):
        self.managers, self.hasty = managers, hasty
        self.heard, self.decision = set(), "undecided"

    def commit(self):
        enough = len(self.heard) == self.managers or self.hasty and self.heard
        if self.decision != "undecided" or not enough:
            raise Refused
        self.decision = "committed"


class TwoPhaseCommit(Adapter):
    def __init__(self, wrong):
        self.wrong, self.started = wrong, 0
        if wrong == "snapshots":
            self.can = ("snapshots", "orders")

    def hello(self, spec, parameters, mutant, replicas):
        if spec != "TwoPhaseCommit":
            raise ValueError(f"this is two-phase commit, and no {spec}")
        self.hasty = self.wrong == "hasty" or mutant == "hasty-commit"
        self.replicas = replicas
        if self.wrong == "blind":
            return []
        if self.wrong in ("partial", "shrugs"):
            return ["decision", "acknowledged"]
        if self.wrong == "secretive":
            return ["decision"]
        if self.wrong == "inventive":
            return ["decision", "weather"]
        return ["manager", "prepared", "acknowledged", "decision"]

    def start(self, state):
        self.coordinator = Coordinator(len(self.replicas), self.hasty)
        self.manager = dict(state["manager"])
        self.prepared = set()
        self.started += 1

    def take(self, action, arguments, order):
        name = arguments[0] if arguments else None
        if self.wrong == "dies" and action == "commit":
            print("no such thing as a commit", file=sys.stderr)
            os._exit(3)
        if self.wrong == "hangs" and action == "receivePrepared":
            time.sleep(60)
        if self.wrong == "noise" and action == "abort":
            os.write(1, b"Aborting now!\n")
        if self.wrong == "talkative" and action == "abort":
            os.write(1, b'{"id":7,"did":"done","state":{}}\n')
        if self.wrong == "endless" and action == "abort":
            while True:
                os.write(1, b"x" * 65536)
        if self.wrong == "throws" and action == "abort":
            raise RuntimeError("no abort")
        if self.wrong == "idle":
            raise Never("not today")
        if self.wrong == "sleeps":
            return None
        if self.wrong == "secretive" and action == "abortAlone":
            self.manager[name] = "aborted"  # and when it is prepared or committed, too
            return None
        if self.wrong == "shrugs" and action == "commit" and len(self.coordinator.heard) < len(self.replicas):
            return None
        return self.step(action, name)

    def step(self, action, name):
        if action == "prepare" or action == "abortAlone":
            if self.manager[name] != "working":
                raise Refused
            self.manager[name] = "prepared" if action == "prepare" else "aborted"
            if action == "prepare":
                self.prepared.add(name)
                return [message(name, "prepared")]
        elif action == "receivePrepared":
            if name not in self.prepared:
                raise Impossible
            if self.coordinator.decision != "undecided":
                raise Refused
            if self.wrong == "unsteady" and self.started % 2 == 0:
                return
            self.coordinator.heard.add(name)
        elif action == "commit":
            self.coordinator.commit()
        elif action == "abort":
            if self.coordinator.decision != "undecided" and self.wrong != "changes its mind":
                raise Refused
            self.coordinator.decision = "aborted"
        else:
            decision = {"obeyCommit": "committed", "obeyAbort": "aborted"}[action]
            if self.coordinator.decision != decision:
                raise Impossible
            if self.wrong == "lies":
                self.manager[name] = decision
                raise Refused
            if self.wrong != "deaf" or name != "r1":
                self.manager[name] = decision

    def state(self):
        all = {
            "manager": self.manager, "prepared": self.prepared, "acknowledged": self.coordinator.heard,
            "decision": self.coordinator.decision,
        }
        if self.wrong in ("partial", "shrugs"):
            return {"decision": all["decision"], "acknowledged": all["acknowledged"]}
        if self.wrong == "secretive":
            return {"decision": all["decision"]}
        return all

    def snapshot(self):
        return copy.deepcopy((self.coordinator, self.manager, self.prepared))

    def restore(self, saved):
        self.coordinator, self.manager, self.prepared = copy.deepcopy(saved)


serve(TwoPhaseCommit(sys.argv[1] if len(sys.argv) > 1 else ""))
