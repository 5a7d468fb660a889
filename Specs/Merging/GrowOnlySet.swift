import QuorateFaults

/// The grow-only set (G-Set): kernel modules that are added by machines while they are offline, and never removed.
///
/// Shapiro, Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated Data
/// Types", INRIA RR-7506 (2011), section 3.3. Each node adds to its own copy without asking anybody, and merges the
/// copies that it hears of into it by union. Strong convergence is the paper's: who has seen the same additions has the
/// same set, in whatever order and however often they came. A node reads the copy of another in one step; where copies
/// are `late`, it hears what the other has sent before, and copies that cross are all old. A machine that is offline is
/// one whose gossip is not yet taken.
struct GrowOnlySet: Spec {
    static let summary = "Each node adds to its own copy of a set, and copies are merged by union."
    static let source =
        "Shapiro, Preguiça, Baquero and Zawirski, A Comprehensive Study of Convergent and Commutative"
        + " Replicated Data Types (2011), section 3.3"

    /// The nodes that hold a copy of the set.
    var nodes: ReplicaSet
    /// The number of modules that there are to add.
    var modules: Int
    /// Copies that are sent, and arrive later, again or never; otherwise a node reads the copy of another.
    var late: Bool
    var mutant: Mutant?

    /// A set on `nodes` nodes, 2 to 4, of `modules` modules, 1 to 3; copies may be `late`.
    init(nodes: Int = 3, modules: Int = 2, late: Bool = false, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.modules = modules
        self.late = late
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("nodes", \.nodes, in: 2...4), Parameter("modules", \.modules, in: 1...3),
            Parameter("late", \.late),
        ]
    }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? {
        .gossip(among: nodes, late: late)
    }

    enum Module: FiniteValue, CaseIterable { case kvm, nfs, wireguard }

    /// An update: the addition of a module by a node.
    struct Addition: FiniteValue {
        let module: Module
        let node: ReplicaID
    }

    struct Copy: Hashable, Sendable, BitwiseCopyable {
        var modules = FiniteSet<Module>()
        /// The additions that the node has seen, its own and those it has heard of; no action reads them to decide on
        /// the set.
        var seen = FiniteSet<Addition>()
    }

    struct State: SpecState {
        var copy = PerReplica<Copy, 4>(Copy())
        /// The copy that each node has sent last, where copies are late.
        var sent = PerReplica<Copy, 4>(Copy())
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case add(Module, by: ReplicaID)
        case send(ReplicaID)
        case gossip(from: ReplicaID, to: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for n in nodes {
            for module in Module.values.prefix(modules) {
                let addition = Addition(module: module, node: n)
                next.take(.add(module, by: n), if: !s.copy[n].seen.contains(addition)) {
                    $0.copy[n].modules.insert(module)
                    $0.copy[n].seen.insert(addition)
                }
            }
            next.take(.send(n), if: late) { $0.sent[n] = s.copy[n] }
            for o in nodes where o != n {
                next.take(.gossip(from: n, to: o), if: mutant != .pushOnly || o == 0) {
                    merge(late ? s.sent[n] : s.copy[n], into: &$0.copy[o])
                }
            }
        }
    }

    private func merge(_ heard: Copy, into copy: inout Copy) {
        copy.seen |= heard.seen
        switch mutant {
        case .overwritingMerge: copy.modules = heard.modules
        case .togglingMerge: copy.modules = copy.modules.symmetricDifference(heard.modules)
        case .pushOnly, nil: copy.modules |= heard.modules
        }
    }

    /// Additions, which nobody has to make.
    var environmentActions: [String] { ["add"] }

    var fairness: [Fairness<Self>] {
        everyPairGossips(Action.gossip, sending: late ? Action.send : nil)
    }

    var properties: [Property<State>] {
        let nodes = nodes
        return [
            .always("strong convergence") { s in
                nodes.allSatisfy { n in
                    nodes.allSatisfy { o in
                        s.copy[n].seen != s.copy[o].seen || s.copy[n].modules == s.copy[o].modules
                    }
                }
            },
            .eventuallyAlways("eventual convergence") { s in
                let added = nodes.reduce(FiniteSet<Module>()) { all, n in
                    all | FiniteSet(s.copy[n].seen.map(\.module))
                }
                return nodes.allSatisfy { s.copy[$0].modules == added }
            },
            .reachable("a node has merged what others have added") { s in
                nodes.contains { n in s.copy[n].seen.contains { $0.node != n } }
            },
        ]
    }
}
