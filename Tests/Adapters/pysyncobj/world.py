"""Servers of PySyncObj with their disks, their clock and everything that they have sent."""

import pickle

import pysyncobj.syncobj as package
from pysyncobj import SyncObj, SyncObjConf
from pysyncobj.journal import MemoryJournal
from pysyncobj.node import Node
from pysyncobj.transport import Transport

NEVER = 1e9  # seconds
ROLES = {0: "follower", 1: "candidate", 2: "leader"}


class Clock:
    """The time, which passes when the harness says so: far enough in each step for every timer to end."""

    now = 0.0


package.monotonicTime = lambda: Clock.now


class Disk(MemoryJournal):
    """What a restart finds: the package's journal as its file keeps it, with the commit index."""

    def __init__(self):
        super().__init__()
        self.commit = 1

    def setRaftCommitIndex(self, index):
        self.commit = index

    def getRaftCommitIndex(self):
        return self.commit

    def copy(self):
        other = Disk()
        for entry in self:
            other.add(*entry)
        other.commit = self.commit
        return other


class Wire(Transport):
    """A transport that keeps what is sent."""

    def __init__(self, syncObj, selfNode, otherNodes):
        super().__init__(syncObj, selfNode, otherNodes)
        self.sent = []

    ready = True

    def tryGetReady(self):
        pass

    def send(self, node, message):
        self.sent.append((node.id, pickle.dumps(message)))
        return True

    def destroy(self):
        pass


class Server:
    """One server: an object of the package, and its disk."""

    def __init__(self, number, count, keepsTerm):
        self.number, self.count, self.keepsTerm = number, count, keepsTerm
        self.disk = Disk()
        self.history = []
        self.start()

    def copy(self):
        """An object of the package cannot be copied: another one gets all its inputs again."""
        other = Server(self.number, self.count, self.keepsTerm)
        for what in self.history:
            other.feed(*what)
        return other

    def start(self):
        # A disk that is there is the journal that the package opens.
        package.createJournal = lambda file: self.disk
        conf = SyncObjConf(autoTick=False, raftMinTimeout=1, raftMaxTimeout=2, leaderFallbackTimeout=NEVER,
                           logCompactionMinTime=NEVER,
                           pollerType="select")
        others = [Node(i) for i in range(self.count) if i != self.number]
        self.wire = None
        self.object = SyncObj(Node(self.number), others, conf, transportClass=Wire)
        self.wire = self.private("transport")
        for node in others:
            self.wire._onNodeConnected(node)
        self.writing = None

    def private(self, name):
        return getattr(self.object, "_SyncObj__" + name)

    def keep(self, name, value):
        setattr(self.object, "_SyncObj__" + name, value)

    def feed(self, kind, *arguments):
        """Gives the server one input, and returns what it sends: receivers and messages."""
        self.history.append((kind,) + arguments)
        wasLeader, before = self.role == "leader", self.disk.copy()
        getattr(self, kind)(*arguments)
        if self.role == "leader" and not wasLeader:
            # It writes its no-op first, and sends when it has: what the disk was before is what a crash finds.
            self.writing = before
        if self.writing is not None:
            return []
        sent, self.wire.sent = self.wire.sent, []
        return sent

    def receive(self, sender, message):
        self.wire._onMessageReceived(Node(sender), pickle.loads(message))

    def tick(self):
        Clock.now += 100
        self.object._onTick(0)

    def goOn(self):
        self.writing = None

    def propose(self):
        self.object._applyCommand(b"", None, package._COMMAND_TYPE.NO_OP)
        # One tick takes the command, the next one sends it.
        self.tick()
        self.tick()

    def restart(self):
        term, vote = self.term, self.vote
        if self.writing is not None:
            self.disk = self.writing
        self.start()
        if self.keepsTerm:
            self.keep("raftCurrentTerm", term)
            self.keep("votedForNodeId", vote)

    @property
    def term(self):
        return self.private("raftCurrentTerm")

    @property
    def vote(self):
        return self.private("votedForNodeId")

    @property
    def role(self):
        return ROLES[self.private("raftState")]

    @property
    def commit(self):
        """Entries committed, without the one that every log begins with."""
        return self.private("raftCommitIndex") - 1

    @property
    def log(self):
        """The terms of the entries, without the one that every log begins with."""
        return [entry[2] for entry in self.disk[:]][1:]


class World:
    """All servers. A copy shares them until one gets an input, and that one is made anew."""

    def __init__(self, servers):
        self.servers = servers
        self.shared = set()
        self.sent = set()  # (sender, receiver, the sender's term, bytes)
        self.leaders, self.known, self.committed = {}, {}, {}

    @staticmethod
    def new(count, keepsTerm):
        return World([Server(i, count, keepsTerm) for i in range(count)])

    @property
    def count(self):
        return len(self.servers)

    def copy(self):
        other = World(list(self.servers))
        other.shared, other.sent = set(range(self.count)), set(self.sent)
        other.leaders, other.known, other.committed = dict(self.leaders), dict(self.known), dict(self.committed)
        return other

    def after(self, *inputs):
        other = self.copy()
        for what in inputs:
            other.feed(*what)
        return other

    def feed(self, kind, number, *arguments):
        """Gives one input to one server, and keeps what it sends."""
        if number in self.shared:
            self.servers[number] = self.servers[number].copy()
            self.shared.remove(number)
        server = self.servers[number]
        for receiver, message in server.feed(kind, *arguments):
            self.sent.add((number, receiver, server.term, message))
        self.note(server)

    def note(self, server):
        """Remembers what a server has done as a leader, which it forgets when it restarts."""
        if server.role != "leader":
            return
        key = (server.term, server.number)
        self.known.setdefault(key, server.commit)
        self.leaders[key] = self.log(server)
        if server.commit > self.known[key]:
            self.committed[key] = max(self.committed.get(key, 0), server.commit)

    @staticmethod
    def log(server):
        """The log without what is being written."""
        return server.log if server.writing is None else [entry[2] for entry in server.writing[:]][1:]

    def messages(self, kind, sender=None, receiver=None):
        """The messages of a kind, each with its sender, its receiver, the sender's term, its bytes and its content."""
        found = []
        for one in sorted(self.sent):
            if sender in (None, one[0]) and receiver in (None, one[1]):
                content = pickle.loads(one[3])
                if content["type"] == kind:
                    found.append(one + (content,))
        return found
