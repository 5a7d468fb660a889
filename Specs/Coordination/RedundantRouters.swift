import QuorateFaults

/// Two redundant routers, one of them the gateway, and a witness that votes for one at a time.
///
/// From a text on uses of distributed consensus (problem 3627720): heartbeats alone, as in the Virtual Router Redundancy
/// Protocol (RFC 5798, section 6), let the backup take over from a primary that is only slow or cut off, and both are
/// active. Two routers have no majority without a third vote; that a witness can give it without doing the work is from
/// Pâris, "Voting with Witnesses: A Consistency Scheme for Replicated Files", ICDCS 1986. The witness must be able to
/// vote anew when a router has failed, so its vote is a lease (Gray and Cheriton, "Leases", SOSP 1989): it ends after
/// `term` ticks, for the router counted from the moment at which it asked, and for the witness a margin later than from
/// the moment at which it voted. An active router asks again and again; the other asks once it has heard no heartbeat for
/// `silence` ticks.
///
/// Fault model: at most `failures` failures, each the crash of a router or the cut of a link, for good. Messages are lost
/// or late; a request or an answer that is older than the vote it is about is void. The witness never fails, nor forgets
/// its vote. A router's clock may be slow by `skew` ticks in a term: the ticks counted here are the witness's, and a
/// router's term is as many of them as its clock makes of it. A router whose vote has ended is active no longer: it looks
/// at its clock before each packet, so that one that halts and goes on forwards nothing in between.
struct RedundantRouters: Spec {
    static let summary = "A router is the gateway while it has the vote of a witness, which has one."
    static let source = "Pâris, Voting with Witnesses (1986); Gray and Cheriton, Leases (1989)"

    let routers: ReplicaSet = [0, 1]
    /// Ticks for which a vote counts.
    var term: Int
    /// Ticks by which a router's clock may be slow in a term.
    var skew: Int
    /// Ticks without a heartbeat after which the backup acts.
    var silence: Int
    /// Greatest number of failures.
    var failures: Int
    /// Links among what may fail, besides routers.
    var linksFail: Bool
    /// Heartbeats that are never late.
    var timely: Bool
    var mutant: Mutant?

    /// Votes for `term` ticks (1 to 3), clocks slow by `skew` (0 to 2), `silence` (1 to 3) and `failures` (0 to 2).
    init(
        term: Int = 2, skew: Int = 1, silence: Int = 1, failures: Int = 1, linksFail: Bool = true,
        timely: Bool = false, mutant: Mutant? = nil
    ) {
        self.term = term
        self.skew = skew
        self.silence = silence
        self.failures = failures
        self.linksFail = linksFail
        self.timely = timely
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("term", \.term, in: 1...3), Parameter("skew", \.skew, in: 0...2),
            Parameter("silence", \.silence, in: 1...3), Parameter("failures", \.failures, in: 0...2),
            Parameter("linksFail", \.linksFail), Parameter("timely", \.timely),
        ]
    }
    var replicas: ReplicaSet { routers }
    var assumptions: Assumptions? {
        let links = linksFail ? "a link that is cut, for good, is a failure too" : "no link is cut"
        return Assumptions(
            replicas: routers, faults: failures, .crashStop, network: .lossy,
            notes: [
                links,
                "a router's clock is slow by at most \(skew) in \(term) ticks of the witness, which never fails",
                timely ? "no heartbeat is late" : "heartbeats may be late",
            ])
    }

    /// Number of ticks that are left, or that have passed.
    typealias Ticks = BoundedInt<0, 5>
    enum Link: FiniteValue { case betweenRouters, firstToWitness, secondToWitness }

    struct State: SpecState {
        /// Ticks until the vote that a router has ends by its clock.
        var vote = ReplicaMap<Ticks>(0)
        /// Ticks until the vote that a router has asked for would end, or 0 if it has not asked.
        var asked = ReplicaMap<Ticks>(0)
        /// Ticks since a router that is not active has heard a heartbeat.
        var silence = ReplicaMap<Ticks>(0)
        var cut = FiniteSet<Link>()
        var active: ReplicaSet = [0]
        /// Routers whose answer from the witness is under way.
        var answered = ReplicaSet()
        var down = ReplicaSet()
        /// Router for which the witness has voted, if any, and the ticks until it may vote for another.
        var holder = ReplicaSet()
        var held: Ticks = 0
    }

    var initialStates: [State] {
        var state = State()
        if !heartbeatOnly {
            state.vote[0] = Ticks(term)
            state.holder = [0]
            state.held = margin
        }
        return [state]
    }

    var heartbeatOnly: Bool { mutant == .heartbeatOnly }
    /// Ticks for which the witness votes for nobody else.
    var margin: Ticks { Ticks(mutant == .withoutMargin ? term : term + skew) }

    enum Action: SpecAction {
        /// The clocks go on; in the meantime the active router's heartbeat arrives, or does not.
        case tick(heartbeat: Bool)
        /// A router asks for the vote, for a term that ends after so many ticks.
        case ask(ReplicaID, ticks: Int)
        case vote(for: ReplicaID)
        /// A router hears that it has the vote: it is active, or goes on.
        case receiveVote(ReplicaID)
        /// A router that has heard no heartbeat becomes active; only without a witness.
        case takeOver(ReplicaID)
        case crash(ReplicaID)
        case cut(Link)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let canHear = !s.active.isEmpty && !s.cut.contains(.betweenRouters)
        next.take(.tick(heartbeat: true), if: canHear) { tick(&$0, heard: s.active) }
        next.take(.tick(heartbeat: false), if: !canHear || !timely) { tick(&$0, heard: []) }
        let mayFail = s.down.count + s.cut.count < failures
        for i in routers - s.down {
            let isSilent = !s.active.contains(i) && s.silence[i] == silence
            next.take(.takeOver(i), if: heartbeatOnly && isSilent) {
                $0.active.insert(i)
                $0.silence[i] = 0
            }
            if !heartbeatOnly { askWitness(i, isSilent, s, &next) }
            next.take(.crash(i), if: mayFail) {
                $0.standBy(i)
                $0.asked[i] = 0
                $0.answered.remove(i)
                $0.down.insert(i)
            }
        }
        for link in links where !s.cut.contains(link) {
            next.take(.cut(link), if: mayFail) { $0.cut.insert(link) }
        }
    }

    /// Links that may fail, and that are there.
    private var links: [Link] {
        linksFail ? heartbeatOnly ? [.betweenRouters] : Array(Link.values) : []
    }

    @inline(__always)
    private func askWitness(_ i: ReplicaID, _ isSilent: Bool, _ s: State, _ next: inout Next<Self>) {
        for ticks in term...term + skew {
            next.take(
                .ask(i, ticks: ticks), if: s.asked[i] == 0 && (s.active.contains(i) || isSilent)
            ) { $0.asked[i] = Ticks(ticks) }
        }
        let isLinked = !s.cut.contains(i == 0 ? .firstToWitness : .secondToWitness)
        let isFree = s.holder.isEmpty || s.holder == [i] || mutant == .votesAgain
        let isAsked = s.asked[i] > 0 && !s.answered.contains(i)
        next.take(.vote(for: i), if: isLinked && isAsked && isFree) {
            $0.answered.insert(i)
            $0.holder = [i]
            $0.held = margin
        }
        next.take(.receiveVote(i), if: isLinked && s.answered.contains(i)) {
            $0.vote[i] = mutant == .countsFromAnswer ? Ticks(term) : s.asked[i]
            $0.asked[i] = 0
            $0.answered.remove(i)
            $0.active.insert(i)
            $0.silence[i] = 0
        }
    }

    /// One tick of every clock; `heard` are the routers whose heartbeats arrive.
    private func tick(_ s: inout State, heard: ReplicaSet) {
        for i in routers - s.down {
            s.vote[i].countDown()
            s.asked[i].countDown()
            if s.asked[i] == 0 { s.answered.remove(i) }
            if s.active.contains(i) {
                // Of two that are active the backup hears the primary, as in the RFC.
                let yields = i == 1 && heard.contains(0)
                if !heartbeatOnly && s.vote[i] == 0 || yields { s.standBy(i) }
            } else {
                s.silence[i] = (heard - [i]).isEmpty ? min(s.silence[i] + 1, Ticks(silence)) : 0
            }
        }
        if mutant != .votesForEver { s.held.countDown() }
        if s.held == 0 { s.holder = [] }
    }

    var environmentActions: [String] { ["crash", "cut"] }

    /// Clocks that go on and routers that act; of what a router and the witness tell each other again and again, something
    /// arrives in time.
    var fairness: [Fairness<Self>] {
        [.weak("the clocks go on", actions: "tick")]
            + routers.flatMap { router -> [Fairness<Self>] in
                [
                    .weak("\(router) acts") { action in
                        switch action {
                        case .ask(let i, _), .takeOver(let i): i == router
                        case .tick, .vote, .receiveVote, .crash, .cut: false
                        }
                    },
                    .strong("the witness hears \(router)") { $0 == .vote(for: router) },
                    .strong("\(router) hears the witness") { $0 == .receiveVote(router) },
                ]
            }
    }

    var properties: [Property<State>] {
        let backup = Property<State>.reachable("the backup is the gateway") { s in s.active == [1] }
        // With a vote for ever nobody else is ever the gateway, which is what falls.
        return [
            .always("one active router") { s in s.active.count <= 1 },
            .leadsTo(
                "a router becomes active again", from: { s in s.active.isEmpty },
                to: { s in !s.active.isEmpty }),
        ] + (mutant == .votesForEver ? [] : [backup] + failures(of: [0]))
            + (heartbeatOnly || mutant == .votesForEver ? [] : [heartbeat])
    }

    /// Goals that each kind of failure leaves possible.
    private func failures(of primary: ReplicaSet) -> [Property<State>] {
        let backup = routers - primary
        let crash = Property<State>.reachable("the backup is the gateway after the primary has crashed") {
            s in
            s.active == backup && s.down == primary
        }
        let cut = Property<State>.reachable("the backup is the gateway after a link was cut") { s in
            s.active == backup && !s.cut.isEmpty
        }
        return failures == 0 ? [] : [crash] + (links.isEmpty ? [] : [cut])
    }

    /// Time that has passed since the witness voted for the primary, and no silence: a heartbeat has arrived.
    private var heartbeat: Property<State> {
        let margin = margin
        return .reachable("the backup hears the primary") { s in
            s.active == [0] && s.down.isEmpty && s.holder == [0] && s.held < margin && s.silence[1] == 0
        }
    }
}

extension RedundantRouters.State {
    mutating func standBy(_ i: ReplicaID) {
        active.remove(i)
        vote[i] = 0
        silence[i] = 0
    }
}

extension RedundantRouters.Ticks {
    fileprivate mutating func countDown() { if self > 0 { self -= 1 } }
}
