import QuorateQuorums

/// A few replicas with every number and set of a claim: sets are bit masks, and evaluation is written a second
/// time, so that it can disagree with that of the library.
struct SmallWorld {
    var numbers: [(name: String, value: Int)] = []
    var sets: [(name: String, members: UInt)] = []
    /// The weight of each replica.
    var weights: [Int] = []
    /// All replicas; there are `n` of them.
    var everyone: UInt = 0

    func isTrue(_ statement: Proposition) -> Bool {
        switch statement {
        case .comparison(let left, let relation, let right):
            let (l, r) = (number(left), number(right))
            return switch relation {
            case .less: l < r
            case .atMost: !(r < l)
            case .equal: l == r
            case .notEqual: !(l == r)
            case .atLeast: !(l < r)
            case .greater: r < l
            }
        case .isSubset(let left, let right): return members(left) & ~members(right) == 0
        case .all(let parts): return !parts.contains { !isTrue($0) }
        case .any(let parts): return parts.contains { isTrue($0) }
        case .not(let part): return !isTrue(part)
        }
    }

    func number(_ quantity: Quantity) -> Int {
        switch quantity {
        case .number(let number): number
        case .parameter(let name): numbers.first { $0.name == name }!.value
        case .count(let set): members(set).nonzeroBitCount
        case .weight(let set): Self.sum(of: weights, over: members(set))
        case .sum(let left, let right): number(left) + number(right)
        case .difference(let left, let right): number(left) - number(right)
        case .multiple(let factor, let quantity): factor * number(quantity)
        case .floor(let quotient): Self.roundedDown(number(quotient.numerator), over: quotient.divisor)
        case .ceiling(let quotient): -Self.roundedDown(-number(quotient.numerator), over: quotient.divisor)
        }
    }

    func members(_ set: SetExpression) -> UInt {
        switch set {
        case .everyone: everyone
        case .named(let name): sets.first { $0.name == name }!.members
        case .union(let left, let right): members(left) | members(right)
        case .intersection(let left, let right): members(left) & members(right)
        case .difference(let left, let right): members(left) & ~members(right)
        case .symmetricDifference(let left, let right): members(left) ^ members(right)
        }
    }

    private static func sum(of weights: [Int], over members: UInt) -> Int {
        weights.indices.reduce(0) { $0 + (members >> $1 & 1 == 1 ? weights[$1] : 0) }
    }

    private static func roundedDown(_ numerator: Int, over divisor: Int) -> Int {
        // Swift's remainder has the sign of the numerator; this one is never negative.
        let remainder = (numerator % divisor + divisor) % divisor
        return (numerator - remainder) / divisor
    }
}
