"""The actions of the spec Raft as inputs of servers of PySyncObj."""

from observation import observe
from quorate_adapter import Impossible, Never


def delivery(one):
    sender, receiver, _, message = one[:4]
    return ("receive", receiver, sender, message)


class Steps:
    """The spec with its parameters."""

    def __init__(self, lastTerm, entries):
        self.lastTerm, self.entries = lastTerm, entries

    def take(self, world, action, i, *arguments):
        """The world after the inputs of an action; and Impossible or Never, or None where they were given."""
        return getattr(self, action)(world, i, *arguments)

    def hearing(self, world, i, term):
        """A new leader whose no-op is not written yet gives way to a later term only by a crash."""
        server = world.servers[i]
        return [("restart", i)] if server.writing is not None and term > server.term else []

    def timeout(self, world, i):
        server = world.servers[i]
        if server.term >= self.lastTerm or server.role == "leader":
            return world, Impossible()
        return world.after(("tick", i)), None

    def vote(self, world, i, candidate, term):
        for one in world.messages("request_vote", candidate, i):
            if one[4]["term"] == term:
                return world.after(*self.hearing(world, i, term), delivery(one)), None
        return world, Impossible()

    refuse = vote

    def lead(self, world, i):
        votes = [delivery(one) for one in world.messages("response_vote", None, i)]
        return (world.after(*votes), None) if votes else (world, Impossible())

    def reject(self, world, i, sender):
        term = world.servers[i].term
        for kind in "append_entries", "request_vote":
            for one in world.messages(kind, sender, i):
                if one[4]["term"] < term:
                    after = world.after(delivery(one))
                    if observe(after) == observe(world):
                        return world, Never("a message of an earlier term is dropped without an answer")
                    return after, None
        return world, Impossible()

    def discover(self, world, i, term):
        return world, Impossible()

    def restart(self, world, i):
        return world.after(("restart", i)), None

    def propose(self, world, i):
        server = world.servers[i]
        if server.writing is not None:
            return (world.after(("goOn", i)) if len(world.log(server)) < self.entries else world), None
        if len(server.log) >= self.entries:
            return world, Impossible()
        return world.after(("propose", i)), None

    def append(self, world, i, leader, term, length):
        talk = world.after(*self.hearing(world, i, term))
        for _ in range(6):
            fitting = self.fitting(talk, i, leader, term, length)
            if fitting is not None:
                heard = talk.after(delivery(fitting))
                if observe(heard) == observe(world):
                    return heard, None
                return self.acknowledged(world, heard, i, leader, term, length)
            talk = self.exchange(talk, i, leader, term)
            if talk is None:
                break
        if (term, leader) not in world.leaders:
            return world, Impossible()
        return world, Never(self.silence(world.servers[leader], term))

    def silence(self, server, term):
        """The reason why a leader does not send what the spec lets a follower have."""
        if server.role != "leader" or server.term != term:
            return "a server that leads no longer sends nothing more"
        if server.writing is not None:
            return "the first message of a leader has its no-op"
        return "a leader sends all that a server lacks at once"

    def pieces(self, world, i, leader, term):
        """What a leader has sent to server i in a term: whether the log agrees before it, where it ends, the message."""
        log = [0] + world.servers[i].log
        for one in world.messages("append_entries", leader, i):
            content = one[4]
            if content["term"] != term:
                continue
            before = content["prevLogIdx"] - 1
            fits = before < len(log) and log[before] == content["prevLogTerm"]
            yield fits, before + len(content["entries"]), one

    def fitting(self, world, i, leader, term, length):
        for fits, end, one in self.pieces(world, i, leader, term):
            if fits and end == length or length == 0 and not fits:
                return one
        return None

    def exchange(self, world, i, leader, term):
        """Server i says that entries do not fit, and the leader goes back; nil where it sends nothing new."""
        server = world.servers[leader]
        if server.role != "leader" or server.term != term or server.writing is not None:
            return None
        known = len(list(self.pieces(world, i, leader, term)))
        attempts = [[delivery(one)] for fits, _, one in self.pieces(world, i, leader, term) if not fits]
        for attempt in attempts + [[]]:
            heard = world.after(*attempt)
            answers = [one for one in heard.messages("next_node_idx", i, leader)
                       if one[2] == term and not one[4]["success"]]
            told = heard.after(*[delivery(one) for one in answers if attempt], ("tick", leader))
            isNew = len(list(self.pieces(told, i, leader, term))) > known
            if isNew and told.servers[leader].commit == server.commit:
                return told
        return None

    def acknowledged(self, before, world, i, leader, term, length):
        """Server i acknowledges the last of some entries only when it hears from the leader again."""
        if length == 0 or self.acknowledgement(world, i, term) >= length:
            return world, None
        server = world.servers[leader]
        if server.role == "leader" and server.term == term:
            told = world.after(("tick", leader))
            for fits, end, one in self.pieces(told, i, leader, term):
                if fits and end == length and not one[4]["entries"]:
                    return told.after(delivery(one)), None
        return before, Never("the last entry is acknowledged when the leader sends again, and this one does not")

    def acknowledgement(self, world, i, term):
        lengths = [one[4]["next_node_idx"] - 2 for one in world.messages("next_node_idx", i)
                   if one[2] == term and one[4]["success"]]
        return max(lengths + [0])

    def commit(self, world, i, length):
        term = world.servers[i].term
        best, stale = {}, []
        for one in world.messages("next_node_idx", None, i):
            index = one[4]["next_node_idx"] - 2
            if not one[4]["success"] or index < length:
                continue
            if one[2] < term:
                stale.append(one)
            elif index < best.get(one[0], (99,))[0]:
                best[one[0]] = (index, one)
        exact = [one for index, one in best.values() if index == length]
        if best and not exact:
            return world, Never("entries that are acknowledged together are committed together")
        if not exact and not stale:
            return world, Impossible()
        return world.after(*[delivery(one) for one in stale + exact], ("tick", i)), None
