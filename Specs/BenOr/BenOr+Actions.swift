import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension BenOr {
    /// What a correct replica does: it reports its input, then in each round proposes, and decides, adopts or
    /// tosses.
    ///
    /// The last three are step 3 of the paper and end in the report of the next round.
    public enum Action: SpecAction {
        case report(ReplicaID, Value)
        case propose(ReplicaID, round: Int, Value?)
        case decide(ReplicaID, round: Int, Value)
        case adopt(ReplicaID, round: Int, Value)
        case toss(ReplicaID, round: Int, Value)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case report, propose, decide, adopt, toss
        }

        public var kind: Kind {
            switch self {
            case .report: .report
            case .propose: .propose
            case .decide: .decide
            case .adopt: .adopt
            case .toss: .toss
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: allReplicas)
        for i in turn(after: correct.members, done: s.reporters(in: 1, correct), correct) {
            for v in Value.values {
                next.take(.report(i, v), if: mayReport(v, in: 1, s, correct)) {
                    $0.votes.cast(.report(round: 1, v), by: i)
                }
            }
        }
        for r in 1...rounds {
            let (reported, proposed) = (s.reporters(in: r, correct), s.proposers(in: r, correct))
            for i in turn(after: reported, done: proposed, correct) { propose(i, r, s, &next, correct) }
            if r < rounds {
                let ended = s.reporters(in: r + 1, correct)
                for i in turn(after: proposed, done: ended, correct) { endRound(i, r, s, &next, correct) }
            } else {
                decideAtLast(after: proposed, s, &next, correct)
            }
        }
    }

    @inline(__always)
    private func propose(
        _ i: ReplicaID, _ r: Int, _ s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas
    ) {
        let reports = reports(of: r, in: s)
        let enough = thresholds.proposal
        for v in Value.values {
            next.take(
                .propose(i, round: r, v), if: mayPropose(v, in: r, s, correct),
                given: reports.canHold(enough, for: v)
            ) { $0.votes.cast(.proposal(round: r, v), by: i) }
        }
        next.take(.propose(i, round: r, nil), given: reports.canHold(atMost: enough - 1)) {
            $0.votes.cast(.proposal(round: r, nil), by: i)
        }
    }

    @inline(__always)
    private func endRound(
        _ i: ReplicaID, _ r: Int, _ s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas
    ) {
        let (proposals, thresholds) = (proposals(of: r, in: s), thresholds)
        let mostToToss = (mutant == .tossAnyway ? thresholds.decision : thresholds.adoption) - 1
        for v in Value.values where mayReport(v, in: r + 1, s, correct) {
            next.take(.decide(i, round: r, v), given: proposals.canHold(thresholds.decision, for: v)) {
                $0.decided[v].insert(i)
                $0.votes.cast(.report(round: r + 1, v), by: i)
            }
            next.take(
                .adopt(i, round: r, v), if: thresholds.adoption < thresholds.decision,
                given: proposals.senders(of: v).count >= thresholds.adoption
                    && proposals.canHold(atMost: thresholds.decision - 1)
            ) { $0.votes.cast(.report(round: r + 1, v), by: i) }
            next.take(.toss(i, round: r, v), given: proposals.canHold(atMost: mostToToss)) {
                $0.votes.cast(.report(round: r + 1, v), by: i)
            }
        }
    }

    /// The end of the last round, of which only a decision is seen.
    ///
    /// Nothing says that a replica has ended it, so it might decide on one sample and again on another. Where
    /// that is a violation, two replicas that decide on these samples are one as well.
    @inline(__always)
    private func decideAtLast(
        after proposed: ReplicaSet, _ s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas
    ) {
        let proposals = proposals(of: rounds, in: s)
        for v in Value.values {
            for i in turn(after: proposed, done: s.decided[v], correct) {
                next.take(
                    .decide(i, round: rounds, v), given: proposals.canHold(thresholds.decision, for: v)
                ) { $0.decided[v].insert(i) }
            }
        }
    }
}
