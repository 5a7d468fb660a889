/// A spec with its parameters set, and what a search of it is expected to find.
public struct SpecInstance<S: Spec>: Sendable {
    /// The spec with its parameters (and perhaps its mutant) set.
    public let spec: S
    /// What is expected.
    public let expected: ExpectedRun

    /// `spec`, of which `expected` is expected.
    public init(_ spec: S, _ expected: ExpectedRun) {
        self.spec = spec
        self.expected = expected
    }
}

/// What a search is expected to find: the verdict, and the figures that other tools confirm.
public struct ExpectedRun: Hashable, Sendable {
    /// The verdict.
    public enum Verdict: Hashable, Sendable {
        /// Every property holds.
        case holds
        /// The named property is violated (or, for a `.reachable`, not reached).
        case violates(String)
    }

    /// The verdict.
    public let verdict: Verdict
    /// The steps of a shortest counterexample; nil where none is expected or the figure is not known.
    public var steps: Int?
    /// The distinct states of the whole state space.
    public var distinctStates: Int?
    /// The generated states of the whole state space.
    public var generatedStates: Int?
    /// The depth of the whole state space, in steps; initial states have depth 0.
    public var depth: Int?
    /// Who says so.
    public var source: String
    /// Too large for the tests and the catalog's minute: explored by the benchmark only.
    public var isLong: Bool

    /// Every property holds, and the whole state space has these figures.
    public static func holds(
        distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil, source: String, isLong: Bool = false
    ) -> ExpectedRun {
        ExpectedRun(
            verdict: .holds, distinctStates: distinct, generatedStates: generated, depth: depth,
            source: source,
            isLong: isLong)
    }

    /// `property` is violated after `steps` steps; the figures are those of the whole state space, which
    /// a search sees when it carries on after the violation.
    public static func violates(
        _ property: String, steps: Int? = nil, distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil,
        source: String, isLong: Bool = false
    ) -> ExpectedRun {
        ExpectedRun(
            verdict: .violates(property), steps: steps, distinctStates: distinct, generatedStates: generated,
            depth: depth, source: source, isLong: isLong)
    }
}
