package import QuorateLanguage

/// Comparisons of an expression that no state has made of like with like, as those of a map with a name: they are
/// false everywhere, and say nothing.
package struct ComparedKinds: Sendable {
    /// Comparisons of which no state has shown two values of one kind.
    private var open: [(node: StateExpression.Node, unlike: String?)]

    /// The comparisons of an expression.
    package init(of expression: StateExpression) {
        open = expression.comparisons.map { ($0, nil) }
    }

    /// Remark on the first comparison that had only unlike sides so far; nil where there is none.
    package var unlike: String? { open.lazy.compactMap(\.unlike).first }

    /// Looks at the sides in one more state.
    package mutating func look(at state: [SpecValue.Field]) {
        guard !open.isEmpty else { return }
        let evaluation = StateEvaluation(state, of: state.map(\.name))
        open = open.compactMap { comparison in
            guard case .binary(let symbol, let left, let right) = comparison.node,
                let first = try? evaluation.value(of: left), let second = try? evaluation.value(of: right)
            else { return comparison }
            let isLike = symbol == .member ? second.hasMembers(like: first) : first.isLike(second)
            switch isLike {
            case true: return nil
            case nil: return comparison
            case false:
                let values = [first, second].map { JSONValue.clipped($0.description) }
                let remark = "\(values[0]) \(symbol.rawValue) \(values[1]) compares values of unlike kinds"
                return (comparison.node, comparison.unlike ?? remark)
            }
        }
    }
}

extension SpecValue {
    /// Likeness of a kind; nil where an empty collection leaves it open.
    fileprivate func isLike(_ other: SpecValue) -> Bool? {
        switch (self, other) {
        case (.boolean, .boolean), (.map, .map), (.record, .record): true
        case (.integer, .integer), (.integer, .largeInteger), (.largeInteger, .integer),
            (.largeInteger, .largeInteger):
            true
        // Cases of one type, some of which have a payload.
        case (.string, .string), (.string, .variant), (.variant, .string), (.variant, .variant): true
        case (.list(let first), .list(let second)), (.set(let first), .set(let second)):
            first.isEmpty || second.isEmpty ? nil : first.contains { $0.isLike(second[0]) != false }
        default: false
        }
    }

    /// Likeness of a value to the members of a collection.
    fileprivate func hasMembers(like value: SpecValue) -> Bool? {
        let members: [SpecValue]
        switch self {
        case .set(let elements), .list(let elements): members = elements
        case .map(let entries): members = entries.map(\.key)
        default: return false
        }
        return members.isEmpty ? nil : members.contains { $0.isLike(value) != false }
    }
}
