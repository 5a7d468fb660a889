import QuorateFaults

/// The observed-remove set (OR-Set): an authorised SSH key that machines add and remove while they are offline.
///
/// Shapiro, Preguiça, Baquero and Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated Data
/// Types", INRIA RR-7506 (2011), section 3.3, and Bieniusa et al., "An Optimized Conflict-free Replicated Set", INRIA
/// RR-8083 (2012). Each addition has a tag of its own. A removal covers the tags that its node has seen, and leaves
/// them behind as tombstones; the key is in the set while it has a tag without a tombstone. So an addition that nobody
/// who removed the key had seen survives, and what was removed stays away however late an old copy comes by. One key is
/// enough: the keys of a set have nothing to do with each other. A node reads the copy of another in one step; where
/// copies are `late`, it hears what another has sent before, so that two removals may cross.
///
/// The properties are about the history, which is kept beside the copies.
struct ObservedRemoveSet: Spec {
    static let summary = "A key is added under a fresh tag, and a removal covers the tags that it has seen."
    static let source =
        "Shapiro et al., A Comprehensive Study of Convergent and Commutative Replicated Data Types (2011),"
        + " section 3.3; Bieniusa et al., An Optimized Conflict-free Replicated Set (2012)"

    /// The nodes that hold a copy of the set.
    var nodes: ReplicaSet
    /// The greatest number of times that a node adds the key.
    var additions: Int
    /// Copies that are sent, and arrive later, again or never; otherwise a node reads the copy of another.
    var late: Bool
    var mutant: Mutant?

    /// A set on `nodes` nodes, 2 to 4, each of which adds the key up to `additions` times, 1 to 3; copies may
    /// be `late`.
    init(nodes: Int = 2, additions: Int = 2, late: Bool = false, mutant: Mutant? = nil) {
        self.nodes = ReplicaSet(count: nodes)
        self.additions = additions
        self.late = late
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("nodes", \.nodes, in: 2...4), Parameter("additions", \.additions, in: 1...3),
            Parameter("late", \.late),
        ]
    }
    var replicas: ReplicaSet { nodes }
    var assumptions: Assumptions? {
        .gossip(among: nodes, late: late)
    }

    /// The tag of an addition: its node, and how often that one had added the key before.
    enum Tag: FiniteValue {
        case fresh(ReplicaID, BoundedInt<0, 2>)
        /// The one tag of all additions, where they have none of their own.
        case common

        func isFresh(at node: ReplicaID) -> Bool {
            if case .fresh(node, _) = self { true } else { false }
        }
    }

    struct Copy: Hashable, Sendable, BitwiseCopyable {
        /// The tags under which the key was added.
        var tags = FiniteSet<Tag>()
        /// The tags that a removal has covered.
        var tombstones = FiniteSet<Tag>()

        var hasKey: Bool { !(tags - tombstones).isEmpty }
    }

    /// The updates that a node has seen, its own and those it has heard of.
    struct History: Hashable, Sendable, BitwiseCopyable {
        var additions = FiniteSet<Tag>()
        /// The additions that were seen by one of the removals.
        var removed = FiniteSet<Tag>()

        /// The additions that none of the removals had seen.
        var surviving: FiniteSet<Tag> { additions - removed }
    }

    struct Message: Hashable, Sendable, BitwiseCopyable {
        var history = History()
        var copy = Copy()
    }

    struct State: SpecState {
        var history = PerReplica<History, 4>(History())
        var copy = PerReplica<Copy, 4>(Copy())
        /// Copy that each node has sent last, where copies are late.
        var sent = PerReplica<Message, 4>(Message())
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case add(ReplicaID), remove(ReplicaID)
        case send(ReplicaID)
        case gossip(from: ReplicaID, to: ReplicaID)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for n in nodes {
            let count = s.history[n].additions.filter { $0.isFresh(at: n) }.count
            next.take(.add(n), if: count < additions) { add(.fresh(n, .init(count)), at: n, &$0) }
            next.take(.remove(n), if: s.copy[n].hasKey) { remove(at: n, &$0) }
            let message = Message(history: s.history[n], copy: s.copy[n])
            next.take(.send(n), if: late) { $0.sent[n] = message }
            for o in nodes where o != n {
                next.take(.gossip(from: n, to: o)) { merge(late ? s.sent[n] : message, into: o, &$0) }
            }
        }
    }

    private func add(_ tag: Tag, at n: ReplicaID, _ s: inout State) {
        s.history[n].additions.insert(tag)
        s.copy[n].tags.insert(mutant == .untaggedAdditions ? .common : tag)
    }

    private func remove(at n: ReplicaID, _ s: inout State) {
        s.history[n].removed = s.history[n].additions
        if mutant == .withoutTombstones {
            s.copy[n].tags = FiniteSet()
        } else {
            s.copy[n].tombstones |= s.copy[n].tags
        }
    }

    private func merge(_ heard: Message, into o: ReplicaID, _ s: inout State) {
        s.copy[o].tags |= heard.copy.tags
        s.history[o].additions |= heard.history.additions
        if mutant == .unsentRemovals { return }
        s.copy[o].tombstones |= heard.copy.tombstones
        s.history[o].removed |= heard.history.removed
    }

    /// Additions and removals, which nobody has to make.
    var environmentActions: [String] { ["add", "remove"] }

    var fairness: [Fairness<Self>] {
        everyPairGossips(Action.gossip, sending: late ? Action.send : nil)
    }

    var properties: [Property<State>] {
        let nodes = nodes
        let revival = Property<State>.reachable("a key that was removed is there again") { s in
            nodes.contains { s.copy[$0].hasKey && !s.history[$0].removed.isEmpty }
        }
        return [
            .always("a removed key stays away") { s in
                nodes.allSatisfy { !s.copy[$0].hasKey || !s.history[$0].surviving.isEmpty }
            },
            .always("an addition survives removals that had not seen it") { s in
                nodes.allSatisfy { s.copy[$0].hasKey || s.history[$0].surviving.isEmpty }
            },
            .eventuallyAlways("convergence") { s in
                nodes.allSatisfy { s.copy[$0].hasKey == s.copy[0].hasKey }
            },
            .reachable("the key is removed everywhere") { s in
                nodes.allSatisfy { !s.copy[$0].hasKey && !s.history[$0].removed.isEmpty }
            },
            // With one tag for all a key that was removed never comes again.
        ] + (mutant == .untaggedAdditions ? [] : [revival])
    }
}
