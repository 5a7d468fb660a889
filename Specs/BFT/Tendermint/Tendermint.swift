import QuorateFaults

/// Tendermint at one height: rounds of proposal, prevotes and precommits, with locks and proofs of lock.
///
/// Buchman, Kwon and Milosevic, "The latest gossip on BFT consensus" (2018), Algorithm 1; line numbers are
/// those of the algorithm.
///
/// Differences from the paper:
/// - A message is received at the moment when it is needed; timeouts fire at any time, once the votes are
///   there for which they wait (lines 34 and 47).
/// - A replica enters a round with the first message that it sends there. One that has entered and sent
///   nothing is like one that is still on its way, and what lets it enter stays true. Lines 47 and 65 let it
///   in once a quorum has precommitted in the round before. Lines 55 and 56 (f + 1 messages of a later round)
///   let in no others: one of their senders is correct, and the first correct one came by line 65.
/// - What a replica keeps is read off its messages. It locks in the step in which it precommits a value, and
///   never sends in a round that it has left: so its lock is its latest precommit of a value. Its validValue
///   is chosen when it proposes, among all that lines 36 to 43 allow: a value with a quorum of prevotes, in a
///   round in which the proposer has precommitted and not below its lock; it may also have none, unless it is
///   locked. (The quorum may come after the proposer has gone on: it has no reason to leave before the
///   prevotes that others send in that round.)
/// - A value is decided when a quorum has precommitted it in one round, whether or not a replica knows it
///   (line 49).
/// - There are two values and at most three rounds.
/// - Which values are valid is chosen at the start: both, or only the first.
///
/// Fault model: Byzantine replicas, signed messages, asynchronous network. No message of this algorithm holds
/// a signature of another replica, since a proof of lock is made of prevotes that everybody receives; so a
/// Byzantine replica has sent every message from the start.
struct TendermintIn<Storage: PackedStorage>: ByzantineSpec {
    static var name: String { "Tendermint" }
    static var summary: String {
        "Replicas lock on values with a quorum of prevotes, and decide on a quorum of precommits."
    }
    static var source: String {
        "Buchman, Kwon, Milosevic, The latest gossip on BFT consensus (2018), Algorithm 1"
    }
    static var authentication: FaultModel.Authentication { .signed }

    /// The n replicas; the proposer of round r is replica r.
    var replicas: ReplicaSet
    /// f, the number of Byzantine replicas, and the number that the quorums are made for.
    var faults: Int { didSet { adversary.count = faults } }
    /// Number of rounds.
    var rounds: Int
    var adversary: Adversary
    var mutant: Mutant?
    var variant: Variant?

    /// `replicas` replicas (as many as a lane of `Storage` holds), `faults` of them Byzantine, in `rounds`
    /// rounds (1 to 3).
    init(
        replicas: Int = 4, faults: Int = 1, rounds: Int = 2, mutant: Mutant? = nil, variant: Variant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.rounds = rounds
        adversary = Adversary(.every(faults))
        self.mutant = mutant
        self.variant = variant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...7), Parameter("faults", \.faults, in: 0...2),
            Parameter("rounds", \.rounds, in: 1...3),
        ]
    }
    var notes: [String] {
        let count = "\(rounds) \(rounds == 1 ? "round" : "rounds")"
        return ["one height, \(count); a decision after more of them is not covered", partialSynchronyNote]
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
        if rounds > replicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "rounds=\(rounds) need a proposer each, of replicas=\(replicas.count); lower rounds"
            )
        }
    }

    /// Size of a quorum: n - f, which is the 2f + 1 of the paper where n = 3f + 1.
    var rule: QuorumSize {
        switch mutant {
        case .quorumOf2f: QuorumSize(faults: 2)
        case .quorumOfAll: QuorumSize(replicas: 1)
        default: .allButFaulty
        }
    }
    @inline(__always) var quorum: Int { rule(n: replicas.count, f: faults) }

    struct State: ByzantineState {
        /// Proposals and prevotes.
        var opening: MonotoneVotes<Opening, Storage>
        var precommits: MonotoneVotes<Ballot, Storage>
        var faulty: FaultyReplicas
        /// Values that the application takes.
        var validity: Validity
    }

    var initialStates: [State] {
        Validity.values.flatMap { validity in
            adversary.choices(among: replicas).map { faulty in
                State(
                    opening: MonotoneVotes(from: faulty, adversary),
                    precommits: MonotoneVotes(from: faulty, adversary), faulty: faulty, validity: validity)
            }
        }
    }

    typealias Action = TendermintTerms.Action

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
        let proposed = haveProposed(in: s)
        // Everybody starts in round 0, whose proposer proposes before it does anything else.
        let late = silentProposer(of: 0, correct, proposed)
        var gone = ReplicaSet()
        for round in stride(from: rounds - 1, through: 0, by: -1) where !next.isOver {
            let silent = silentProposer(of: round, correct, proposed)
            let prevoted = havePrevoted(round, correct, in: s)
            let present = correct.members - (round > 0 ? gone | late : gone)
            let canStart = mayStart(round, in: s)
            for proposer in correct where (present & silent).contains(proposer.id) {
                propose(proposer, round, canStart, in: s, &next)
            }
            vote(round, present - silent, prevoted, canStart, in: s, &next)
            gone |= prevoted
            if proposed.contains(proposer(of: round)) { gone.insert(proposer(of: round)) }
        }
    }

    /// Lines 11 to 19. A proposer that sees a quorum of prevotes before it has precommitted locks on their
    /// value; after that, it makes the value its validValue.
    @inline(__always)
    func propose(
        _ proposer: CorrectReplica, _ round: Int, _ canStart: Evidence, in s: State, _ next: inout Next<Self>
    ) {
        let lock = lock(of: proposer, before: round, in: s)
        for value in Value.values {
            next.take(
                .propose(round: round, value, validRound: nil), if: lock == nil && s.validity.allows(value),
                given: canStart
            ) { $0.opening.cast(.proposal(value, validRound: nil), by: proposer.id) }
            for earlier in (lock?.round ?? 0)..<round {
                next.take(
                    .propose(round: round, value, validRound: earlier),
                    if: hasPrecommitted(proposer, earlier, in: s),
                    given: canStart && isKnown(Ballot(earlier, value), in: s)
                ) { $0.opening.cast(.proposal(value, validRound: earlier), by: proposer.id) }
            }
        }
    }

    /// Votes of the replicas that are `present` in the round.
    @inline(__always)
    func vote(
        _ round: Int, _ present: ReplicaSet, _ prevoted: ReplicaSet, _ canStart: Evidence, in s: State,
        _ next: inout Next<Self>
    ) {
        let correct = s.faulty.correct(among: replicas)
        let pending = present - havePrecommitted(round, correct, in: s)
        let isForgetful = mutant == .amnesia
        for i in correct where pending.contains(i.id) && !next.isOver {
            if prevoted.contains(i.id) { precommit(i, round, in: s, &next) }
            if isForgetful || !prevoted.contains(i.id) { prevote(i, round, canStart, in: s, &next) }
        }
    }

    /// Lines 22 to 33, and 57 to 60: a replica may be too late for any proposal, so it may prevote nil at any
    /// time.
    @inline(__always)
    func prevote(
        _ i: CorrectReplica, _ round: Int, _ canStart: Evidence, in s: State, _ next: inout Next<Self>
    ) {
        let lock = mutant == .noLocks ? nil : lock(of: i, before: round, in: s)
        for value in Value.values {
            next.take(
                .prevote(i.id, round: round, value), if: isValid(value, in: s),
                given: canStart && isAcceptable(value, round, lock, in: s)
            ) { $0.opening.cast(.prevote(Ballot(round, value)), by: i.id) }
        }
        next.take(.prevoteNil(i.id, round: round), if: mutant != .noTimeouts, given: canStart) {
            $0.opening.cast(.prevote(Ballot(round, nil)), by: i.id)
        }
    }

    /// Lines 36 to 46, and 61 to 64. A quorum of prevotes has a correct member, so its value was proposed.
    @inline(__always)
    func precommit(_ i: CorrectReplica, _ round: Int, in s: State, _ next: inout Next<Self>) {
        for value in Value.values {
            next.take(.precommit(i.id, round: round, value), given: hasQuorum(Ballot(round, value), in: s)) {
                $0.precommits.cast(Ballot(round, value), by: i.id)
            }
        }
        next.take(
            .precommitNil(i.id, round: round), if: mutant != .noTimeouts,
            given: hasQuorumOfPrevotes(round, in: s)
        ) {
            $0.precommits.cast(Ballot(round, nil), by: i.id)
        }
    }

    var properties: [Property<State>] {
        let (quorum, rounds, replicas) = (quorum, rounds, replicas)
        let always: [Property<State>] = [
            .always(
                "agreement",
                unless: { s in
                    Self.decided(.first, s, quorum, rounds) && Self.decided(.second, s, quorum, rounds)
                }),
            // Validity of the paper (section 2.2): a decided value satisfies the application's predicate.
            .always(
                "validity",
                unless: { s in
                    Evidence(s.validity == .onlyFirst) && Self.decided(.second, s, quorum, rounds)
                }),
            // Two votes with the same height, round and step are evidence for which a replica is slashed.
            .always("no correct replica equivocates") { s in
                let correct = s.faulty.correct(among: replicas)
                return (0..<rounds).allSatisfy { round in
                    Self.areDisjoint { s.opening.senders(of: .prevote(Ballot(round, $0)), in: correct) }
                        && Self.areDisjoint { s.precommits.senders(of: Ballot(round, $0), in: correct) }
                }
            },
            causality,
        ]
        return always + (mutant == .quorumOfAll ? [] : goals) + [termination]
    }

    /// Lines 34, 47 and 36: correct replicas precommit on a quorum of prevotes, for whatever, and prevote in another round
    /// on a quorum of precommits in the one before. All Byzantine replicas may be in it.
    private var causality: Property<State> {
        let (spec, rounds) = (self, rounds)
        return .always("each step follows a quorum of the one before") { s in
            let correct = s.faulty.correct(among: spec.replicas)
            let enough = spec.quorum - s.faulty.members.count
            var mayPrevote = true
            for round in 0..<rounds {
                let prevoted = spec.havePrevoted(round, correct, in: s)
                if !mayPrevote && !prevoted.isEmpty { return false }
                let precommitted = spec.havePrecommitted(round, correct, in: s)
                if !precommitted.isEmpty && prevoted.count < enough { return false }
                mayPrevote = precommitted.count >= enough
            }
            return true
        }
    }

    private var goals: [Property<State>] {
        let (quorum, rounds, replicas) = (quorum, rounds, replicas)
        let decision = Property<State>.reachable("the correct replicas decide by themselves") { s in
            Self.decideAlone(s, s.faulty.correct(among: replicas), quorum, inRounds: 0..<rounds)
        }
        return [decision] + (rounds > 1 && mutant != .noTimeouts ? laterRounds : [])
    }

    /// Properties that only later rounds show.
    private var laterRounds: [Property<State>] {
        let (quorum, rounds, replicas) = (quorum, rounds, replicas)
        return [
            .reachable("a value is decided after the first round") { s in
                Self.decideAlone(s, s.faulty.correct(among: replicas), quorum, inRounds: 1..<rounds)
            },
            .reachable("a correct proposer shows a proof of lock") { s in
                let correct = s.faulty.correct(among: replicas)
                return Value.values.contains {
                    !s.opening.senders(of: .proposal($0, validRound: 0), in: correct).isEmpty
                }
            },
        ]
    }

    /// Evidence that a quorum has precommitted `value` in some round: at least what any replica that decides
    /// knows.
    @inline(__always)
    static func decided(_ value: Value, _ s: State, _ quorum: Int, _ rounds: Int) -> Evidence {
        .any(of: 0..<rounds) { round in s.precommits[Ballot(round, value)].count >= quorum }
    }

    private static func decideAlone(
        _ s: State, _ correct: CorrectReplicas, _ quorum: Int, inRounds rounds: Range<Int>
    ) -> Bool {
        rounds.contains { round in
            Value.values.contains { s.precommits.senders(of: Ballot(round, $0), in: correct).count >= quorum }
        }
    }

    /// Disjointness of the voters: no replica is among those for two of the values, nil included.
    @inline(__always)
    private static func areDisjoint(_ voters: (Value?) -> ReplicaSet) -> Bool {
        let (first, second) = (voters(.first), voters(.second))
        return first.isDisjoint(with: second) && (first | second).isDisjoint(with: voters(nil))
    }
}

/// The proposers of the rounds explored are special, and no other replica is; who is faulty is in the state.
extension TendermintIn: SymmetricSpec {
    var interchangeable: Interchangeable {
        .all(replicas, but: ReplicaSet((0..<rounds).map { proposer(of: $0) }))
    }
}

extension TendermintTerms {
    /// Proposals and votes; a vote for nil is what a timeout leads to.
    enum Action: SpecAction {
        case propose(round: Int, Value, validRound: Int?)
        case prevote(ReplicaID, round: Int, Value)
        case prevoteNil(ReplicaID, round: Int)
        case precommit(ReplicaID, round: Int, Value)
        case precommitNil(ReplicaID, round: Int)
    }
}

/// Tendermint of up to four replicas, whose votes of one kind fill a word.
typealias Tendermint = TendermintIn<OneWord>
/// Tendermint of up to eight replicas: each kind of votes takes two words.
typealias WideTendermint = TendermintIn<TwoWords>

extension TendermintIn: AliasedSpec {
    static var alias: String? { alias(in: Storage.self) }
}
