public import QuorateFaults
import QuorateLanguage
public import QuorateQuorums

extension Tendermint: ByzantineSpec {
    /// A message of any kind.
    public enum Message: Hashable, Sendable {
        case opening(Opening), precommit(Ballot)
    }

    public var messages: [Message] {
        let ballots = Ballot.values.filter { $0.round < rounds }
        return ballots.map { .precommit($0) }
            + Opening.values.filter(isWithinRounds).map { .opening($0) }
    }

    private func isWithinRounds(_ message: Opening) -> Bool {
        switch message {
        case .prevote(let ballot): ballot.round < rounds
        case .proposal(_, let validRound): (validRound ?? -1) < rounds - 1
        }
    }

    public func faulty(in s: State) -> FaultyReplicas { s.faulty }

    public func send(_ message: Message, from sender: ReplicaID, in s: inout State) {
        switch message {
        case .opening(let message): s.opening.cast(message, by: sender)
        case .precommit(let ballot): s.precommits.cast(ballot, by: sender)
        }
    }

    public func correctPart(of s: State) -> State {
        var part = s
        part.opening = s.opening.without(s.faulty)
        part.precommits = s.precommits.without(s.faulty)
        return part
    }
}
