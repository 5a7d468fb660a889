/// Looks whether something is nested in too many levels, or has too many parts, for anybody to walk it to the end.
///
/// A part that is used twice counts twice: doubling a quantity forty times is a few lines of Swift.
struct Extent {
    /// Number of parts that may still come.
    private(set) var partsLeft: Int

    init(parts: Int) { partsLeft = parts }

    /// End of the look: it stops where a walk would not.
    private mutating func ends(_ levels: Int) -> Bool {
        partsLeft -= 1
        return levels <= 0 || partsLeft < 0
    }

    mutating func isExceeded(by statement: Proposition, levels: Int) -> Bool {
        if ends(levels) { return true }
        switch statement {
        case .comparison(let left, _, let right):
            return isExceeded(by: left, levels: levels - 1) || isExceeded(by: right, levels: levels - 1)
        case .isSubset(let left, let right):
            return isExceeded(by: left, levels: levels - 1) || isExceeded(by: right, levels: levels - 1)
        case .all(let parts), .any(let parts):
            for part in parts where isExceeded(by: part, levels: levels - 1) { return true }
            return false
        case .not(let part): return isExceeded(by: part, levels: levels - 1)
        }
    }

    private mutating func isExceeded(by quantity: Quantity, levels: Int) -> Bool {
        if ends(levels) { return true }
        switch quantity {
        case .number, .parameter: return false
        case .count(let set), .weight(let set): return isExceeded(by: set, levels: levels - 1)
        case .sum(let left, let right), .difference(let left, let right):
            return isExceeded(by: left, levels: levels - 1) || isExceeded(by: right, levels: levels - 1)
        case .multiple(_, let quantity): return isExceeded(by: quantity, levels: levels - 1)
        case .floor(let quotient), .ceiling(let quotient):
            return isExceeded(by: quotient.numerator, levels: levels - 1)
        }
    }

    private mutating func isExceeded(by set: SetExpression, levels: Int) -> Bool {
        if ends(levels) { return true }
        switch set {
        case .everyone, .named: return false
        case .union(let left, let right), .intersection(let left, let right),
            .difference(let left, let right),
            .symmetricDifference(let left, let right):
            return isExceeded(by: left, levels: levels - 1) || isExceeded(by: right, levels: levels - 1)
        }
    }
}
