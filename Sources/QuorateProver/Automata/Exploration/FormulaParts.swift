/// The parts of a run formula, each after its own parts, with truth values as bits.
struct FormulaParts: Sendable {
    enum Part: Sendable {
        case now(FixedFormula)
        case not(Int)
        case all([Int])
        case any([Int])
        case always(Int)
        case eventually(Int)
    }

    /// Number of parts that fit in a word.
    static let limit = 64

    private(set) var parts: [Part] = []
    /// Bits of the parts that speak of later moments, and of the whole.
    private(set) var lasting: UInt64 = 0

    /// The parts of `formula` at fixed parameters.
    init(_ formula: RunFormula<Formula>, parameters: [Int]) throws(ExplorationError) {
        let root = try add(formula, parameters)
        lasting |= 1 << UInt64(root)
    }

    private mutating func add(
        _ formula: RunFormula<Formula>, _ parameters: [Int]
    ) throws(ExplorationError) -> Int {
        let part: Part
        switch formula {
        case .now(let statement):
            guard let fixed = FixedFormula(statement, parameters: parameters) else { throw .tooLarge }
            part = .now(fixed)
        case .not(let inner): part = .not(try add(inner, parameters))
        case .all(let inner): part = .all(try add(inner, parameters))
        case .any(let inner): part = .any(try add(inner, parameters))
        case .always(let inner): part = .always(try add(inner, parameters))
        case .eventually(let inner): part = .eventually(try add(inner, parameters))
        }
        guard parts.count < Self.limit else { throw .tooManyParts(limit: Self.limit) }
        switch part {
        case .always, .eventually: lasting |= 1 << UInt64(parts.count)
        case .now, .not, .all, .any: break
        }
        parts.append(part)
        return parts.count - 1
    }

    private mutating func add(
        _ formulas: [RunFormula<Formula>], _ parameters: [Int]
    ) throws(ExplorationError) -> [Int] {
        var positions: [Int] = []
        for formula in formulas { positions.append(try add(formula, parameters)) }
        return positions
    }

    /// Truth of the whole.
    func isTrue(_ truth: UInt64) -> Bool { Self.bit(parts.count - 1, of: truth) }

    /// The truth of the statements in a configuration, by part.
    func statements(at state: [Int]) -> UInt64 {
        var truth: UInt64 = 0
        for (position, part) in parts.enumerated() {
            if case .now(let statement) = part, statement.holds(at: state) { truth |= 1 << UInt64(position) }
        }
        return truth
    }

    /// The lasting truths at a moment.
    ///
    /// - Parameters:
    ///   - statements: The truth of the statements there.
    ///   - next: The lasting truths at the next moment, or nil where the configuration lasts for ever.
    func truth(_ statements: UInt64, before next: UInt64?) -> UInt64 {
        var truth = statements
        for (position, part) in parts.enumerated() {
            let isTrue: Bool
            switch part {
            case .now: continue
            case .not(let inner): isTrue = !Self.bit(inner, of: truth)
            case .all(let inner): isTrue = inner.allSatisfy { Self.bit($0, of: truth) }
            case .any(let inner): isTrue = inner.contains { Self.bit($0, of: truth) }
            case .always(let inner):
                isTrue = Self.bit(inner, of: truth) && (next.map { Self.bit(position, of: $0) } ?? true)
            case .eventually(let inner):
                isTrue = Self.bit(inner, of: truth) || (next.map { Self.bit(position, of: $0) } ?? false)
            }
            if isTrue { truth |= 1 << UInt64(position) }
        }
        return truth & lasting
    }

    private static func bit(_ position: Int, of word: UInt64) -> Bool { word >> UInt64(position) & 1 == 1 }
}
