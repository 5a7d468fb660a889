import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension HotStuff {
    /// What a leader proposes, what replicas vote for, and a timeout.
    public enum Action: SpecAction {
        case propose(view: Int, Block, justify: Int?)
        case prepare(ReplicaID, view: Int, Block)
        case preCommit(ReplicaID, view: Int, Block)
        case commit(ReplicaID, view: Int, Block)
        case nextView(ReplicaID, view: Int)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case propose, prepare, preCommit, commit, nextView
        }

        public var kind: Kind {
            switch self {
            case .propose: .propose
            case .prepare: .prepare
            case .preCommit: .preCommit
            case .commit: .commit
            case .nextView: .nextView
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        var entered = correct.members
        for view in 0..<views {
            let gone = view + 1 < views ? haveEntered(view + 1, in: s) : ReplicaSet()
            let present = entered.subtracting(gone)
            entered = gone
            if present.isEmpty { continue }
            if let leader = correct[leader(of: view)], present.contains(leader.id) {
                propose(leader, view, in: s, &next)
            }
            vote(view, present, in: s, &next)
            for i in correct where present.contains(i.id) {
                next.take(.nextView(i.id, view: view + 1), if: view + 1 < views) {
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
        for block in Block.values {
            next.take(
                .propose(view: view, block, justify: nil), if: s.validity.allows(block),
                given: isJustifiedWithoutCertificate(view, in: s)
            ) { $0.justified.cast(.proposal(block, justify: nil), by: leader.id) }
            for earlier in 0..<view {
                next.take(
                    .propose(view: view, block, justify: earlier), if: !ignoresCertificates,
                    given: isHighest(Ballot(earlier, block), for: view, in: s)
                ) { $0.justified.cast(.proposal(block, justify: earlier), by: leader.id) }
            }
        }
    }

    /// The phases come in order: no vote follows a vote of the same or a later phase in the same view.
    @inline(__always)
    func vote(_ view: Int, _ present: ReplicaSet, in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        let preCommitted = havePreCommitted(view, correct, in: s)
        let pending = present.subtracting(haveCommitted(view, correct, in: s))
        let prepared = havePrepared(view, correct, in: s)
        for i in correct where pending.contains(i.id) {
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

    /// The pre-commit phase of a replica.
    @inline(__always)
    func preCommit(_ i: CorrectReplica, _ view: Int, in s: State, _ next: inout Next<Self>) {
        for block in Block.values {
            next.take(
                .preCommit(i.id, view: view, block), given: certificate(Ballot(view, block), in: s)
            ) { $0.votes.cast(.preCommit(Ballot(view, block)), by: i.id) }
        }
    }

    /// The commit phase of a replica.
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
}
