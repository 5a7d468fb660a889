import QuorateFaults

/// Traffic lights that clear the way for an ambulance: controllers elect the one coordinator that commands the green wave.
///
/// From a text on uses of distributed consensus (problem 3638419): the designated coordinator has a power glitch, or is
/// only cut off, and another controller must take over. One that takes over because a timeout has passed is soon one of
/// two; here it needs the votes of a majority, as in Ongaro and Ousterhout, "In Search of an Understandable Consensus
/// Algorithm" (2014), section 5.2, and votes survive a reboot. Two majorities share a controller, which votes once in
/// a term.
///
/// That alone does not keep greens apart, since the coordinator of an earlier term may not know that it is deposed. What
/// does is a rule of crossings: the next wave begins only once all lights are red. A light turns red when it hears of a
/// new term, says so, and from then on obeys no coordinator of an earlier one. So a light that cannot be reached delays
/// the wave. The text leaves this open; the rule is ours.
///
/// What is abstracted: every controller has one light, any two of which conflict unless they are green for the same wave;
/// a coordinator commands one wave in its term, and its light is green until it hears of a later term. A message stays,
/// and is handled at any later time, again, or never. A timer may run out at any time, and terms are bounded, so nothing
/// is said of progress (see `LeaderElection`).
struct GreenWave: Spec {
    static let summary = "Traffic lights elect the one coordinator that may command a green wave."
    static let source =
        "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (2014), section 5.2"

    var controllers: ReplicaSet
    /// Number of the last term; the first is that of the designated coordinator.
    var terms: Int
    /// Commands to the lights, without which there are elections only.
    var waves: Bool
    var mutant: Mutant?

    /// Traffic lights of `controllers` controllers (1 to 5) in `terms` terms (1 to 3).
    init(controllers: Int = 3, terms: Int = 2, waves: Bool = true, mutant: Mutant? = nil) {
        self.controllers = ReplicaSet(count: controllers)
        self.terms = terms
        self.waves = waves
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("controllers", \.controllers, in: 1...5), Parameter("terms", \.terms, in: 1...3),
            Parameter("waves", \.waves),
        ]
    }
    var replicas: ReplicaSet { controllers }
    var assumptions: Assumptions? {
        Assumptions(
            replicas: controllers, faults: (controllers.count - 1) / 2, .crashRecovery,
            network: [.lossy, .duplicating],
            notes: [
                "term and vote are durable; a controller may reboot at any time, and its light comes back red",
                "one that is silent cannot be told from one that is down, so f bounds no run",
            ])
    }

    var majority: Int { QuorumSize.majority(n: controllers.count) }
    /// The controller that coordinates at the start.
    var designated: ReplicaID { 0 }

    typealias Term = BoundedInt<1, 3>
    enum Role: FiniteValue { case follower, candidate, coordinator }

    /// Messages sent in one term.
    struct Sent: Hashable, BitwiseCopyable, Sendable {
        /// Voters for each candidate, which asks for votes by its own.
        var votes = PerReplica<ReplicaSet, 5>([])
        /// Controllers that have become coordinators, and have told the others.
        var coordinators = ReplicaSet()
        /// Controllers whose lights have turned red because of this term.
        var red = ReplicaSet()
        /// Coordinators that have commanded a wave.
        var waves = ReplicaSet()
    }

    struct State: SpecState {
        /// Latest term that each controller has heard of, durable.
        var term = ReplicaMap<Term>(1)
        /// Vote of each controller in that term, durable.
        var vote = ReplicaMap<ReplicaID?>(nil)
        var role = ReplicaMap<Role>(.follower)
        /// Term of the coordinator for whose wave each light is green, or nil for red.
        var green = ReplicaMap<Term?>(nil)
        var sent = PerKey<Term, Sent, 3>(Sent())
    }

    var initialStates: [State] {
        var state = State()
        for i in controllers { state.vote[i] = designated }
        state.role[designated] = .coordinator
        state.sent[1].votes[designated] = controllers
        state.sent[1].coordinators = [designated]
        state.sent[1].red = controllers
        return [state]
    }

    enum Action: SpecAction {
        /// A controller that has not heard of the coordinator for a while stands in the next term.
        case timeout(ReplicaID)
        case vote(ReplicaID, for: ReplicaID, term: Int)
        /// A candidate has the votes of a majority.
        case coordinate(ReplicaID)
        /// A controller loses what is not durable.
        case reboot(ReplicaID)
        /// The light turns red for the coordinator of a new term.
        case turnRed(ReplicaID, term: Int)
        /// A coordinator commands its wave: it has heard that all lights are red.
        case command(ReplicaID)
        case turnGreen(ReplicaID, for: ReplicaID, term: Int)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in controllers {
            elect(i, s, &next)
            reboot(i, s, &next)
            if waves { signal(i, s, &next) }
        }
    }

    @inline(__always)
    private func elect(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let term = s.term[i]
        let asksNobody = mutant == .takeoverAfterTimeout
        next.take(.timeout(i), if: s.role[i] != .coordinator && term < terms) {
            $0.adopt(term + 1, by: i)
            $0.castVote(of: i, for: i)
            $0.role[i] = .candidate
            if asksNobody { $0.coordinate(i) }
        }
        if asksNobody { return }
        for j in controllers where j != i {
            for t in term.value...terms {
                let isAsked = s.sent[Term(t)].votes[j].contains(j)
                next.take(.vote(i, for: j, term: t), if: isAsked && (term < t || s.vote[i] == nil)) {
                    if term < t { $0.adopt(Term(t), by: i) }
                    $0.castVote(of: i, for: j)
                }
            }
        }
        let votes = s.sent[term].votes[i].count
        next.take(.coordinate(i), if: s.role[i] == .candidate && votes >= majority) { $0.coordinate(i) }
    }

    @inline(__always)
    private func reboot(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let forgetsVote = mutant == .volatileVote
        let losesSomething =
            s.role[i] != .follower || s.green[i] != nil || forgetsVote && s.vote[i] != nil
        next.take(.reboot(i), if: losesSomething) {
            $0.role[i] = .follower
            $0.green[i] = nil
            if forgetsVote { $0.vote[i] = nil }
        }
    }

    @inline(__always)
    private func signal(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let term = s.term[i]
        let enough = mutant == .greenBeforeAllRed ? majority : controllers.count
        next.take(
            .command(i),
            if: s.role[i] == .coordinator && !s.sent[term].waves.contains(i)
                && s.sent[term].red.count >= enough
        ) { $0.sent[term].waves.insert(i) }
        for t in 1...terms {
            next.take(
                .turnRed(i, term: t), if: term < t && !s.sent[Term(t)].coordinators.isEmpty
            ) { $0.adopt(Term(t), by: i) }
            let obeys = term == t || mutant == .obeysOldCoordinator && term > t
            for j in s.sent[Term(t)].waves {
                next.take(.turnGreen(i, for: j, term: t), if: obeys && s.green[i] == nil) {
                    $0.green[i] = Term(t)
                }
            }
        }
    }

    var properties: [Property<State>] {
        let terms = terms
        let election = Property<State>.always("one coordinator per term") { s in
            (1...terms).allSatisfy { s.sent[Term($0)].coordinators.count <= 1 }
        }
        // Two coordinators of one term have two waves: greens are asked about only where elections are sound.
        let isSound = mutant != .takeoverAfterTimeout && mutant != .volatileVote
        return [election] + (waves && isSound ? lights : []) + takeovers
    }

    /// Goals that show what votes that survive a reboot and a majority are good for.
    private var takeovers: [Property<State>] {
        let (controllers, faults) = (controllers, (controllers.count - 1) / 2)
        let reboot = Property<State>.reachable("a coordinator forgets its role in a reboot") { s in
            controllers.contains { s.role[$0] == .follower && s.sent[s.term[$0]].coordinators.contains($0) }
        }
        let minority = Property<State>.reachable("a coordinator is elected though a minority is silent") {
            s in
            !s.sent[2].coordinators.isEmpty && controllers.filter { s.term[$0] == 1 }.count >= faults
        }
        return [reboot] + (terms > 1 && controllers.count > 1 ? [minority] : [])
    }

    private var lights: [Property<State>] {
        let (controllers, designated) = (controllers, designated)
        let conflicts = Property<State>.always("no conflicting greens") { s in
            controllers.allSatisfy { i in
                controllers.allSatisfy { j in
                    s.green[i] == nil || s.green[j] == nil || s.green[i] == s.green[j]
                }
            }
        }
        let takeover = Property<State>.reachable("every light is green for another coordinator") { s in
            controllers.allSatisfy { i in
                s.green[i].map { !s.sent[$0].waves.contains(designated) } ?? false
            }
        }
        let unasked = Property<State>.reachable("a wave begins though a light has not voted for it") { s in
            controllers.contains { s.vote[$0] == nil && !s.sent[s.term[$0]].waves.isEmpty }
        }
        return [conflicts] + (terms > 1 && controllers.count > 1 ? [takeover] : [])
            + (terms > 1 && controllers.count > 2 ? [unasked] : [])
    }
}

extension GreenWave.State {
    /// Controller `i` hears of a later term: it follows, has not voted, and its light is red.
    mutating func adopt(_ term: GreenWave.Term, by i: ReplicaID) {
        self.term[i] = term
        vote[i] = nil
        role[i] = .follower
        green[i] = nil
        sent[term].red.insert(i)
    }

    mutating func castVote(of i: ReplicaID, for candidate: ReplicaID) {
        vote[i] = candidate
        sent[term[i]].votes[candidate].insert(i)
    }

    mutating func coordinate(_ i: ReplicaID) {
        role[i] = .coordinator
        sent[term[i]].coordinators.insert(i)
    }
}
