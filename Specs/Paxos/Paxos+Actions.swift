public import QuorateLanguage
public import QuorateQuorums

extension Paxos {
    /// Phases 1a, 1b, 2a and 2b.
    public enum Action: SpecAction {
        case prepare(ballot: Int)
        case promise(ReplicaID, ballot: Int)
        case propose(ballot: Int, value: Int)
        case vote(ReplicaID, ballot: Int)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case prepare, promise, propose, vote }

        public var kind: Kind {
            switch self {
            case .prepare: .prepare
            case .promise: .promise
            case .propose: .propose
            case .vote: .vote
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for b in 0...ballots {
            next.take(.prepare(ballot: b)) { $0.messages.insert(.prepare(ballot: b)) }
            guard s.proposal(in: b, values: values) == nil else { continue }
            for v in 0..<values {
                next.take(.propose(ballot: b, value: v), if: mayPropose(v, in: b, s)) {
                    $0.messages.insert(.proposal(ballot: b, value: v))
                }
            }
        }
        for a in acceptors {
            let highest = s.highestBallot(of: a, upTo: ballots)
            for b in 0...ballots {
                next.take(
                    .promise(a, ballot: b), if: b > highest && s.messages.contains(.prepare(ballot: b))
                ) {
                    $0.messages.insert(.promise(a, ballot: b))
                }
                next.take(
                    .vote(a, ballot: b), if: b >= highest && s.proposal(in: b, values: values) != nil
                ) {
                    $0.messages.insert(.vote(a, ballot: b))
                }
            }
        }
    }

    /// Whether some quorum has promised for `ballot`, and the latest vote that its promises report is for
    /// `value`, or there is none.
    private func mayPropose(_ value: Int, in ballot: Int, _ s: State) -> Bool {
        let quorums = ThresholdQuorums(of: acceptors, size: Self.quorumSize(n: acceptors.count))
        // The promisers whose latest vote is in the ballot at hand or before: leaving out those with later
        // votes is how a proposer makes an earlier vote the latest of its quorum.
        var promisers = s.promisers(in: ballot, of: acceptors)
        var earlier = ballot - 1
        while mutant != .ignoredVotes && earlier >= 0 && quorums.isQuorum(promisers) {
            let voters = s.voters(in: earlier, of: promisers)
            if !voters.isEmpty && s.messages.contains(.proposal(ballot: earlier, value: value)) {
                return true
            }
            promisers = promisers.subtracting(voters)
            earlier -= 1
        }
        return quorums.isQuorum(promisers)
    }
}
