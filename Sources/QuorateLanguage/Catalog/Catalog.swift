public import QuorateQuorums

/// The specs that a command knows, each with the instances that it checks when nobody names one, and the claims that
/// it proves.
public struct Catalog: Sendable {
    /// The specs in the order in which they are listed.
    public let entries: [Entry]
    /// The claims about quorums that stand on their own, in the order in which they are listed.
    public let claims: [Claim]
    /// The cases of `quorate bench`.
    public let benchmarks: [BenchmarkCase]
    /// The figures of `quorate costs`, those of one protocol together.
    public let costs: [CostFigure]
    /// Ratios that a text states, for `quorate costs`.
    public let statedRatios: [StatedRatio]
    /// Wishes of users with their answers, for `quorate list --scenarios`.
    public let scenarios: [Scenario]
    /// Specs with their pictures in models that are proved for all numbers of replicas.
    public var refinements: [Refinement] { makeRefinements() }
    /// Made when they are asked for: a search is to begin with little memory.
    private let makeRefinements: @Sendable () -> [Refinement]

    /// A catalog of the given specs and claims.
    ///
    /// - Parameter subject: what the specs are about, as in `broadcast`: `list` shows those of one subject together.
    public init(
        _ entries: [Entry], about subject: String = "", claims: [Claim] = [],
        benchmarks: [BenchmarkCase] = [], costs: [CostFigure] = [], statedRatios: [StatedRatio] = [],
        scenarios: [Scenario] = [],
        refinements: @autoclosure @escaping @Sendable () -> [Refinement] = []
    ) {
        self.entries = entries.map { $0.subject.isEmpty ? $0.about(subject) : $0 }
        self.claims = claims
        self.benchmarks = benchmarks
        self.costs = costs
        self.statedRatios = statedRatios
        self.scenarios = scenarios
        makeRefinements = refinements
    }

    /// Catalog of all that is in `parts`, in their order, beside claims, ratios and scenarios of its own.
    public init(
        joining parts: [Catalog], claims: [Claim] = [], statedRatios: [StatedRatio] = [],
        scenarios: [Scenario] = []
    ) {
        self.init(
            parts.flatMap(\.entries), claims: parts.flatMap(\.claims) + claims,
            benchmarks: parts.flatMap(\.benchmarks), costs: parts.flatMap(\.costs),
            statedRatios: parts.flatMap(\.statedRatios) + statedRatios,
            scenarios: parts.flatMap(\.scenarios) + scenarios, refinements: parts.flatMap(\.refinements))
    }

    /// One spec of a catalog.
    public struct Entry: Sendable {
        /// The spec with its default parameters, neither mutant nor variant.
        public let standard: ErasedSpec
        /// The mutants: name and what each must break.
        public let mutants: [(name: String, expectation: MutantExpectation)]
        /// The variants: name and what is claimed for each.
        public let variants: [(name: String, expectation: VariantExpectation)]
        /// The instances that are checked when nobody names any.
        public let instances: [Instance]
        /// Subject of the spec, as in `broadcast`; empty where nobody has said.
        public private(set) var subject = ""
        private let make: @Sendable (QuorateLanguage.Instance) throws -> ErasedSpec
        /// Mistake in the spec as it stands in the catalog, or nil.
        let problem: @Sendable () -> SpecError?

        init(
            standard: ErasedSpec, mutants: [(name: String, expectation: MutantExpectation)],
            variants: [(name: String, expectation: VariantExpectation)],
            instances: [Instance], problem: @escaping @Sendable () -> SpecError?,
            make: @escaping @Sendable (QuorateLanguage.Instance) throws -> ErasedSpec
        ) {
            self.standard = standard
            self.mutants = mutants
            self.variants = variants
            self.instances = instances
            self.problem = problem
            self.make = make
        }

        /// The entry of `spec`, whose stored values are the defaults of its parameters.
        ///
        /// Call it where the spec type is visible: the search is specialised here.
        @inlinable
        public static func spec<S: Spec>(_ spec: S, instances: [SpecInstance<S>] = []) -> Entry {
            entry(of: spec, instances) { ErasedSpec($0) }
        }

        @usableFromInline
        static func entry<S: Spec>(
            of spec: S, _ instances: [SpecInstance<S>], erasing erase: @escaping @Sendable (S) -> ErasedSpec
        ) -> Entry {
            Entry(
                standard: erase(spec), mutants: mutants(of: spec), variants: variants(of: spec),
                instances: instances.map { Instance(spec: erase($0.spec), expected: $0.expected) },
                problem: { problem(in: instances.map(\.spec), standard: spec) },
                make: { erase(try $0.adjusted(spec)) })
        }

        static func problem<S: Spec>(in instances: [S], standard: S) -> SpecError? {
            if let shared = S.sharedName { return shared }
            for instance in [standard] + instances {
                if let value = UndeclaredValue(of: instance, standard: standard) {
                    return value.error(in: instance)
                }
            }
            return nil
        }

        static func mutants<S: Spec>(of spec: S) -> [(name: String, expectation: MutantExpectation)] {
            S.Mutant.allCases.map { ($0.rawValue, $0.expectation) }
        }

        static func variants<S: Spec>(of spec: S) -> [(name: String, expectation: VariantExpectation)] {
            S.Variant.allCases.map { ($0.rawValue, $0.expectation) }
        }

        /// The same entry, listed under `subject`.
        func about(_ subject: String) -> Entry {
            var entry = self
            entry.subject = subject
            return entry
        }

        /// The spec with some parameters set by name, and perhaps a mutant or a variant.
        ///
        /// Parameters that are not named keep their defaults.
        /// - Throws: ``CatalogError`` for an unknown name or a value out of range.
        public func spec(
            settings: [String: Int], mutant: String? = nil, variant: String? = nil
        ) throws -> ErasedSpec {
            try make(.init(spec: standard.name, mutant: mutant, variant: variant, values: settings))
        }
    }

    /// A spec with its parameters set, and what is expected of it.
    public struct Instance: Sendable {
        /// The spec.
        public let spec: ErasedSpec
        /// Verdict and figures that a search of the spec is expected to find.
        public let expected: ExpectedRun

        /// Instance of a spec whose type is visible here: the search is specialised.
        @inlinable
        public init(_ spec: some Spec, _ expected: ExpectedRun) {
            self.init(spec: ErasedSpec(spec), expected: expected)
        }

        /// `spec`, of which `expected` is expected.
        public init(spec: ErasedSpec, expected: ExpectedRun) {
            self.spec = spec
            self.expected = expected
        }
    }

    /// Mistake in the catalog itself, or nil: an instance that its name, change and parameters do not tell
    /// from another, a mutant and a variant of one name, or two specs of one name.
    ///
    /// - Complexity: O(instances), by reflection.
    public var problem: SpecError? {
        var names: Set<String> = []
        for entry in entries where !names.insert(entry.standard.name).inserted {
            return SpecError(
                spec: entry.standard.name,
                message:
                    "the catalog has two specs of this name; give one of them another, as `static let name`")
        }
        return entries.lazy.compactMap { $0.problem() }.first
    }

    /// The entry of the spec called `name`.
    ///
    /// - Throws: ``CatalogError`` when there is none.
    public func entry(_ name: String) throws -> Entry {
        guard let entry = entries.first(where: { $0.standard.name == name }) else {
            throw CatalogError.unknownSpec(name, known: entries.map(\.standard.name))
        }
        return entry
    }
}

/// A name or value that a catalog does not have.
public enum CatalogError: Error, Hashable, Sendable {
    /// No spec of that name.
    case unknownSpec(String, known: [String])
    /// The spec has no parameter of that name.
    case unknownParameter(String, spec: String, known: [String])
    /// The spec has no mutant of that name.
    case unknownMutant(String, spec: String, known: [String])
    /// The spec has no variant of that name.
    case unknownVariant(String, spec: String, known: [String])
    /// The mutant and the variant are asked for together.
    case mutantWithVariant(String, String, spec: String)
    /// The value is outside the parameter's range.
    case outOfRange(String, Int, spec: String, range: ClosedRange<Int>)
}

/// A state space to measure the search on, with the same protocol written for other tools.
public struct BenchmarkCase: Sendable {
    /// A model of the same protocol for another tool.
    public struct Twin: Sendable {
        /// The tools that a benchmark can run beside ours.
        public enum Tool: String, CaseIterable, Sendable {
            /// The model checker Spin (Holzmann), exact depth-first search.
            case spin
            /// The Murphi model checker rumur (Fernandez), exact breadth-first search.
            case rumur
        }
        /// The tool.
        public let tool: Tool
        /// The text of the model, with the parameters set.
        public let model: String
        /// States that the tool counts in front of our initial states: 1 for a model that chooses among several
        /// initial states in a first step.
        public let leadingStates: Int

        /// The model of a protocol for `tool`.
        public init(_ tool: Tool, model: String, leadingStates: Int = 0) {
            self.tool = tool
            self.model = model
            self.leadingStates = leadingStates
        }
    }

    /// The name by which the case is chosen.
    public let name: String
    /// The instance to explore, with the figures that it must have.
    public let instance: Catalog.Instance
    /// The same protocol for other tools.
    public let twins: [Twin]

    /// The case called `name`.
    public init(_ name: String, _ instance: Catalog.Instance, twins: [Twin] = []) {
        self.name = name
        self.instance = instance
        self.twins = twins
    }
}
