import QuorateExplorer

/// Basis on which the two sides of an instance were compared, and the answer, in words.
struct ComparedBehaviour {
    /// States or runs that were compared, as in `whole states: 12 states and 20 steps`.
    let basis: String
    /// The answer; that they are the same is said only where it was decided.
    let answer: String

    init(_ graphs: GraphComparison) {
        basis = Self.words(graphs.basis) + ": " + Self.sizes(graphs)
        answer =
            switch graphs.behaviour {
            case .same: "the same behaviour"
            case .different: (["different behaviour"] + graphs.notes).joined(separator: "; ")
            case .inconclusive(let reasons): (["not decided"] + reasons).joined(separator: "; ")
            }
    }

    private static func words(_ basis: GraphComparison.Basis) -> String {
        guard case .runs(let common, let onlyBase, let onlyHead) = basis else { return "whole states" }
        let fields =
            common.isEmpty ? "actions alone" : "actions and the fields \(common.joined(separator: ", "))"
        let rest = [("base", onlyBase), ("head", onlyHead)].filter { !$0.1.isEmpty }
            .map { "without \($1.joined(separator: ", ")) of the \($0) alone" }
        return (["runs, by \(fields)"] + rest).joined(separator: ", ")
    }

    private static func sizes(_ graphs: GraphComparison) -> String {
        let (base, head) = (graphs.base.words, graphs.head.words)
        return base == head ? head : "\(base) in the base, \(head) in the head"
    }
}
