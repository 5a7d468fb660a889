import QuorateFaults

/// Practical Byzantine fault tolerance for one sequence number: the normal case and view changes with prepared
/// certificates.
///
/// Castro and Liskov, "Practical Byzantine Fault Tolerance", OSDI 1999, sections 4.2 and 4.4, with signatures. The
/// primary of view v is replica v mod n. A COMMIT is sent in the step in which a replica sees that it is prepared, so
/// the certificate in a VIEW-CHANGE to view v is the highest lower view in which the sender has sent COMMIT; it is
/// derived, not stored, which is exact because a replica that has left a view sends nothing in it any more. (The mutant
/// `late-commit` breaks that argument: what it sends late is marked, and is no part of its later VIEW-CHANGEs.)
///
/// Left out: checkpoints and watermarks, more than one sequence number, the null request (a new primary without a
/// certificate proposes any request), MACs. A replica sends VIEW-CHANGE for each view in turn and before it enters a
/// view: a timeout may fire at any time, and more messages never disable anything, so a replica that skips views, on f + 1
/// VIEW-CHANGEs or on a NEW-VIEW, is covered. Execution and the client are observed, not stored: a value is decided when
/// a correct replica could have committed it with what has been sent.
///
/// A Byzantine replica's PRE-PREPARE, PREPARE and COMMIT messages are there from the start. Its VIEW-CHANGEs embed
/// signatures of correct replicas: they are what it could show now. So is its NEW-VIEW, which is valid when some quorum
/// of valid VIEW-CHANGEs gives the value.
public struct PBFT: ByzantineSpec {
    public static let summary =
        "Replicas order a request in three phases; view changes carry what was prepared."
    public static let source = "Castro and Liskov, Practical Byzantine Fault Tolerance (1999)"
    public static let authentication = FaultModel.Authentication.signed

    /// The n replicas, as given; see `members`.
    public var allReplicas: ReplicaSet
    /// f, the number of Byzantine replicas that the quorums are made for.
    public var faults: Int
    /// Number of views.
    public var views: Int
    /// The replicas that are Byzantine, as many as f or not.
    public var adversary: Adversary
    public var mutant: Mutant?
    public var variant: Variant?

    /// `replicas` replicas (1 to 8), `faulty` of them Byzantine, with quorums made for `faults`, and 1 to 4 views.
    public init(
        replicas: Int = 4, faults: Int = 1, faulty: Int = 1, views: Int = 3, mutant: Mutant? = nil,
        variant: Variant? = nil
    ) {
        allReplicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.views = views
        adversary = Adversary(.every(faulty))
        self.mutant = mutant
        self.variant = variant
    }

    public var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.allReplicas, in: 1...8), Parameter("faults", \.faults, in: 0...2),
            Parameter("faulty", \.adversary.count, in: 0...2), Parameter("views", \.views, in: 1...4),
        ]
    }
    public var replicas: ReplicaSet { members }
    public var notes: [String] {
        [
            "one sequence number, views v0 to v\(views - 1), two requests; no checkpoints",
            partialSynchronyNote,
        ]
    }

    /// The replicas that take part: all, or 3f of them in the mutant that runs on too few.
    public var members: ReplicaSet { mutant == .tooFewReplicas ? ReplicaSet(count: 3 * faults) : allReplicas }

    /// Primary of `view`: replica `view` mod n.
    @inline(__always)
    public func primary(of view: View) -> ReplicaID {
        let count = UInt64(truncatingIfNeeded: members.count)
        return ReplicaID(packed: view.packed < count ? view.packed : view.packed % count)
    }

    /// The last view of the instance.
    var lastView: View { View(packed: UInt64(views - 1)) }

    public enum View: FiniteValue, CaseIterable {
        case v0, v1, v2, v3
        public typealias MapStorage = HalfWord
    }

    /// Request of a client.
    public enum Value: FiniteValue, CaseIterable { case a, b }

    /// Requests that the client has signed.
    public enum Requests: FiniteValue, CaseIterable { case onlyA, both }

    /// Statement of a replica to all. The PRE-PREPARE (or NEW-VIEW) of a primary counts as its PREPARE.
    public enum Statement: FiniteValue {
        case prepare(View, Value)
        case commit(View, Value)

        public static var valueCount: Int { 16 }

        /// View that the message is for.
        var view: View {
            switch self {
            case .prepare(let view, _), .commit(let view, _): view
            }
        }

        public var packed: UInt64 {
            @inline(__always) get {
                switch self {
                case .prepare(let view, let value): view.packed &* 2 &+ value.packed
                case .commit(let view, let value): 8 &+ view.packed &* 2 &+ value.packed
                }
            }
        }

        @inline(__always)
        public init(packed: UInt64) {
            let (view, value) = (View(packed: packed &>> 1 & 3), Value(packed: packed & 1))
            self = packed < 8 ? .prepare(view, value) : .commit(view, value)
        }
    }

    public struct State: ByzantineState {
        /// Senders of each PREPARE and COMMIT.
        public var votes: MonotoneVotes<Statement, TwoWords>
        /// VIEW-CHANGEs of faulty replicas, where the adversary acts step by step.
        public var shown = MonotoneVotes<ViewChange, TwoWords>()
        /// View that each correct replica is in; it has sent VIEW-CHANGE for this and all lower views but v0.
        public var view = ReplicaMap<View>(.v0)
        /// Views in which a replica has sent COMMIT after it had left; in one mutant only.
        public var late = ReplicaMap<LateViews>(LateViews())
        public var faulty: FaultyReplicas
        /// Requests that exist; chosen at the start.
        public var requested: Requests

        init(votes: MonotoneVotes<Statement, TwoWords>, faulty: FaultyReplicas, requested: Requests) {
            self.votes = votes
            self.faulty = faulty
            self.requested = requested
        }
    }

    public var initialStates: [State] {
        adversary.choices(among: members).flatMap { faulty in
            Requests.values.map { requested in
                State(votes: MonotoneVotes(from: faulty, adversary), faulty: faulty, requested: requested)
            }
        }
    }

    /// Messages of a correct replica.
    public enum Action: SpecAction {
        case prePrepare(ReplicaID, View, Value)
        case prepare(ReplicaID, View, Value)
        case commit(ReplicaID, View, Value)
        case changeView(ReplicaID, to: View)
        case newView(ReplicaID, View, Value)
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let (correct, changes) = (s.faulty.correct(among: members), mutant != .noViewChange)
        for view in PrefixViews(count: UInt64(truncatingIfNeeded: views)) where !next.isOver {
            var present = correct.members
            for i in correct where s.view[i.id] != view { present.remove(i.id) }
            if present.isEmpty { continue }
            let following = view.following
            for i in present {
                next.take(.changeView(i, to: following), if: changes && Int(view.packed) &+ 1 < views) {
                    $0.view[i] = following
                }
            }
            let undecided = present - havePrepared(view, correct, in: s)
            let valid = validProposals(to: undecided, in: s, view)
            for value in Value.values where !next.isOver {
                propose(value, valid[value], to: undecided, in: s, view, &next)
                for i in correct where present.contains(i.id) { commit(value, by: i, in: s, view, &next) }
            }
        }
    }

    /// Evidence for each value that a proposal of it in `view` is valid: it is asked only where somebody can propose or
    /// prepare. What a correct primary has sent was valid then, and stays so.
    @inline(__always)
    private func validProposals(to undecided: ReplicaSet, in s: State, _ view: View) -> EvidenceByValue {
        let primary = primary(of: view)
        let isAsked =
            view > .v0 && !undecided.isEmpty && (s.faulty.contains(primary) || undecided.contains(primary))
        return isAsked ? justified(view, in: s) : EvidenceByValue(a: Evidence(true), b: Evidence(true))
    }

    /// The proposal of a correct primary, PRE-PREPARE in the first view and NEW-VIEW in the others, and the PREPAREs of
    /// backups. `undecided` are the correct replicas that are in the view and have sent nothing for either value.
    @inline(__always)
    private func propose(
        _ value: Value, _ isJustified: Evidence, to undecided: ReplicaSet, in s: State, _ view: View,
        _ next: inout Next<Self>
    ) {
        if undecided.isEmpty { return }
        let primary = primary(of: view)
        let leads = undecided.contains(primary) && s.requested.include(value)
        next.take(.prePrepare(primary, view, value), if: leads && view == .v0) {
            $0.votes.cast(.prepare(view, value), by: primary)
        }
        next.take(.newView(primary, view, value), if: leads && view > .v0, given: isJustified) {
            $0.votes.cast(.prepare(view, value), by: primary)
        }
        let isProposed = s.votes[.prepare(view, value)].contains(primary) && isJustified
        for i in undecided where i != primary {
            next.take(.prepare(i, view, value), if: accepts(value, in: s), given: isProposed) {
                $0.votes.cast(.prepare(view, value), by: i)
            }
        }
    }

    /// COMMIT in the replica's view; in one mutant also in a view that it has left.
    @inline(__always)
    private func commit(
        _ value: Value, by i: CorrectReplica, in s: State, _ current: View, _ next: inout Next<Self>
    ) {
        for view in PrefixViews(from: mutant == .lateCommit ? .v0 : current, through: current) {
            next.take(
                .commit(i.id, view, value),
                if: s.votes.hasCast(.prepare(view, value), by: i)
                    && !s.votes.hasCast(.commit(view, value), by: i),
                given: isPrepared(view, value, in: s)
            ) {
                $0.votes.cast(.commit(view, value), by: i.id)
                if view < current { $0.late[i.id] = $0.late[i.id].inserting(view) }
            }
        }
    }

    /// Check of a backup that a client has signed the request.
    @inline(__always)
    private func accepts(_ value: Value, in s: State) -> Bool {
        mutant == .uncheckedRequest || s.requested.include(value)
    }

    /// The correct replicas that have sent PREPARE (or, as primary, a proposal) in `view`.
    @inline(__always)
    private func havePrepared(_ view: View, _ correct: CorrectReplicas, in s: State) -> ReplicaSet {
        s.votes.senders(of: .prepare(view, .a), in: correct)
            | s.votes.senders(of: .prepare(view, .b), in: correct)
    }

    public var properties: [Property<State>] {
        let spec = self
        return [
            .always("agreement", unless: { s in spec.decides(.a, in: s) && spec.decides(.b, in: s) }),
            .always(
                "validity", unless: { s in Evidence(s.requested == .onlyA) && spec.decides(.b, in: s) }),
            .always(
                "client agreement",
                unless: { s in spec.misleadsClient(to: .a, in: s) || spec.misleadsClient(to: .b, in: s) }),
        ] + (mutant == .quorumOfAll ? [] : goals) + [liveness]
    }

    private var goals: [Property<State>] {
        let spec = self
        return [
            .reachable("the correct replicas decide by themselves") { s in
                spec.isDecidedByCorrect(in: s, .v0)
            },
            .reachable("the correct replicas decide by themselves in the last view") { s in
                spec.isDecidedByCorrect(in: s, spec.mutant == .noViewChange ? .v0 : spec.lastView)
            },
        ]
    }

    /// Evidence that a correct replica could execute `value` with the messages that have been sent.
    @inline(__always)
    func decides(_ value: Value, in s: State) -> Evidence {
        Evidence.any(of: View.values) { decides(value, in: s, $0) }
    }

    /// Evidence that a correct replica could have committed `value` in `view`: it is prepared, and a quorum
    /// has sent COMMIT. Without a commit phase a replica executes what it has prepared.
    @inline(__always)
    func decides(_ value: Value, in s: State, _ view: View) -> Evidence {
        let commits = s.votes[.commit(view, value)]
        let correct = commits.intersection(s.faulty.correct(among: members).members)
        return correct.count >= 1 && (mutant == .noCommitPhase ? Evidence(true) : commits.count >= quorum)
    }

    /// Decision by correct replicas alone: they are a quorum for a value in `view`, whatever the others say.
    @inline(__always)
    func isDecidedByCorrect(in s: State, _ view: View) -> Bool {
        let correct = s.faulty.correct(among: members)
        return s.votes.senders(of: .commit(view, .a), in: correct).count >= quorum
    }

    /// Evidence that a client could hold a result that no correct replica stands for, while the other value
    /// is decided.
    ///
    /// Correct replicas reply with what they have executed, so all the replies are then from Byzantine ones. Where they
    /// execute tentatively, they reply when they send COMMIT, and the client waits for replies of one view.
    @inline(__always)
    func misleadsClient(to value: Value, in s: State) -> Evidence {
        if executesTentatively {
            return decides(value.other, in: s)
                && Evidence.any(of: View.values) { s.votes[.commit($0, value)].count >= replies }
        }
        if s.faulty.members.count < replies { return Evidence(false) }
        let correct = s.faulty.correct(among: members)
        let isUnknown = View.values.allSatisfy {
            s.votes.senders(of: .commit($0, value), in: correct).isEmpty
        }
        return Evidence(isUnknown) && decides(value.other, in: s)
    }
}

/// The primaries of the views explored are special, and no other replica is; who is faulty is in the state.
extension PBFT: SymmetricSpec {
    public var interchangeable: Interchangeable {
        .all(members, but: ReplicaSet(PrefixViews(count: UInt64(views)).map { primary(of: $0) }))
    }
}
