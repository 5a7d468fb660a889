/// The names in a statement, each once, as they are first mentioned.
struct Mentions {
    var parameters: [String] = []
    var sets: [String] = []
    var hasSets = false
    var hasWeights = false
    /// The smallest divisor, if there is any.
    var smallestDivisor: Int?

    mutating func add(_ statement: Proposition) {
        switch statement {
        case .comparison(let left, _, let right):
            add(left)
            add(right)
        case .isSubset(let left, let right):
            add(left)
            add(right)
        case .all(let parts), .any(let parts):
            for part in parts { add(part) }
        case .not(let part): add(part)
        }
    }

    mutating func add(_ quantity: Quantity) {
        switch quantity {
        case .number: break
        case .parameter(let name):
            if !parameters.contains(name) { parameters.append(name) }
        case .count(let set): add(set)
        case .weight(let set):
            hasWeights = true
            add(set)
        case .sum(let left, let right), .difference(let left, let right):
            add(left)
            add(right)
        case .multiple(_, let factor): add(factor)
        case .floor(let quotient), .ceiling(let quotient):
            smallestDivisor = min(smallestDivisor ?? quotient.divisor, quotient.divisor)
            add(quotient.numerator)
        }
    }

    mutating func add(_ set: SetExpression) {
        hasSets = true
        switch set {
        case .everyone: break
        case .named(let name):
            if !sets.contains(name) { sets.append(name) }
        case .union(let left, let right), .intersection(let left, let right),
            .difference(let left, let right),
            .symmetricDifference(let left, let right):
            add(left)
            add(right)
        }
    }
}

extension Proposition {
    /// The names in this statement.
    var mentions: Mentions {
        var mentions = Mentions()
        mentions.add(self)
        return mentions
    }
}
