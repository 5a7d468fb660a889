import QuorateFaults

/// Reads of a Raft leader that do not go through the log: it answers from its commit index, once that is known to be new
/// enough and the leader is known to be the leader still.
///
/// Ongaro, "Consensus: Bridging Theory and Practice" (2014), section 6.4: a leader that is asked waits until it has
/// committed an entry of its own term, which is why it begins with a no-op; it takes its commit index for the read index;
/// it hears from a majority that no newer leader has been elected; then it answers. Implementations have answered before
/// the first of these steps: https://github.com/etcd-io/etcd/issues/7331, https://github.com/tikv/tikv/pull/6340,
/// https://github.com/tikv/tikv/pull/9239 and https://github.com/RedisLabs/redisraft/pull/22.
///
/// What is abstracted, as in `MembershipChange`: an election is one step, with no more voters than the candidate needs,
/// and a follower takes one entry at a time, with the commit index, out of the log of a server that leads a term, as it
/// is now; what followers have is counted while they are in the leader's term. The first entry of a term is its no-op.
/// There is one read, of a leader at any time; one that is deposed drops it, and the client would ask again.
struct ReadIndex: Spec {
    static let summary = "A Raft leader answers a read from its commit index after a round of heartbeats."
    static let source = "Ongaro, Consensus: Bridging Theory and Practice (2014), section 6.4"

    var servers: ReplicaSet
    /// Number of terms.
    var terms: Int
    /// Greatest number of commands in a log.
    var commands: Int
    var mutant: Mutant?

    /// `servers` servers (1 to 5), terms 1 to `terms` (1 to 3), and logs of at most `commands` commands (1 to 3).
    init(servers: Int = 3, terms: Int = 2, commands: Int = 1, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.terms = terms
        self.commands = commands
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...5), Parameter("terms", \.terms, in: 1...3),
            Parameter("commands", \.commands, in: 1...3),
        ]
    }
    var replicas: ReplicaSet { servers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: (servers.count - 1) / 2, .crashStop,
            network: [.lossy, .duplicating],
            notes: [
                "terms: \(terms); commands of a log: at most \(commands)",
                "a server that is silent cannot be told from one that is down, so f bounds no run",
                "a read is owed its end where all servers take steps",
            ])
    }

    func validate() throws {
        guard terms + commands > Log.capacity else { return }
        throw SpecError(
            spec: Self.name,
            message: "terms=\(terms) and commands=\(commands) make logs of more than \(Log.capacity) entries")
    }

    var majority: Int { QuorumSize.majority(n: servers.count) }
    var hasNoOps: Bool { mutant != .noNoOp }

    enum Phase: FiniteValue {
        case idle
        /// The leader has been asked, and has no read index yet.
        case waiting
        /// It has one, and sends heartbeats.
        case confirming
        case answered
        /// The leader has heard of a newer term.
        case dropped
    }

    struct State: SpecState {
        /// Terms of the entries of each server's log.
        var log = ReplicaMap(Log())
        var term = ReplicaMap<BoundedInt<0, 3>>(0)
        var commitIndex = ReplicaMap<BoundedInt<0, 4>>(0)
        /// Servers that lead their term.
        var leaders = ReplicaSet()
        /// Servers that have answered the heartbeats of the read.
        var acknowledged = ReplicaSet()
        var read = Phase.idle
        /// The leader that is asked.
        var reader: ReplicaID = 0
        var readIndex: BoundedInt<0, 4> = 0
        /// Number of commands that were committed when the read began.
        var expected: BoundedInt<0, 4> = 0
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        /// A candidate is elected by `voters`, and appends a no-op.
        case elect(ReplicaID, term: Int, voters: ReplicaSet)
        case propose(ReplicaID)
        /// AppendEntries: a follower takes the next entry and the commit index.
        case append(ReplicaID, leader: ReplicaID)
        case commit(ReplicaID, index: Int)
        case beginRead(ReplicaID)
        /// The leader takes its commit index for the read index.
        case fixIndex(ReplicaID)
        /// The answer to a heartbeat that was sent after that.
        case acknowledge(ReplicaID)
        case answer(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in servers {
            elect(i, s, &next)
            guard s.leaders.contains(i) else { continue }
            next.take(.propose(i), if: s.log[i].commands(afterNoOps: hasNoOps) < commands) {
                $0.log[i].append(s.term[i].value)
            }
            for j in servers - [i] { append(j, i, s, &next) }
            commit(i, s, &next)
            next.take(.beginRead(i), if: s.read == .idle) {
                $0.read = .waiting
                $0.reader = i
                $0.expected = BoundedInt(committedCommands(in: s))
            }
        }
        read(s, &next)
    }

    @inline(__always)
    private func elect(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        var term = s.term[i].value + 1
        while term <= terms {
            let voters = servers.filter {
                $0 == i || s.term[$0] < term && s.log[i].isUpToDate(for: s.log[$0])
            }
            for quorum in voters.subsets where quorum.count == majority && quorum.contains(i) {
                next.take(.elect(i, term: term, voters: quorum)) {
                    for j in quorum { $0.enter(term, j) }
                    $0.leaders.insert(i)
                    if hasNoOps { $0.log[i].append(term) }
                }
            }
            term += 1
        }
    }

    @inline(__always)
    private func append(_ j: ReplicaID, _ leader: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, log, own) = (s.term[leader].value, s.log[leader], s.log[j])
        guard s.term[j] <= term else { return }
        let common = own.commonLength(with: log)
        let isMissing = common < log.count
        // Entries behind those of the leader stay, unless one conflicts.
        let length = isMissing ? common + 1 : common
        let index = max(s.commitIndex[j].value, min(s.commitIndex[leader].value, length))
        let isNews = isMissing || s.term[j] < term || s.commitIndex[j] < index
        next.take(.append(j, leader: leader), if: isNews) {
            $0.enter(term, j)
            if isMissing { $0.log[j] = log.prefix(length) }
            $0.commitIndex[j] = BoundedInt(index)
        }
    }

    /// Commitment of entries of the leader's own term, which a majority has in that term.
    @inline(__always)
    private func commit(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (term, log) = (s.term[i], s.log[i])
        var index = log.count
        while index > s.commitIndex[i].value && log[index] == term.value {
            let having = servers.filter { s.term[$0] == term && s.log[$0].commonLength(with: log) >= index }
            next.take(.commit(i, index: index), if: having.count >= majority) {
                $0.commitIndex[i] = BoundedInt(index)
            }
            index -= 1
        }
    }

    @inline(__always)
    private func read(_ s: State, _ next: inout Next<Self>) {
        let (reader, index) = (s.reader, s.commitIndex[s.reader])
        let isOwn = index > 0 && s.log[reader][index.value] == s.term[reader].value
        next.take(.fixIndex(reader), if: s.read == .waiting && (isOwn || mutant == .earlyRead)) {
            $0.read = .confirming
            $0.readIndex = index
        }
        guard s.read == .confirming else { return }
        for j in servers - s.acknowledged - [reader] {
            next.take(.acknowledge(j), if: s.term[j] <= s.term[reader]) {
                $0.enter(s.term[reader].value, j)
                $0.acknowledged.insert(j)
            }
        }
        let isConfirmed = s.acknowledged.count + 1 >= majority || mutant == .noHeartbeats
        next.take(.answer(reader), if: isConfirmed) {
            $0.read = .answered
            $0.acknowledged = []
        }
    }

    private func committedCommands(in s: State) -> Int {
        servers.reduce(0) { max($0, seen(by: $1, upTo: s.commitIndex[$1].value, s)) }
    }

    /// Number of commands among the first `index` entries of `server`.
    func seen(by server: ReplicaID, upTo index: Int, _ s: State) -> Int {
        s.log[server].prefix(index).commands(afterNoOps: hasNoOps)
    }

    /// Elections, which take a timeout, and what clients ask for.
    var environmentActions: [String] { ["elect", "propose", "beginRead"] }

    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .append(let i, _), .commit(let i, _), .fixIndex(let i), .acknowledge(let i), .answer(let i):
                i
            case .elect, .propose, .beginRead: nil
            }
        }
    }

    var properties: [Property<State>] {
        let answer = { @Sendable [self] (s: State) in seen(by: s.reader, upTo: s.readIndex.value, s) }
        let properties: [Property<State>] = [
            .always(
                "no stale reads", when: { s in s.read == .answered },
                then: { s in answer(s) >= s.expected.value }),
            .always("only a leader is read from") { s in
                s.read != .waiting && s.read != .confirming || s.leaders.contains(s.reader)
            },
            .always("a majority has what is committed") { [servers, majority] s in
                servers.allSatisfy { i in
                    servers.filter {
                        s.log[$0].commonLength(with: s.log[i]) >= s.commitIndex[i].value
                    }.count >= majority
                }
            },
            .leadsTo(
                "every read ends", from: { s in s.read == .waiting || s.read == .confirming },
                to: { s in s.read == .answered || s.read == .dropped }),
            .reachable("a read sees a command") { s in s.read == .answered && answer(s) > 0 },
        ]
        let drop = Property<State>.reachable("a deposed leader drops a read") { s in s.read == .dropped }
        let haste = Property<State>.reachable("a read does not wait for a server that is behind") {
            [servers] s in
            s.read == .answered && servers.contains { s.term[$0] < s.term[s.reader] }
        }
        return properties + (terms > 1 ? [drop] : []) + (servers.count > 2 ? [haste] : [])
    }
}

extension ReadIndex.State {
    /// Server `i` hears of `term`; in a newer one than its own it leads no longer.
    mutating func enter(_ term: Int, _ i: ReplicaID) {
        guard self.term[i] < term else { return }
        self.term[i] = BoundedInt(term)
        leaders.remove(i)
        if reader == i && (read == .waiting || read == .confirming) {
            read = .dropped
            (reader, readIndex, expected, acknowledged) = (0, 0, 0, [])
        }
    }
}
