/// Whether something is nested in more levels than a number, so that nobody who walks it runs out of stack.
///
/// The walk itself ends at that number.
extension Statement {
    func isDeeper(than levels: Int) -> Bool {
        guard levels > 0 else { return true }
        return switch self {
        case .comparison(let left, _, let right):
            left.isDeeper(than: levels - 1) || right.isDeeper(than: levels - 1)
        case .isSubset(let left, let right):
            left.isDeeper(than: levels - 1) || right.isDeeper(than: levels - 1)
        case .all(let parts), .any(let parts): parts.contains { $0.isDeeper(than: levels - 1) }
        case .not(let part): part.isDeeper(than: levels - 1)
        }
    }
}

extension Quantity {
    fileprivate func isDeeper(than levels: Int) -> Bool {
        guard levels > 0 else { return true }
        return switch self {
        case .number, .parameter: false
        case .count(let set), .weight(let set): set.isDeeper(than: levels - 1)
        case .sum(let left, let right), .difference(let left, let right):
            left.isDeeper(than: levels - 1) || right.isDeeper(than: levels - 1)
        case .multiple(_, let quantity): quantity.isDeeper(than: levels - 1)
        case .floor(let quotient), .ceiling(let quotient): quotient.numerator.isDeeper(than: levels - 1)
        }
    }
}

extension SetExpression {
    fileprivate func isDeeper(than levels: Int) -> Bool {
        guard levels > 0 else { return true }
        return switch self {
        case .everyone, .named: false
        case .union(let left, let right), .intersection(let left, let right),
            .difference(let left, let right),
            .symmetricDifference(let left, let right):
            left.isDeeper(than: levels - 1) || right.isDeeper(than: levels - 1)
        }
    }
}
