import QuorateLanguage

/// Parts of a graph that show, each by itself, that no fair run stays in it for ever.
///
/// A graph is divided into its components. A node that is one by itself is passed. In a component an obligation is owed by
/// all and discharged by no step; or one that is strong is owed by some, which are taken away, and the rest is divided
/// again (Emerson and Lei, "Modalities for model checking", Science of Computer Programming 8, 1987); otherwise a run that
/// goes everywhere in it is fair. Components from which equally many others follow, one after the other, make one part if
/// the same is true of them: no step leads from one to another.
struct RankingParts {
    /// Reason why no fair run stays, as it is written.
    enum Kind: UInt8 {
        case passed, owing, owingAgain, asItShould
    }

    struct Part: Hashable {
        var kind: Kind
        var obligation: Int
        /// Number of the part that it is in, plus 1; 0 for the whole.
        var parent: Int
    }

    private let graph: RankingGraph
    private let isVisiting: Bool
    private let strong: UInt64
    private(set) var parts: [Part] = []
    /// Number of the innermost part of each node.
    private(set) var places: [UInt32]

    init(_ graph: RankingGraph, isVisiting: Bool, fairness: [ErasedSpec.FairnessOutline]) {
        self.graph = graph
        self.isVisiting = isVisiting
        strong = fairness.indices.reduce(0) { fairness[$1].isStrong ? $0 | 1 << UInt64($1) : $0 }
        places = Array(repeating: 0, count: graph.members.count)
    }

    /// Finds the part of every node; false where some fair run stays.
    mutating func fill() -> Bool {
        for node in graph.members.indices where graph.isAvoiding[node] && graph.owed[node] == 0 {
            return false
        }
        var components = RankedComponents(graph)
        var open = [(nodes: graph.members.indices.map(UInt32.init), parent: 0)]
        while let (nodes, parent) = open.popLast() {
            var found: [Key: [UInt32]] = [:]
            for component in components.split(nodes) {
                guard let (kind, obligation) = reason(component.nodes, component.isCycle, components) else {
                    return false
                }
                let key = Key(rank: component.rank, kind: kind, obligation: obligation)
                found[key, default: []] += component.nodes
            }
            for (key, nodes) in found.sorted(by: { $0.key < $1.key }) {
                parts.append(Part(kind: key.kind, obligation: key.obligation, parent: parent))
                for node in nodes { places[Int(node)] = UInt32(parts.count - 1) }
                guard key.kind == .owingAgain else { continue }
                let bit = 1 << UInt64(key.obligation) as UInt64
                open.append((nodes.filter { graph.owed[Int($0)] & bit == 0 }, parts.count))
            }
        }
        return true
    }

    private struct Key: Hashable, Comparable {
        var rank: Int
        var kind: Kind
        var obligation: Int

        static func < (one: Key, other: Key) -> Bool {
            (one.rank, one.kind.rawValue, one.obligation)
                < (other.rank, other.kind.rawValue, other.obligation)
        }
    }

    /// Reason why no fair run stays in a component, or nil where one does.
    private func reason(
        _ nodes: [UInt32], _ isCycle: Bool, _ components: RankedComponents
    ) -> (kind: Kind, obligation: Int)? {
        if !isCycle { return (.passed, 0) }
        if isVisiting, !nodes.contains(where: { graph.isAvoiding[Int($0)] }) { return (.asItShould, 0) }
        var (ever, always, discharged): (UInt64, UInt64, UInt64) = (0, .max, 0)
        for node in nodes.lazy.map(Int.init) {
            ever |= graph.owed[node]
            always &= graph.owed[node]
            for step in graph.steps(of: node)
            where components.areTogether(node, Int(graph.targets[step])) {
                discharged |= graph.discharged[step]
            }
        }
        if always & ~discharged != 0 { return (.owing, (always & ~discharged).trailingZeroBitCount) }
        let missing = strong & ever & ~discharged
        return missing == 0 ? nil : (.owingAgain, missing.trailingZeroBitCount)
    }
}
