import QuorateQuorums

/// A part of an inequality: a number, something true or false, or a set of replicas.
enum ExpressionValue {
    case number(ExpressionNumber)
    case statement(Proposition)
}

/// A fraction of a linear sum by a number, or the largest or the smallest of several.
struct ExpressionNumber {
    /// A sum and what it is divided by, at least 1.
    typealias Quotient = (numerator: Quantity, divisor: Int)

    /// Choice among the parts of a number that has several.
    enum Extreme {
        case largest, smallest

        var opposite: Extreme { self == .largest ? .smallest : .largest }
    }

    /// The fractions, at least one.
    let parts: [Quotient]
    /// Choice among the parts; nothing for a number of one part.
    let extreme: Extreme?

    init(_ numerator: Quantity, over divisor: Int = 1) {
        parts = [(numerator, divisor)]
        extreme = nil
    }

    init(_ parts: [Quotient], _ extreme: Extreme?) {
        self.parts = parts
        self.extreme = parts.count > 1 ? extreme : nil
    }

    /// The only part, or nil where there are several.
    var single: Quotient? { parts.count == 1 ? parts[0] : nil }
}
