import QuorateLanguage
import QuorateQuorums

/// Some vote, somebody decides, and others do what nobody looks at: what mutants of it nobody notices is known.
struct Committee: Spec {
    /// A mutant written by hand, for those that are made from outside to be compared with.
    enum Slip: Int, CaseIterable {
        case none
        /// The lamp is lit whatever has happened.
        case unguardedLight
        case neverLight
        /// The lamp is said to be lit, and stays dark.
        case idleLight
        /// Anybody decides at any time.
        case unguardedDecision
        case smallerQuorum, largerQuorum
        case darkOnly, litOnly
    }

    /// A rule that no other spec has, since other tests run beside.
    static let rule = QuorumSize(replicas: 3, plus: 5, over: 7)
    static var ruleName: String { "\(rule.quantity())" }

    var members = ReplicaSet(count: 3)
    var slipNumber = 0

    init(_ slip: Slip = .none) { slipNumber = slip.rawValue }
    var slip: Slip { Slip(rawValue: slipNumber)! }
    var replicas: ReplicaSet { members }
    var parameters: [Parameter<Self>] { [Parameter("members", \.members, in: 2...4)] }

    struct State: SpecState {
        var voted = ReplicaSet()
        var isDecided = false
        var isLit = false
    }

    enum Action: SpecAction {
        case vote(ReplicaID), decide, light, ring
    }

    var quorum: Int {
        Self.rule(n: members.count) + (slip == .smallerQuorum ? -1 : slip == .largerQuorum ? 1 : 0)
    }

    var initialStates: [State] {
        (slip == .litOnly ? [] : [State()]) + (slip == .darkOnly ? [] : [State(isLit: true)])
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for r in members { next.take(.vote(r), if: !s.voted.contains(r)) { $0.voted.insert(r) } }
        next.take(.decide, if: slip == .unguardedDecision || !s.isDecided && s.voted.count >= quorum) {
            $0.isDecided = true
        }
        let slip = slip
        let mayLight = slip == .unguardedLight || !s.isLit && s.voted.isEmpty
        next.take(.light, if: mayLight && slip != .neverLight) { $0.isLit = slip != .idleLight || $0.isLit }
        next.take(.ring, if: s.voted.count <= 4)
    }

    var requiredActions: [String] { ["ring"] }

    var properties: [Property<State>] {
        [
            .always("enough votes") { !$0.isDecided || $0.voted.count >= 2 },
            .reachable("decision") { $0.isDecided }, .reachable("darkness") { !$0.isLit },
        ]
    }
}
