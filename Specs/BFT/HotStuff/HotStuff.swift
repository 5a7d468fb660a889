import QuorateFaults

/// Basic HotStuff: in each view a leader gathers three rounds of votes for a block, and a quorum of the last
/// decides it.
///
/// Yin, Malkhi, Reiter, Gueta and Abraham, "HotStuff: BFT Consensus with Linearity and Responsiveness", PODC
/// 2019, Algorithm 2. One decision is made: a block is one of two branches that grow out of the genesis
/// block, so two blocks conflict exactly when they differ, and a block extends a certified one when both are
/// on the same branch.
///
/// Differences from the paper:
/// - A message is received at the moment when it is needed. A certificate is there as soon as its votes are:
///   its leader has no reason to leave the view before the votes that others cast in it.
/// - What a replica keeps is read off its votes. It sets prepareQC in the step in which it votes to
///   pre-commit, lockedQC in the step in which it votes to commit, and never votes in a view that it has
///   left: so prepareQC is the block of its latest pre-commit vote, and lockedQC that of its latest commit
///   vote. Its view is the highest one for which it has sent NEW-VIEW, and its phase is the one after its
///   latest vote in that view, or after a proposal that it has found unsafe.
/// - A block is decided when a quorum has voted to commit it, whether or not a replica knows it.
/// - Timeouts fire at any time and never skip a view; there are at most three views.
/// - Which blocks are valid is left to the application and chosen at the start: both, or only the left one.
///
/// Fault model: Byzantine replicas, signed messages, asynchronous network. A Byzantine replica votes for
/// everything in every view from the start. NEW-VIEW and PREPARE messages hold a certificate, and so
/// signatures of correct replicas: it can send those whose certificate the votes make by then, as well as
/// those that hold none.
struct HotStuffIn<Storage: PackedStorage>: ByzantineSpec {
    static var name: String { "HotStuff" }
    static var summary: String {
        "Leaders collect three rounds of votes; replicas lock on what may be decided."
    }
    static var source: String { "Yin et al., HotStuff (PODC 2019), Algorithm 2" }
    static var authentication: FaultModel.Authentication { .signed }

    /// The n replicas; the leader of view v is replica v.
    var replicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    var faults: Int { didSet { adversary.count = faults } }
    /// Number of views.
    var views: Int
    /// Leaders that propose what they like, whatever certificates the NEW-VIEW messages hold: safe, because
    /// locked replicas do not follow, and the locks alone guard the decision. What is lost is progress.
    var ignoresCertificates: Bool
    var adversary: Adversary
    var mutant: Mutant?
    var variant: Variant?

    /// `replicas` replicas (as many as a lane of `Storage` holds), `faults` of them Byzantine, in `views`
    /// views (1 to 3).
    init(
        replicas: Int = 4, faults: Int = 1, views: Int = 2, ignoresCertificates: Bool = false,
        mutant: Mutant? = nil, variant: Variant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.views = views
        self.ignoresCertificates = ignoresCertificates
        adversary = Adversary(.every(faults))
        self.mutant = mutant
        self.variant = variant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("views", \.views, in: 1...3), Parameter("ignoresCertificates", \.ignoresCertificates),
        ]
    }
    var notes: [String] {
        [
            "\(views) \(views == 1 ? "view" : "views"); a decision after more of them is not covered",
            partialSynchronyNote,
        ]
    }

    func validate() throws {
        try checkRoom(in: Storage.self)
        if quorum <= faults {
            throw SpecError(
                spec: Self.name,
                message:
                    "quorums of \(quorum) could be Byzantine replicas only; raise replicas, or "
                    + (faults == 0 ? "faults to 1" : "lower faults"))
        }
        if views > replicas.count {
            throw SpecError(
                spec: Self.name,
                message: "views=\(views) need a leader each, of replicas=\(replicas.count); lower views")
        }
    }

    /// Number of votes that make a certificate: n - f.
    var rule: QuorumSize {
        switch mutant {
        case .quorumOf2f: QuorumSize(faults: 2)
        case .quorumOfAll: QuorumSize(replicas: 1)
        default: .allButFaulty
        }
    }
    var quorum: Int { rule(n: replicas.count, f: faults) }

    struct State: ByzantineState {
        /// Votes of the first two phases.
        var votes: MonotoneVotes<Vote, Storage>
        /// Votes of the last phase.
        var commits: MonotoneVotes<Ballot, Storage>
        /// Messages that hold certificates, of correct replicas only: `Adversary.senders` adds the others.
        var justified = MonotoneVotes<JustifiedMessage, Storage>()
        var faulty: FaultyReplicas
        /// Blocks that the application takes.
        var validity: Validity
    }

    var initialStates: [State] {
        Validity.values.flatMap { validity in
            adversary.choices(among: replicas).map { faulty in
                State(
                    votes: MonotoneVotes(from: faulty, adversary),
                    commits: MonotoneVotes(from: faulty, adversary), faulty: faulty, validity: validity)
            }
        }
    }

    typealias Action = HotStuffTerms.Action

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
        var entered = correct.members
        for view in 0..<views where !next.isOver {
            let gone = view + 1 < views ? haveEntered(view + 1, in: s) : ReplicaSet()
            let present = entered - gone
            entered = gone
            if present.isEmpty { continue }
            if let leader = correct[leader(of: view)], present.contains(leader.id) {
                propose(leader, view, in: s, &next)
            }
            vote(view, present, in: s, &next)
            if view + 1 == views || mutant == .noTimeouts { continue }
            for i in correct where present.contains(i.id) {
                next.take(.nextView(i.id, view: view + 1)) {
                    $0.justified.cast(.newView(view + 1, prepareQC: prepareQC(of: i, view, in: s)), by: i.id)
                }
            }
        }
    }

    /// The leader's part of the prepare phase: it proposes on the highest certificate of a quorum of NEW-VIEW
    /// messages.
    @inline(__always)
    func propose(_ leader: CorrectReplica, _ view: Int, in s: State, _ next: inout Next<Self>) {
        if hasProposed(leader, in: s) { return }
        let waits = variant == .twoPhasesAndDelta && view > 0
        for block in Block.values {
            next.take(
                .propose(view: view, block, justify: nil),
                if: s.validity.allows(block) && (!waits || hearsOfAll(upTo: nil, for: view, in: s)),
                given: isJustifiedWithoutCertificate(view, in: s)
            ) { $0.justified.cast(.proposal(block, justify: nil), by: leader.id) }
            for earlier in 0..<view {
                next.take(
                    .propose(view: view, block, justify: earlier),
                    if: !ignoresCertificates && (!waits || hearsOfAll(upTo: earlier, for: view, in: s)),
                    given: isHighest(Ballot(earlier, block), for: view, in: s)
                ) { $0.justified.cast(.proposal(block, justify: earlier), by: leader.id) }
            }
        }
    }

    /// The phases come in order: no vote follows a vote of the same or a later phase in the same view.
    @inline(__always)
    func vote(_ view: Int, _ present: ReplicaSet, in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
        let preCommitted = havePreCommitted(view, correct, in: s)
        let pending = present - haveCommitted(view, correct, in: s)
        let prepared = havePrepared(view, correct, in: s)
        for i in correct where pending.contains(i.id) && !next.isOver {
            if preCommitted.contains(i.id) {
                commit(i, view, in: s, &next)
            } else if prepared.contains(i.id) {
                preCommit(i, view, in: s, &next)
            } else {
                prepare(i, view, in: s, &next)
            }
        }
    }

    /// The prepare phase of a replica, and the next for one that has found the proposal unsafe.
    @inline(__always)
    func prepare(_ i: CorrectReplica, _ view: Int, in s: State, _ next: inout Next<Self>) {
        let lock = mutant == .noLocks ? nil : lockedQC(of: i, before: view, in: s)
        for block in Block.values {
            next.take(
                .prepare(i.id, view: view, block), if: isValid(block, in: s),
                given: isAcceptable(block, view, lock, in: s)
            ) { $0.votes.cast(.prepare(Ballot(view, block)), by: i.id) }
        }
        if mayReject(view, lock, in: s) { preCommit(i, view, in: s, &next) }
    }

    @inline(__always)
    func preCommit(_ i: CorrectReplica, _ view: Int, in s: State, _ next: inout Next<Self>) {
        let hasTwoPhases = hasTwoPhases
        for block in Block.values {
            let ballot = Ballot(view, block)
            next.take(.preCommit(i.id, view: view, block), given: certificate(ballot, in: s)) {
                $0.votes.cast(.preCommit(ballot), by: i.id)
                if hasTwoPhases { $0.commits.cast(ballot, by: i.id) }
            }
        }
    }

    @inline(__always)
    func commit(_ i: CorrectReplica, _ view: Int, in s: State, _ next: inout Next<Self>) {
        for block in Block.values {
            let ballot = Ballot(view, block)
            next.take(
                .commit(i.id, view: view, block), given: s.votes[.preCommit(ballot)].count >= quorum
            ) { $0.commits.cast(ballot, by: i.id) }
        }
    }

    @inline(__always)
    func isValid(_ block: Block, in s: State) -> Bool {
        mutant == .uncheckedBlocks || s.validity.allows(block)
    }

    var properties: [Property<State>] {
        let (quorum, views) = (quorum, views)
        return [
            .always(
                "agreement",
                unless: { s in
                    Self.decided(.left, s, quorum, views) && Self.decided(.right, s, quorum, views)
                }),
            // The paper leaves it to the application what a valid block is; here replicas vote for no other.
            .always(
                "validity",
                unless: { s in
                    Evidence(s.validity == .onlyLeft) && Self.decided(.right, s, quorum, views)
                }),
        ] + (mutant == .quorumOfAll ? [] : goals) + [liveness]
    }

    private var goals: [Property<State>] {
        let (quorum, replicas) = (quorum, replicas)
        let decision = Property<State>.reachable("the correct replicas decide by themselves") { s in
            let correct = s.faulty.correct(among: replicas)
            return Ballot.values.contains { s.commits.senders(of: $0, in: correct).count >= quorum }
        }
        guard views > 1 && mutant != .noTimeouts else { return [decision] }
        let lateDecision = Property<State>.reachable("a block is decided after a view change") { s in
            let correct = s.faulty.correct(among: replicas)
            return Ballot.values.contains { ballot in
                ballot.view > 0 && s.commits.senders(of: ballot, in: correct).count >= quorum
            }
        }
        return [decision, lateDecision]
    }

    /// Evidence that a quorum has voted to commit `block` in some view: at least what any replica that
    /// decides knows.
    @inline(__always)
    static func decided(_ block: Block, _ s: State, _ quorum: Int, _ views: Int) -> Evidence {
        .any(of: 0..<views) { view in s.commits[Ballot(view, block)].count >= quorum }
    }
}

/// The leaders of the views explored are special, and no other replica is; who is faulty is in the state.
extension HotStuffIn: SymmetricSpec {
    var interchangeable: Interchangeable {
        .all(replicas, but: ReplicaSet((0..<views).map { leader(of: $0) }))
    }
}

extension HotStuffTerms {
    /// Proposals of leaders, votes of replicas, and a timeout.
    enum Action: SpecAction {
        case propose(view: Int, Block, justify: Int?)
        case prepare(ReplicaID, view: Int, Block)
        case preCommit(ReplicaID, view: Int, Block)
        case commit(ReplicaID, view: Int, Block)
        case nextView(ReplicaID, view: Int)
    }
}

/// HotStuff of up to four replicas, whose votes of one kind fill a word.
typealias HotStuff = HotStuffIn<OneWord>
/// HotStuff of up to eight replicas: each kind of votes takes two words.
typealias WideHotStuff = HotStuffIn<TwoWords>

extension HotStuffIn: AliasedSpec {
    static var alias: String? { alias(in: Storage.self) }
}
