import QuorateFaults

/// An item that can be used once, on a dragon: a lock that expires, and a fencing token that the dragon checks.
///
/// Gray and Cheriton, "Leases" (1989), for the lock that ends by itself when its holder has crashed; Burrows, "The
/// Chubby Lock Service" (2006), section 2.4, for the sequencer that a resource compares with the most recent one it
/// has seen. From a text on split brain in distributed systems (problem 3636545): whoever has the lock looks if the
/// item is still unused and then uses it. The lock keeps others out for a while, but a blow that is late lands when
/// the lock has gone to somebody else, who has found the item unused. A token that grows with every holder tells the
/// dragon. Not only the blow must carry it: a player shows it already to look, for otherwise an old blow may land
/// between the new holder's look and its own blow (mutant `unfenced-look`).
///
/// Differences: one clock for all, and players who ask it before each step, since a perfect clock does not help
/// either: it is the message that is late. Every player takes the lock once, and uses the item or gives up. A question
/// to the dragon and its answer are one step: an answer that is late says what was true, and a blow that goes by it is
/// refused if another holder has looked since. A blow lands once; against one holder's blow that is repeated no token
/// helps, but the identifier of a request does, as in ``LockFailover``.
struct ConsumableItem: Spec {
    static let summary = "An item is used once, since the resource refuses the tokens of earlier holders."
    static let source =
        "Gray and Cheriton, Leases (1989); Burrows, The Chubby Lock Service (2006), section 2.4"

    var players: ReplicaSet
    /// Time after which the lock expires, in ticks.
    var lease: Int
    /// Greatest number of players that crash, for good.
    var crashes: Int
    var mutant: Mutant?

    /// `players` players (1 to 4), of which at most `crashes` crash, and a lock for `lease` ticks.
    init(players: Int = 3, lease: Int = 1, crashes: Int = 1, mutant: Mutant? = nil) {
        self.players = ReplicaSet(count: players)
        self.lease = lease
        self.crashes = crashes
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("players", \.players, in: 1...4), Parameter("lease", \.lease, in: 1...3),
            Parameter("crashes", \.crashes, in: 0...3),
        ]
    }
    var replicas: ReplicaSet { players }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: players, faults: crashes, .crashStop, network: .asynchronous,
            notes: [
                "a lock expires after \(lease) tick\(lease == 1 ? "" : "s") of the one clock",
                "the lock service and the dragon do not crash",
            ])
    }

    enum Phase: FiniteValue { case waiting, locked, looked, striking, done }
    typealias Token = BoundedInt<0, 4>

    struct State: SpecState {
        var phase = ReplicaMap<Phase>(.waiting)
        /// Token that each player got with the lock, or 0.
        var token = ReplicaMap<Token>(0)
        /// Blows on their way to the dragon, by player.
        var blows = ReplicaSet()
        /// Players whose blows took effect.
        var uses = ReplicaSet()
        var crashed = ReplicaSet()
        @Packed var holder: ReplicaID? = nil
        /// Time until the lock expires.
        var remaining: BoundedInt<0, 3> = 0
        /// Newest token that the lock service has given out.
        var issued: Token = 0
        /// Highest token that the dragon has seen.
        var highest: Token = 0
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case lock(ReplicaID), unlock(ReplicaID)
        case tick
        /// The holder of the lock asks the dragon if it has been struck.
        case look(ReplicaID)
        /// The holder sends its blow on the way.
        case strike(ReplicaID)
        case land(ReplicaID)
        /// A player sees that its lock has expired.
        case giveUp(ReplicaID)
        case crash(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in players - s.crashed {
            let (phase, isHolder) = (s.phase[i], s.holder == i)
            next.take(.lock(i), if: phase == .waiting && s.holder == nil) {
                $0.phase[i] = .locked
                $0.holder = i
                $0.remaining = BoundedInt(lease)
                $0.issued += 1
                $0.token[i] = $0.issued
            }
            next.take(.look(i), if: phase == .locked && isHolder) {
                $0.phase[i] = s.uses.isEmpty ? .looked : .done
                if mutant != .unfencedLook { $0.highest = max(s.highest, shown(by: i, s)) }
            }
            next.take(.strike(i), if: phase == .looked && isHolder) {
                $0.phase[i] = .striking
                $0.blows.insert(i)
            }
            next.take(.giveUp(i), if: (phase == .locked || phase == .looked) && !isHolder) {
                $0.phase[i] = .done
            }
            next.take(.unlock(i), if: phase == .done && isHolder) { expire(&$0) }
            next.take(.crash(i), if: s.crashed.count < crashes) { $0.crashed.insert(i) }
        }
        for i in s.blows { next.take(.land(i)) { land(i, &$0) } }
        next.take(.tick, if: s.remaining > 0) {
            $0.remaining -= 1
            if $0.remaining == 0 && mutant != .noExpiry { expire(&$0) }
        }
    }

    private func expire(_ s: inout State) {
        s.holder = nil
        s.remaining = 0
    }

    /// A blow reaches the dragon, and the player hears of it, whether it took effect or was refused.
    private func land(_ i: ReplicaID, _ s: inout State) {
        s.blows.remove(i)
        if mutant == .lockOnly || shown(by: i, s) >= s.highest {
            s.uses.insert(i)
            s.highest = max(s.highest, shown(by: i, s))
        }
        if !s.crashed.contains(i) { s.phase[i] = .done }
    }

    /// Token that a player shows.
    private func shown(by i: ReplicaID, _ s: State) -> Token { mutant == .constantToken ? 1 : s.token[i] }

    /// Live players go on, blows land, and time passes.
    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .lock(let i), .unlock(let i), .look(let i), .strike(let i), .giveUp(let i), .land(let i): i
            case .tick, .crash: nil
            }
        } + [.weak("time passes", actions: "tick")]
    }
    var environmentActions: [String] { ["crash"] }

    var properties: [Property<State>] {
        let players = players
        let all: [Property<State>] = [
            .always("the item is used once") { s in s.uses.count <= 1 },
            .eventually("the lock for every player that lives") { s in
                (players - s.crashed).allSatisfy { s.phase[$0] != .waiting }
            },
            .reachable("the item is used") { s in !s.uses.isEmpty },
            .always("nobody goes for the dragon without a token") { s in
                players.allSatisfy { s.phase[$0] == .waiting || s.token[$0] > 0 }
            },
        ]
        // A lock without end goes to nobody else before it is given back.
        if mutant == .noExpiry || players.count == 1 { return all }
        return all + [
            .reachable("a blow is on its way when the lock has gone to another") { s in
                s.blows.contains { s.token[$0] < s.issued }
            },
            .reachable("a later holder uses the item") { s in s.uses.contains { s.token[$0] > 1 } },
            .reachable("a player gives up before it has looked") { s in
                players.contains { s.phase[$0] == .done && s.highest < s.token[$0] }
            },
        ] + (crashes > 0 ? [inheritance] : [])
    }

    /// The lock expires with its holder.
    private var inheritance: Property<State> {
        .reachable("the item is used after an earlier holder has crashed") { s in
            s.crashed.contains { earlier in
                s.token[earlier] > 0 && s.uses.contains { s.token[earlier] < s.token[$0] }
            }
        }
    }
}
