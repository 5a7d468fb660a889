import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension Tendermint {
    /// What proposers and voters do; a vote for nil is what a timeout leads to.
    public enum Action: SpecAction {
        case propose(round: Int, Value, validRound: Int?)
        case prevote(ReplicaID, round: Int, Value)
        case prevoteNil(ReplicaID, round: Int)
        case precommit(ReplicaID, round: Int, Value)
        case precommitNil(ReplicaID, round: Int)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case propose, prevote, prevoteNil, precommit, precommitNil
        }

        public var kind: Kind {
            switch self {
            case .propose: .propose
            case .prevote: .prevote
            case .prevoteNil: .prevoteNil
            case .precommit: .precommit
            case .precommitNil: .precommitNil
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        let proposed = haveProposed(in: s)
        // Everybody starts in round 0, whose proposer proposes before it does anything else.
        let late = silentProposer(of: 0, correct, proposed)
        var gone = ReplicaSet()
        for round in stride(from: rounds - 1, through: 0, by: -1) {
            let silent = silentProposer(of: round, correct, proposed)
            let prevoted = havePrevoted(round, correct, in: s)
            let present = correct.members.subtracting(round > 0 ? gone.union(late) : gone)
            let canStart = mayStart(round, in: s)
            for proposer in correct where present.intersection(silent).contains(proposer.id) {
                propose(proposer, round, canStart, in: s, &next)
            }
            vote(round, present.subtracting(silent), prevoted, canStart, in: s, &next)
            gone.formUnion(prevoted)
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
                    given: canStart && hasQuorum(Ballot(earlier, value), in: s)
                ) { $0.opening.cast(.proposal(value, validRound: earlier), by: proposer.id) }
            }
        }
    }

    /// What the replicas that are `present` in the round vote.
    @inline(__always)
    func vote(
        _ round: Int, _ present: ReplicaSet, _ prevoted: ReplicaSet, _ canStart: Evidence, in s: State,
        _ next: inout Next<Self>
    ) {
        let correct = s.faulty.correct(among: allReplicas)
        let pending = present.subtracting(havePrecommitted(round, correct, in: s))
        let isForgetful = mutant == .amnesia
        for i in correct where pending.contains(i.id) {
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
        next.take(.prevoteNil(i.id, round: round), given: canStart) {
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
        next.take(.precommitNil(i.id, round: round), given: hasQuorumOfPrevotes(round, in: s)) {
            $0.precommits.cast(Ballot(round, nil), by: i.id)
        }
    }
}
