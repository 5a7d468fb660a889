import QuorateFaults

/// Zab, ZooKeeper's atomic broadcast: the history of a new leader replaces those of its followers, before it goes on.
///
/// Junqueira, Reed and Serafini, "Zab: High-performance broadcast for primary-backup systems", DSN 2011. A server that has
/// the latest current epoch of a quorum, and of those the longest history, is elected to lead the next epoch; its followers promise to hear nothing of earlier ones (discovery). Each takes over the leader's history, and
/// then the epoch as its current one, both on disk, and acknowledges (synchronisation). Then the leader broadcasts.
///
/// An epoch is a claim to have the history that goes with it, so the order of the two writes matters: ZooKeeper has
/// written the epoch first (https://github.com/apache/zookeeper/pull/2028, ZOOKEEPER-4643), and has acknowledged before
/// the history was on disk (https://github.com/apache/zookeeper/pull/1993, ZOOKEEPER-4646).
///
/// What is abstracted: election and discovery are one step, with no more followers than a quorum needs; a follower takes
/// what it is missing out of its leader's history as it is now; what a server acknowledges is counted as long as it
/// follows. A run begins when the first epoch is synchronised, with r0 as its leader. One step, `restart`, is all that
/// can happen to a server: it goes back to the election with what is on its disk, because it has crashed or because it
/// no longer hears from the others. Progress is not asked for.
struct AtomicBroadcast: Spec {
    static let summary = "Followers take over the history of a new leader before they take its transactions."
    static let source =
        "Junqueira, Reed and Serafini, Zab: High-performance broadcast for primary-backup systems (2011)"

    var servers: ReplicaSet
    /// The last epoch; a run begins in epoch 1.
    var epochs: Int
    /// Greatest length of a history.
    var transactions: Int
    var mutant: Mutant?

    /// `servers` servers (1 to 5), epochs 1 to `epochs` (1 to 3), histories of up to `transactions` (1 to 3).
    init(servers: Int = 3, epochs: Int = 3, transactions: Int = 1, mutant: Mutant? = nil) {
        self.servers = ReplicaSet(count: servers)
        self.epochs = epochs
        self.transactions = transactions
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("servers", \.servers, in: 1...5), Parameter("epochs", \.epochs, in: 1...3),
            Parameter("transactions", \.transactions, in: 1...3),
        ]
    }
    var replicas: ReplicaSet { servers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: servers, faults: (servers.count - 1) / 2, .crashRecovery, network: .fifo,
            notes: [
                "epochs: \(epochs); transactions of a history: at most \(transactions)",
                "what is written to disk stays; servers may restart at any time, so f bounds no run",
            ])
    }

    var quorum: Int { QuorumSize.majority(n: servers.count) }

    enum Phase: FiniteValue {
        case election, leading
        /// A follower that has not begun to synchronise.
        case discovery
        /// One of the three steps of the synchronisation is done, and two are.
        case synchronisation, lateSynchronisation
        case broadcast
    }

    /// Steps of the synchronisation, in their order.
    enum Step { case history, epoch, acknowledgment }
    var steps: [Step] {
        switch mutant {
        case .earlyAcknowledgment: [.acknowledgment, .history, .epoch]
        case .epochFirst: [.epoch, .history, .acknowledgment]
        case nil: [.history, .epoch, .acknowledgment]
        }
    }

    typealias Epoch = BoundedInt<0, 3>
    /// Number of transactions of a history.
    typealias Length = BoundedInt<0, 3>

    struct State: SpecState {
        /// Epochs of the transactions on each server's disk.
        var history = ReplicaMap(History())
        /// The last epoch of which a server has heard, and that of the leader whose history it has; both on disk.
        var acceptedEpoch = ReplicaMap<Epoch>(1)
        var currentEpoch = ReplicaMap<Epoch>(1)
        var phase = ReplicaMap<Phase>(.broadcast)
        /// Number of transactions that a server has acknowledged to the leader that it follows.
        var acknowledged = ReplicaMap<Length>(0)
        /// The transactions that were committed last.
        var committed = History()
    }

    var initialStates: [State] {
        var state = State()
        state.phase[0] = .leading
        return [state]
    }

    enum Action: SpecAction {
        case restart(ReplicaID)
        case elect(ReplicaID, epoch: Int, followers: ReplicaSet)
        /// A server follows a leader that has been elected without it.
        case follow(ReplicaID, leader: ReplicaID)
        case writeHistory(ReplicaID)
        case writeEpoch(ReplicaID)
        /// A follower acknowledges the leader's history, which it should have written.
        case acknowledge(ReplicaID)
        case propose(ReplicaID)
        /// A follower takes the next transaction and acknowledges it.
        case accept(ReplicaID)
        case commit(ReplicaID, length: Int)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in servers {
            switch s.phase[i] {
            case .election: elect(i, s, &next)
            case .leading: lead(i, s, &next)
            case .discovery, .synchronisation, .lateSynchronisation, .broadcast:
                if let leader = leader(of: s.acceptedEpoch[i], s) { synchronise(i, with: leader, s, &next) }
            }
            next.take(.restart(i), if: s.phase[i] != .election) { $0.leave(i, for: .election) }
        }
    }

    private func leader(of epoch: Epoch, _ s: State) -> ReplicaID? {
        servers.filter { s.phase[$0] == .leading && s.acceptedEpoch[$0] == epoch }.first { _ in true }
    }

    @inline(__always)
    private func elect(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        var epoch = s.acceptedEpoch[i].value + 1
        while epoch <= epochs {
            let behind = (servers - [i]).filter {
                s.phase[$0] == .election && s.acceptedEpoch[$0] < epoch && isBehind($0, i, s)
            }
            for followers in behind.subsets where followers.count + 1 == quorum {
                next.take(.elect(i, epoch: epoch, followers: followers)) {
                    for j in followers { $0.leave(j, for: .discovery, in: epoch) }
                    $0.leave(i, for: .leading, in: epoch)
                    $0.currentEpoch[i] = Epoch(epoch)
                }
            }
            epoch += 1
        }
        for l in servers where s.phase[l] == .leading && s.acceptedEpoch[l] >= s.acceptedEpoch[i] {
            next.take(.follow(i, leader: l)) { $0.leave(i, for: .discovery, in: s.acceptedEpoch[l].value) }
        }
    }

    /// Order of the election: the current epoch comes first, then the last transaction.
    private func isBehind(_ j: ReplicaID, _ i: ReplicaID, _ s: State) -> Bool {
        (s.currentEpoch[i].value, s.history[i]) >= (s.currentEpoch[j].value, s.history[j])
    }

    @inline(__always)
    private func synchronise(
        _ i: ReplicaID, with leader: ReplicaID, _ s: State, _ next: inout Next<Self>
    ) {
        let done: Int
        switch s.phase[i] {
        case .election, .leading: return
        case .discovery: done = 0
        case .synchronisation: done = 1
        case .lateSynchronisation: done = 2
        case .broadcast: return accept(i, from: leader, s, &next)
        }
        switch steps[done] {
        case .history:
            next.take(.writeHistory(i)) {
                $0.history[i] = s.history[leader]
                $0.advance(i)
            }
        case .epoch:
            next.take(.writeEpoch(i)) {
                $0.currentEpoch[i] = s.acceptedEpoch[i]
                $0.advance(i)
            }
        case .acknowledgment:
            next.take(.acknowledge(i)) {
                $0.acknowledged[i] = Length(s.history[done == 0 ? leader : i].count)
                $0.advance(i)
            }
        }
    }

    @inline(__always)
    private func accept(_ i: ReplicaID, from leader: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let taken = s.history[i].count
        next.take(.accept(i), if: taken < s.history[leader].count) {
            $0.history[i] = s.history[leader].prefix(taken + 1)
            $0.acknowledged[i] = Length(taken + 1)
        }
    }

    @inline(__always)
    private func lead(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (epoch, history) = (s.acceptedEpoch[i], s.history[i])
        let followers = servers.filter { j in
            s.acceptedEpoch[j] == epoch && hasAcknowledged(s.phase[j])
        }
        next.take(.propose(i), if: history.count < transactions && followers.count + 1 >= quorum) {
            $0.history[i].append(epoch.value)
        }
        var length = 1
        while length <= history.count {
            let having = followers.filter { s.acknowledged[$0] >= length }
            let isNews = !s.committed.hasPrefix(history.prefix(length))
            next.take(.commit(i, length: length), if: having.count + 1 >= quorum && isNews) {
                $0.committed = history.prefix(length)
            }
            length += 1
        }
    }

    private func hasAcknowledged(_ phase: Phase) -> Bool {
        switch phase {
        case .election, .leading, .discovery: false
        case .synchronisation, .lateSynchronisation: mutant == .earlyAcknowledgment
        case .broadcast: true
        }
    }

    var environmentActions: [String] { ["restart", "propose"] }

    var properties: [Property<State>] {
        let (servers, epochs) = (servers, epochs)
        let newest = { @Sendable (s: State) in servers.reduce(0) { max($0, s.acceptedEpoch[$1].value) } }
        let leaders = { @Sendable (s: State) in
            servers.filter { s.phase[$0] == .leading && s.acceptedEpoch[$0].value == newest(s) }
        }
        let goals: [Property<State>] = [
            .reachable("a new leader has what an older one committed") { s in
                s.committed.count > 0 && s.committed[s.committed.count] < newest(s)
                    && leaders(s).contains { s.history[$0].hasPrefix(s.committed) }
            },
            .reachable("another transaction is committed in the place of one that was proposed") { s in
                s.committed.count > 0
                    && servers.contains { !s.history[$0].hasPrefix(s.committed) && s.history[$0].count > 0 }
            },
        ]
        return [
            .always("committed transactions stay", when: { s in s.committed.count > 0 }) { s in
                leaders(s).allSatisfy { s.history[$0].hasPrefix(s.committed) }
            }
        ] + (epochs > 1 && servers.count > 2 ? goals + [following] : [])
    }

    /// A leader is elected by a quorum, and the others follow it later; one of two servers has nobody left.
    private var following: Property<State> {
        .reachable("all servers are in the broadcast of a new leader") { [servers] s in
            servers.allSatisfy { s.phase[$0] == .leading || s.phase[$0] == .broadcast }
                && servers.allSatisfy { s.acceptedEpoch[$0] > 1 }
        }
    }

    var requiredActions: [String] { servers.count > 1 ? ["accept"] : [] }
}

extension AtomicBroadcast.State {
    /// Server `i` forgets what is not on its disk; it hears of `epoch`, if there is one.
    mutating func leave(_ i: ReplicaID, for phase: AtomicBroadcast.Phase, in epoch: Int = 0) {
        self.phase[i] = phase
        acknowledged[i] = 0
        acceptedEpoch[i] = max(acceptedEpoch[i], AtomicBroadcast.Epoch(epoch))
    }

    /// Follower `i` has done a step of the synchronisation; with the last it acknowledges all that it has.
    mutating func advance(_ i: ReplicaID) {
        switch phase[i] {
        case .election, .leading, .broadcast: break
        case .discovery: phase[i] = .synchronisation
        case .synchronisation: phase[i] = .lateSynchronisation
        case .lateSynchronisation:
            phase[i] = .broadcast
            acknowledged[i] = AtomicBroadcast.Length(history[i].count)
        }
    }
}
