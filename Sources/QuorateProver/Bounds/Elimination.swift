import BigInt

/// Rows from which integer variables are removed one after the other.
///
/// Each lower bound a·x ≥ l is paired with each upper bound b·x ≤ u, which leaves b·l ≤ a·u. Over the integers that is
/// exact where a = 1 or b = 1, or where the pair always leaves room for a whole number; otherwise what is left is
/// necessary for a solution, and not sufficient. Pugh, "The Omega Test" (1991), section 2.3.
struct Elimination {
    /// a·x + rest ≥ 0 for a variable x with a factor a above 0: x is at least -rest/a.
    struct LowerBound: Hashable {
        let factor: BigInt
        let rest: LinearForm
    }

    /// The bounds and pairs became too many.
    struct TooManyRows: Error {}

    private(set) var rows: [LinearForm]
    /// True where the rows that are left are sufficient too.
    private(set) var isExact = true
    /// The pairs of the last variable that left less than there is to know: a lower and an upper bound.
    private(set) var loosePairs: [(low: LinearForm, high: LinearForm)] = []

    /// The largest number of rows that is taken on.
    static let rowLimit = 400

    init(_ rows: [LinearForm]) { self.rows = Self.tightened(rows) }

    /// Contradiction: some row is false whatever the variables are.
    var isContradictory: Bool { rows.contains { $0.coefficients.isEmpty && $0.constant < 0 } }

    /// Adds a row.
    mutating func assume(_ row: LinearForm) { rows = Self.tightened(rows + [row]) }

    /// Removes `variable`, and returns what bounded it from below.
    mutating func eliminate(_ variable: Int) throws(TooManyRows) -> [LowerBound] {
        let lower = rows.filter { $0[variable] > 0 }
        let upper = rows.filter { $0[variable] < 0 }
        guard lower.count * upper.count + rows.count <= Self.rowLimit else { throw TooManyRows() }
        var left = rows.filter { $0[variable] == 0 }
        loosePairs = []
        for low in lower {
            for high in upper { left.append(pair(low, high, variable)) }
        }
        rows = Self.tightened(left)
        return lower.map { LowerBound(factor: $0[variable], rest: $0.without(variable)) }
    }

    private mutating func pair(_ low: LinearForm, _ high: LinearForm, _ variable: Int) -> LinearForm {
        let (a, b) = (low[variable], -high[variable])
        let sum = b * low + a * high
        let always = sum.coefficients.isEmpty && (sum.constant < 0 || sum.constant >= (a - 1) * (b - 1))
        if a > 1, b > 1, !always {
            isExact = false
            loosePairs.append((low, high))
        }
        return sum
    }

    /// The rows divided by their common divisors and rounded, each once, without those that are always true.
    private static func tightened(_ rows: [LinearForm]) -> [LinearForm] {
        var kept: [LinearForm] = []
        var positions: [[Int: BigInt]: Int] = [:]
        for row in rows.map(\.tightened) where !(row.coefficients.isEmpty && row.constant >= 0) {
            if let position = positions[row.coefficients] {
                kept[position].constant = min(kept[position].constant, row.constant)
            } else {
                positions[row.coefficients] = kept.count
                kept.append(row)
            }
        }
        return kept
    }
}

extension LinearForm {
    /// The form divided by the common divisor of its coefficients, its constant rounded down.
    var tightened: LinearForm {
        let divisor = coefficients.values.reduce(BigInt(0)) { $0.greatestCommonDivisor(with: $1) }
        return divisor > 1 ? divided(by: divisor) ?? self : self
    }

    func without(_ variable: Int) -> LinearForm {
        var form = self
        form[variable] = 0
        return form
    }
}
