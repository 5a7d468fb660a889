import QuorateFaults

/// A file lock service that fails over from a primary to its backup: lease, epoch, fence, and request identifiers.
///
/// Gray and Cheriton, "Leases" (1989), for the wait for a lease of somebody who cannot be reached; Burrows, "The
/// Chubby Lock Service" (2006), sections 2.4 and 2.9, for the epoch of a new master and for the storage that turns
/// away what carries an older number. From a text on split brain in distributed systems (problem 3636616). Four steps,
/// each of which protects something else:
///
/// - the backup waits until the primary's lease is over: no two clients have the lock;
/// - a new epoch, of which the backup tells the storage before it serves: a write that was sent under the old primary's
///   lock and is late is turned away;
/// - the identifier of a request, which the storage keeps with the write: a client that has heard nothing asks again, and
///   its request takes effect once.
///
/// The primary serves while its lease lasts, which the backup renews. A client takes the lock, writes to the file once,
/// and gives the lock back with the answer. When the lease of its server is over it no longer knows: it begins again.
///
/// Differences: a renewal is one step, since the primary counts from its request and the backup from its answer, so
/// that delay could shorten the lease only; the storage knows the new epoch before the backup serves, and in the same
/// step; a client's clock is its server's, so a lock is good as long as the lease of the server that gave it; clients
/// do not crash; and the backup, once it serves, is there to stay.
struct LockFailover: Spec {
    static let summary =
        "A backup takes over a lock service: it waits, opens an epoch, and no request counts twice."
    static let source =
        "Gray and Cheriton, Leases (1989); Burrows, The Chubby Lock Service (2006), section 2.9"

    var clients: Int
    /// Length of the primary's lease, in ticks of its clock.
    var lease: Int
    /// Greatest difference between the two clocks, in ticks.
    var skew: Int
    var mutant: Mutant?

    /// A primary, a backup, and `clients` clients (1 or 2) with a request each.
    init(clients: Int = 2, lease: Int = 1, skew: Int = 1, mutant: Mutant? = nil) {
        self.clients = clients
        self.lease = lease
        self.skew = skew
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("clients", \.clients, in: 1...2), Parameter("lease", \.lease, in: 1...3),
            Parameter("skew", \.skew, in: 1...2),
        ]
    }
    var replicas: ReplicaSet { ReplicaSet(count: 2) }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: replicas, faults: 1, .crashStop, network: .asynchronous,
            notes: [
                "the primary may crash, or be cut off and not renew its lease; storage and clients do not crash",
                "a lease is \(lease) on the primary's clock; the two clocks differ by at most \(skew)",
            ])
    }

    struct Client: Identifier {
        var number: UInt8
        static let prefix = "c"
        static let count = 2
    }
    /// Server that gives locks, which is also the epoch: the first is the old primary's, the second the backup's.
    enum Server: FiniteValue { case primary, backup }
    enum Phase: FiniteValue { case waiting, locked, written, done }
    /// Write of a client's request under a server's lock.
    struct Write: FiniteValue {
        var client: Client
        var server: Server
    }
    typealias Time = BoundedInt<0, 7>
    typealias Ahead = BoundedInt<-2, 2>

    struct State: SpecState {
        var phase = Table<Client, Phase>(.waiting)
        /// Server that gave a client its lock.
        var server = Table<Client, Server>(.primary)
        /// Lock table of each server: the client that has the lock.
        var lock = Table<Server, Client?>(nil)
        /// Writes on their way to the storage.
        var writes = FiniteSet<Write>()
        /// Number of times that each client's request took effect, counted up to 2.
        var effects = Table<Client, BoundedInt<0, 2>>(0)
        /// Answers of the storage on their way.
        var answers = FiniteSet<Client>()
        /// Newest epoch of which the storage knows.
        @Packed var newest: Server = .primary
        /// Time that the lease is still good, by the primary's clock.
        var remaining: Time
        /// Time that the backup still waits, by its own clock.
        var waiting: Time
        /// Ticks by which the primary's clock is ahead of the backup's.
        var ahead: Ahead = 0
        var hasCrashed = false
        var hasTakenOver = false
        /// A write of the old primary took effect, or counted as a repetition, after the new one had begun to serve.
        var isSpoiled = false
    }

    /// Time on the backup's clock after which the primary's lease is over on the primary's. One clock may fall from
    /// `skew` ahead of the other to `skew` behind.
    var wait: Int { mutant == .ignoredSkew ? lease : lease + 2 * skew }

    var initialStates: [State] { [State(remaining: Time(lease), waiting: Time(wait))] }

    enum Action: SpecAction {
        /// The backup renews the primary's lease.
        case renew
        case tickPrimary, tickBackup
        case crash
        /// The backup shows its new epoch to the storage, and serves.
        case takeOver
        case lock(Client, at: Server)
        case write(Client)
        /// A write arrives at the storage.
        case store(Write)
        /// The answer of the storage arrives, and the client gives the lock back.
        case finish(Client)
        /// A client whose lock is over before it has heard anything begins again.
        case retry(Client)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.renew, if: !s.hasCrashed && !s.hasTakenOver) {
            $0.remaining = Time(lease)
            $0.waiting = Time(wait)
        }
        next.take(.tickPrimary, if: s.ahead < skew) {
            $0.ahead += 1
            if s.remaining > 0 { $0.remaining -= 1 }
        }
        next.take(.tickBackup, if: s.ahead > -skew) {
            $0.ahead -= 1
            if s.waiting > 0 { $0.waiting -= 1 }
        }
        next.take(.crash, if: !s.hasCrashed) { $0.hasCrashed = true }
        next.take(.takeOver, if: !s.hasTakenOver && mayTakeOver(s)) {
            $0.hasTakenOver = true
            if mutant != .unannounced { $0.newest = epoch(of: .backup) }
        }
        for c in Client.values.prefix(clients) { steps(of: c, s, &next) }
        for write in s.writes { next.take(.store(write)) { store(write, &$0) } }
    }

    private func mayTakeOver(_ s: State) -> Bool {
        switch mutant {
        case .noWait: true
        case .handover: !s.hasCrashed && s.remaining == 0
        default: s.waiting == 0
        }
    }

    private func steps(of c: Client, _ s: State, _ next: inout Next<Self>) {
        let (phase, isGood) = (s.phase[c], hasLock(c, s))
        for server in Server.values {
            let isServing =
                switch server {
                case .primary: !s.hasCrashed && s.remaining > 0
                case .backup: s.hasTakenOver
                }
            let isFree = s.lock[server] == nil || s.lock[server] == c
            next.take(.lock(c, at: server), if: phase == .waiting && isServing && isFree) {
                $0.lock[server] = c
                $0.phase[c] = .locked
                $0.server[c] = server
            }
        }
        next.take(.write(c), if: phase == .locked && isGood) {
            $0.writes.insert(Write(client: c, server: s.server[c]))
            $0.phase[c] = .written
        }
        next.take(.finish(c), if: phase != .done && s.answers.contains(c)) {
            $0.phase[c] = .done
            for server in Server.values where s.lock[server] == c { $0.lock[server] = nil }
        }
        next.take(.retry(c), if: (phase == .locked || phase == .written) && !isGood) {
            $0.phase[c] = .waiting
            $0.server[c] = .primary
        }
    }

    /// A lock that the client still believes in.
    func hasLock(_ c: Client, _ s: State) -> Bool {
        (s.phase[c] == .locked || s.phase[c] == .written)
            && (s.server[c] == .backup || s.remaining > 0)
    }

    /// Epoch that a server's locks and writes carry.
    private func epoch(of server: Server) -> Server { mutant == .sameEpoch ? .primary : server }

    /// The storage turns a write of an older epoch away, and answers a request that it has seen without doing it again.
    private func store(_ write: Write, _ s: inout State) {
        s.writes.remove(write)
        let isStale = epoch(of: write.server).packed < s.newest.packed
        if isStale && mutant != .noFence { return }
        if s.effects[write.client] == 0 {
            s.effects[write.client] = 1
        } else if mutant == .noDeduplication {
            s.effects[write.client] = 2
        }
        if write.server == .primary && s.hasTakenOver { s.isSpoiled = true }
        if !isStale { s.newest = epoch(of: write.server) }
        s.answers.insert(write.client)
    }

    /// Clocks go on, messages arrive, the backup takes over when it may, and a client that can have the lock or write
    /// again and again does. Nobody owes a renewal.
    var fairness: [Fairness<Self>] {
        let ofClients = Client.values.prefix(clients).flatMap { c in
            [
                Fairness<Self>.strong("\(c) gets the lock when it can") { action in
                    if case .lock(c, _) = action { true } else { false }
                },
                .strong("\(c) writes") { $0 == .write(c) },
                .weak("\(c) hears of its request") { $0 == .finish(c) },
                .weak("\(c) begins again") { $0 == .retry(c) },
            ]
        }
        return ofClients + [
            .weak("the primary's clock goes on", actions: "tickPrimary"),
            .weak("the backup's clock goes on", actions: "tickBackup"),
            .weak("the backup takes over", actions: "takeOver"), .weak("writes arrive", actions: "store"),
        ]
    }
    var environmentActions: [String] { ["renew", "crash"] }

    var properties: [Property<State>] {
        let (spec, all) = (self, Client.values.prefix(clients))
        return [
            .always("one client has the lock") { s in all.filter { spec.hasLock($0, s) }.count <= 1 },
            .always("no write of the old primary once the new one serves") { s in !s.isSpoiled },
            .always("every request takes effect once") { s in
                all.allSatisfy { s.phase[$0] == .done ? s.effects[$0] == 1 : s.effects[$0] <= 1 }
            },
            .eventuallyAlways("every request is done") { s in all.allSatisfy { s.phase[$0] == .done } },
            .reachable("a write of the old primary is under way when the new one serves") { s in
                s.hasTakenOver && s.writes.contains { $0.server == .primary }
            },
            .reachable("a request is sent again though it took effect") { s in
                s.writes.contains { $0.server == .backup && s.effects[$0.client] > 0 }
            },
            .reachable("the primary's lease is renewed") { s in
                // A clock that is ahead has gone on since the start.
                s.ahead > 0 && s.remaining.value == spec.lease
            },
            .reachable("every request is done though the primary has crashed") { s in
                s.hasCrashed && all.allSatisfy { s.phase[$0] == .done }
            },
            .always("nobody writes without having been given the lock") { s in
                all.allSatisfy {
                    s.phase[$0] == .waiting || s.phase[$0] == .done || s.lock[s.server[$0]] == $0
                }
            },
            // The stories of these mutants are of the clients, whom it comes to.
        ] + (mutant == .noWait || mutant == .ignoredSkew ? [] : [succession])
    }

    private var succession: Property<State> {
        .always("the primary's lease is over when the backup serves") { s in
            !s.hasTakenOver || s.remaining == 0
        }
    }
}
