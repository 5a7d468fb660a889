"""The Python side of Quorate's adapter protocol, version 1: the lines, so that an adapter is a class with a method for
each request. Copy this file; it needs nothing but Python 3.8.

Whatever the code under test prints goes to standard error: standard output belongs to the protocol.
"""
import json
import sys


class Refused(Exception):
    """Raised by `take`: the code says no, and nothing has changed."""


class Impossible(Exception):
    """Raised by `take`: there is no such input, since nobody has sent the message."""


class Never(Exception):
    """Raised by `take` with the reason: the code never takes the step, although the spec leaves it open."""


class Adapter:
    """The real replicas under test; a subclass has all of these methods, `snapshot` and `restore` only if it can."""

    can = ()  # "orders" if `take` heeds its order, "snapshots" for snapshot and restore.

    def hello(self, spec, parameters, mutant, replicas):
        """The names of the variables that `state` shows; raise an error for a spec that is another."""
        raise NotImplementedError

    def start(self, state):
        """New replicas, in this initial state of the spec."""
        raise NotImplementedError

    def take(self, action, arguments, order):
        """Gives the replicas the inputs of an action; may return the messages that they have sent."""
        raise NotImplementedError

    def state(self):
        """The variables as the spec would see them, by name."""
        raise NotImplementedError

    def snapshot(self):
        """A copy of everything."""
        raise NotImplementedError

    def restore(self, copy):
        """Makes everything as it was in the copy, which may be asked for again."""
        raise NotImplementedError


def message(sender, content, to=None):
    """A message as `take` returns it in a list; `to` is None for everybody."""
    return {"from": sender, "to": to, "content": content}


def encoded(value):
    """A value of Python as the protocol has it: sets, dicts as maps, tuples; a record is a `Record`."""
    if isinstance(value, Record):
        return {key: encoded(field) for key, field in value.items()}
    if isinstance(value, dict):
        return {"#map": [[encoded(key), encoded(entry)] for key, entry in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"#set": sorted((encoded(element) for element in value), key=json.dumps)}
    if isinstance(value, tuple):
        return {"#tup": [encoded(element) for element in value]}
    if isinstance(value, list):
        return [encoded(element) for element in value]
    return value


def decoded(value):
    """A value of the protocol as Python has it; a record or a case with a payload becomes a `Record`."""
    if isinstance(value, list):
        return [decoded(element) for element in value]
    if not isinstance(value, dict):
        return value
    if "#bigint" in value:
        return int(value["#bigint"])
    if "#set" in value:
        return [decoded(element) for element in value["#set"]]
    if "#tup" in value:
        return tuple(decoded(element) for element in value["#tup"])
    if "#map" in value:
        return {decoded(key): decoded(entry) for key, entry in value["#map"]}
    return Record((key, decoded(field)) for key, field in value.items())


class Record(dict):
    """Fields by name."""


def serve(adapter):
    """Answers requests until there are no more."""
    output, sys.stdout = sys.stdout, sys.stderr
    copies = {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "end":
            break
        try:
            answer = _answer(adapter, request, copies)
        except Exception as error:  # The code threw, which is an answer too.
            answer = {"error": f"{type(error).__name__}: {error}"}
        answer["id"] = request["id"]
        output.write(json.dumps(answer) + "\n")
        output.flush()


def _answer(adapter, request, copies):
    op = request["op"]
    if op == "hello":
        observes = adapter.hello(
            request["spec"], request["parameters"], request["mutant"], request["replicas"])
        return {"protocol": 1, "observes": list(observes), "can": list(adapter.can)}
    if op == "snapshot":
        copies[str(request["id"])] = adapter.snapshot()
        return {"snapshot": str(request["id"])}
    if op == "forget":
        del copies[request["snapshot"]]
        return {}
    answer = {}
    if op == "start":
        adapter.start({name: decoded(value) for name, value in request["state"].items()})
    elif op == "restore":
        adapter.restore(copies[request["snapshot"]])
    elif op == "take":
        answer = _take(adapter, request)
    else:
        raise ValueError(f"no request {op}")
    answer["state"] = {name: encoded(value) for name, value in adapter.state().items()}
    return answer


def _take(adapter, request):
    try:
        arguments = [decoded(argument) for argument in request["arguments"]]
        messages = adapter.take(request["action"], arguments, request.get("order"))
        return {"did": "done", "messages": messages or []}
    except Refused:
        return {"did": "refused"}
    except Impossible:
        return {"did": "impossible"}
    except Never as reason:
        return {"did": "never", "reason": str(reason)}
