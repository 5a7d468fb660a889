/// A spec with its parameters set, and what a search of it is expected to find: a row of a table.
///
///     static let instances = expected(by: "TLC", [
///         .holds(Self(managers: 3), distinct: 288, generated: 1146, depth: 10),
///         .violates("agreement", Self(managers: 2), steps: 4),
///         .caught(Self(mutant: .hastyCommit), distinct: 498, steps: 5),
///     ])
///
/// The figures are those of the whole state space, which a search sees when it carries on after a violation; those that
/// are not known are left out. Tables of several sources are joined with `+`.
public struct SpecInstance<S: Spec>: Sendable {
    /// The spec with its parameters (and perhaps its mutant or variant) set.
    public let spec: S
    /// The verdict and the figures that are expected.
    public internal(set) var expected: ExpectedRun

    /// `spec`, of which `expected` is expected.
    package init(_ spec: S, _ expected: ExpectedRun) {
        self.spec = spec
        self.expected = expected
    }

    /// A row that says that every property of `spec` holds.
    ///
    /// - Parameters:
    ///   - distinct: the distinct states.
    ///   - generated: the generated states.
    ///   - depth: the depth in steps; initial states have depth 0.
    ///   - isLong: whether it is too large for the tests and the catalog's minute, and so left to a benchmark.
    public static func holds(
        _ spec: S, distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil, isLong: Bool = false
    ) -> SpecInstance {
        SpecInstance(spec, .holds(distinct: distinct, generated: generated, depth: depth, isLong: isLong))
    }

    /// A row that says that `property` of `spec` is violated (or, for a `.reachable`, not reached), after `steps` steps.
    public static func violates(
        _ property: String, _ spec: S, distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil,
        steps: Int? = nil, isLong: Bool = false
    ) -> SpecInstance {
        SpecInstance(
            spec,
            .violates(
                property, steps: steps, distinct: distinct, generated: generated, depth: depth, isLong: isLong
            ))
    }

    /// A row that says that the mutant of `spec` is caught, after `steps` steps, by the property that it names.
    public static func caught(
        _ spec: S, distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil, steps: Int? = nil,
        isLong: Bool = false
    ) -> SpecInstance {
        // No property has this name, so that a row without a mutant is never as expected.
        let property = spec.mutant?.expectation.property ?? "the property of a mutant, and none is set"
        return .violates(
            property, spec, distinct: distinct, generated: generated, depth: depth, steps: steps,
            isLong: isLong)
    }
}

extension Spec {
    /// A table of instances with the tools or texts that confirm its figures, as in `TLC, Stateright`.
    public static func expected(
        by source: String, _ instances: [SpecInstance<Self>]
    ) -> [SpecInstance<Self>] {
        instances.map { instance in
            var sourced = instance
            sourced.expected.source = source
            return sourced
        }
    }
}

/// Expected result of a search: the verdict, and the figures that other tools confirm.
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
    /// The tools or texts that confirm the figures, as in `TLC, Stateright`; empty where nobody does.
    public var source: String
    /// Restriction to the benchmark: the run is too large for the tests and the catalog's minute.
    public var isLong: Bool

    /// Every property holds, and the whole state space has these figures.
    public static func holds(
        distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil, source: String = "",
        isLong: Bool = false
    ) -> ExpectedRun {
        ExpectedRun(
            verdict: .holds, distinctStates: distinct, generatedStates: generated, depth: depth,
            source: source, isLong: isLong)
    }

    /// `property` is violated after `steps` steps; the figures are those of the whole state space, which
    /// a search sees when it carries on after the violation.
    public static func violates(
        _ property: String, steps: Int? = nil, distinct: Int? = nil, generated: Int? = nil, depth: Int? = nil,
        source: String = "", isLong: Bool = false
    ) -> ExpectedRun {
        ExpectedRun(
            verdict: .violates(property), steps: steps, distinctStates: distinct, generatedStates: generated,
            depth: depth, source: source, isLong: isLong)
    }
}
