"""The state of the spec Raft that servers of PySyncObj, their disks and their messages show."""

from quorate_adapter import Record

VARIABLES = ["messages", "term", "vote", "log", "role", "requests", "appends", "acknowledged"]


def name(number):
    return "nobody" if number is None else "r%d" % number


def observe(world):
    def each(value):
        return {name(i): value(i) for i in range(world.count)}

    def perLeadership(values, otherwise):
        return {term: each(lambda i: values.get((term, i), otherwise)) for term in range(1, 5)}

    requests = {
        (content["term"], sender): Record(term=content["last_log_term"], index=content["last_log_index"] - 1)
        for sender, _, _, _, content in world.messages("request_vote")}
    return {
        "messages": Record({"#set": said(world)}),
        "term": each(lambda i: world.servers[i].term),
        "vote": each(lambda i: name(world.servers[i].vote)),
        "log": each(lambda i: world.log(world.servers[i])),
        "role": each(lambda i: world.servers[i].role),
        "requests": perLeadership(requests, "none"),
        "appends": perLeadership(world.leaders, "none"),
        "acknowledged": perLeadership(acknowledgements(world), 0),
    }


def acknowledgements(world):
    """The greatest length that each server has acknowledged in each term."""
    greatest = {}
    for sender, _, term, _, content in world.messages("next_node_idx"):
        if content["success"]:
            length = content["next_node_idx"] - 2
            greatest[term, sender] = max(length, greatest.get((term, sender), 0))
    return greatest


def said(world):
    """The votes and the commitments."""
    # A candidate votes for itself without a message.
    votes = {(sender, sender, content["term"]) for sender, _, _, _, content in world.messages("request_vote")}
    votes |= {(sender, receiver, content["term"])
              for sender, receiver, _, _, content in world.messages("response_vote")}
    commitments = {(term, known) for (term, _), length in world.committed.items() for known in range(1, length + 1)}
    return [
        Record(tag="vote", value=Record({"by": name(by), "for": name(candidate), "term": term}))
        for by, candidate, term in sorted(votes)
    ] + [Record(tag="commit", value=Record(term=term, length=length)) for term, length in sorted(commitments)]
