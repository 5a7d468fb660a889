public import QuorateLanguage
import QuorateQuorums

extension MembershipChange {
    public enum Mutant: String, SpecMutant {
        case noNoOp = "no-no-op"
        case oneStep = "one-step"
        case twoServers = "two-servers"

        public var expectation: MutantExpectation {
            switch self {
            case .noNoOp:
                .breaks(
                    "one leader per term",
                    "a leader removes a server before it has committed an entry of its own term")
            case .oneStep:
                .breaks("one leader per term", "the new configuration replaces the old one in one step")
            case .twoServers:
                .breaks("one leader per term", "two servers at a time are changed in one step")
            }
        }
    }

    /// Two bugs are about single-server changes, and one takes four members and three terms to show.
    mutating func makeRoomForMutant() {
        switch mutant {
        case .noNoOp:
            (servers, members, terms) = (ReplicaSet(count: 4), ReplicaSet(count: 4), 3)
            method = .singleServer
        case .twoServers: method = .singleServer
        default: break
        }
    }
}
