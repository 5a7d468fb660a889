public import QuorateLanguage
public import QuorateQuorums

extension CorrelatedBug {
    public enum Action: SpecAction {
        case request(Input)
        case reply(ReplicaID, Result)
        case accept(Client, Result)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case request, reply, accept }

        public var kind: Kind {
            switch self {
            case .request: .request
            case .reply: .reply
            case .accept: .accept
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for input in Input.values {
            next.take(.request(input), if: s.input == nil) { $0.input = input }
        }
        for r in allReplicas.subtracting(s.replies.senders) {
            let hitsBug = s.input == .triggering && program(of: r) == s.buggy
            let result: Result = hitsBug ? .wrong : .right
            next.take(.reply(r, result), if: s.input != nil) { $0.replies[result].insert(r) }
        }
        for result in Result.values {
            let isBelieved = s.replies[result].count >= enoughReplies
            next.take(.accept(.first, result), if: s.first == nil && isBelieved) { $0.first = result }
            next.take(.accept(.second, result), if: s.second == nil && isBelieved) { $0.second = result }
        }
    }
}
