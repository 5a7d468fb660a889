import QuorateFaults

/// A sword in a game world that one player can hold at a time, and players who each see it lie there.
///
/// From a text on split brain in distributed systems (problem 3636545). The server is the authority: it keeps the one
/// history of the item and answers every player who grabs for it. This is the primary of Alsberg and Day, "A Principle
/// for Resilient Sharing of Distributed Resources" (1976), without their backups. A player's own view is late, in the
/// sound design as in any other; what differs is what a player does with it. By the mutant `local-view` whoever sees
/// the item lie there has it.
///
/// Differences: the item is all there is of the world; a view is brought up to date in one step; the server does not
/// crash, and neither does a player who holds the item (for that see ``ConsumableItem`` and its lock that expires).
struct UniqueItem: Spec {
    static let summary = "A server says which player has the sword, whatever each of them sees."
    static let source =
        "Alsberg and Day, A Principle for Resilient Sharing of Distributed Resources (1976)"

    var players: ReplicaSet
    var mutant: Mutant?

    /// `players` players, 1 to 4.
    init(players: Int = 2, mutant: Mutant? = nil) {
        self.players = ReplicaSet(count: players)
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] { [Parameter("players", \.players, in: 1...4)] }
    var replicas: ReplicaSet { players }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: players, .none, network: .asynchronous, notes: ["the server does not crash"])
    }

    enum Phase: FiniteValue { case away, asking, holding }
    enum Answer: FiniteValue { case nothing, granted, refused }

    struct State: SpecState {
        var phase = ReplicaMap<Phase>(.away)
        /// Answers of the server that are on their way.
        var answer = ReplicaMap<Answer>(.nothing)
        /// Players in whose view the item lies there.
        var sight: ReplicaSet
        /// Grabs on their way to the server, by player.
        var grabs = ReplicaSet()
        /// Returns of the item on their way to the server, by player.
        var returns = ReplicaSet()
        /// Owner of the item in the server's history.
        @Packed var owner: ReplicaID? = nil
    }

    var initialStates: [State] { [State(sight: players)] }

    enum Action: SpecAction {
        /// A player who sees the item lie there reaches for it.
        case grab(ReplicaID)
        /// The server receives the grab of a player.
        case decide(ReplicaID)
        /// The answer arrives.
        case receive(ReplicaID)
        case putDown(ReplicaID)
        /// The server hears that a player has put the item down.
        case free(ReplicaID)
        /// The view of a player catches up with the server.
        case look(ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in players {
            next.take(.grab(i), if: s.phase[i] == .away && s.sight.contains(i) && !s.grabs.contains(i)) {
                $0.phase[i] = mutant == .localView ? .holding : .asking
                $0.sight.remove(i)
                $0.grabs.insert(i)
            }
            next.take(.decide(i), if: s.grabs.contains(i)) { decide(i, &$0) }
            next.take(.receive(i), if: s.answer[i] != .nothing) {
                $0.phase[i] = s.answer[i] == .granted ? .holding : .away
                $0.answer[i] = .nothing
            }
            next.take(.putDown(i), if: s.phase[i] == .holding && !s.returns.contains(i)) {
                $0.phase[i] = .away
                $0.returns.insert(i)
            }
            next.take(.free(i), if: s.returns.contains(i)) {
                $0.returns.remove(i)
                if s.owner == i { $0.owner = nil }
            }
            next.take(.look(i), if: s.sight.contains(i) != (s.owner == nil)) {
                if s.owner == nil { $0.sight.insert(i) } else { $0.sight.remove(i) }
            }
        }
    }

    /// The server's decision: the first grab to arrive wins, in whatever order the players made them.
    private func decide(_ i: ReplicaID, _ s: inout State) {
        let wins = s.owner == nil || mutant == .latestWins
        s.grabs.remove(i)
        if wins { s.owner = i }
        switch mutant {
        case .localView: break
        case .silentRefusal: s.answer[i] = wins ? .granted : .nothing
        case .latestWins, nil: s.answer[i] = wins ? .granted : .refused
        }
    }

    /// The server decides, and its answers arrive. Nobody owes it to grab, to look or to put anything down.
    var fairness: [Fairness<Self>] {
        everyReplicaTakesSteps { action in
            switch action {
            case .decide(let i), .receive(let i), .free(let i): i
            case .grab, .putDown, .look: nil
            }
        }
    }
    var environmentActions: [String] { ["grab", "putDown", "look"] }

    var properties: [Property<State>] {
        let players = players
        let all: [Property<State>] = [
            .always("one player holds the item") { s in
                players.filter { s.phase[$0] == .holding }.count <= 1
            },
            .reachable("the last player holds the item") { s in
                s.phase[ReplicaID(players.count - 1)] == .holding
            },
            .always("answers go to those who ask") { s in
                players.allSatisfy { s.answer[$0] == .nothing || s.phase[$0] == .asking }
            },
            .reachable("the item lies there again, and somebody does not see it yet") { s in
                s.owner == nil
                    && players.contains {
                        s.phase[$0] == .away && !s.sight.contains($0) && !s.grabs.contains($0)
                    }
            },
            .reachable("a player who asks sees the item lie there") { s in
                players.contains { s.phase[$0] != .away && s.sight.contains($0) }
            },
        ]
        // Nobody asks where everybody takes.
        if mutant == .localView { return all }
        // Players are interchangeable, so it is enough to ask for the first.
        return all + [
            .leadsTo(
                "an answer to every player", from: { s in s.phase[0] == .asking },
                to: { s in s.phase[0] != .asking })
        ]
    }
}
