public import QuorateFaults
import QuorateLanguage
public import QuorateQuorums

extension HotStuff: ByzantineSpec {
    /// A message of any kind.
    public enum Message: Hashable, Sendable {
        case vote(Vote), commit(Ballot), justified(JustifiedMessage)
    }

    public var messages: [Message] {
        let ballots = Ballot.values.filter { $0.view < views }
        return ballots.flatMap { [.vote(.prepare($0)), .vote(.preCommit($0)), .commit($0)] }
            + JustifiedMessage.values.filter(isWithinViews).map { .justified($0) }
    }

    private func isWithinViews(_ message: JustifiedMessage) -> Bool {
        switch message {
        case .newView(let view, _): view < views
        case .proposal(_, let justify): (justify ?? -1) < views - 1
        }
    }

    public func faulty(in s: State) -> FaultyReplicas { s.faulty }

    public func canSend(_ message: Message, from sender: ReplicaID, in s: State) -> Evidence {
        switch message {
        case .justified(.newView(_, let ballot?)): shownCertificate(ballot, in: s)
        case .justified(.proposal(let block, let view?)): shownCertificate(Ballot(view, block), in: s)
        default: Evidence(true)
        }
    }

    public func send(_ message: Message, from sender: ReplicaID, in s: inout State) {
        switch message {
        case .vote(let vote): s.votes.cast(vote, by: sender)
        case .commit(let ballot): s.commits.cast(ballot, by: sender)
        case .justified(let message): adversary.show(message, by: sender, in: &s.justified)
        }
    }

    public func correctPart(of s: State) -> State {
        var part = s
        part.votes = s.votes.without(s.faulty)
        part.commits = s.commits.without(s.faulty)
        part.justified = s.justified.without(s.faulty)
        return part
    }
}
