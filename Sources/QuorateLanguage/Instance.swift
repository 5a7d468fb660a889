/// Spec with its mutant or variant and its parameters, by their names: the identity of what is checked, and of what a
/// trace is a run of.
public struct Instance: Hashable, Sendable {
    /// Parameter with its value.
    public struct Setting: Hashable, Sendable, CustomStringConvertible {
        /// Name of the parameter.
        public var name: String
        /// Value of the parameter.
        public var value: Int

        /// The parameter called `name` with its value.
        public init(name: String, value: Int) {
            self.name = name
            self.value = value
        }

        /// Name and value, as in `managers=3`.
        public var description: String { "\(name)=\(value)" }
    }

    /// Name of the spec.
    public var spec: String
    /// Name of the mutant, or nil for the spec as it is.
    public var mutant: String?
    /// Name of the variant, or nil for the spec as it is.
    public var variant: String?
    /// Parameters with their values, in the order of the spec; one that is not here has its default.
    public var settings: [Setting]

    /// The instance of the spec of that name.
    public init(
        spec: String, mutant: String? = nil, variant: String? = nil, settings: [Setting] = []
    ) {
        self.spec = spec
        self.mutant = mutant
        self.variant = variant
        self.settings = settings
    }

    /// The instance with parameters in no order, which are put in that of their names.
    public init(
        spec: String, mutant: String? = nil, variant: String? = nil, values: [String: Int]
    ) {
        let settings = values.sorted { $0.key < $1.key }.map { Setting(name: $0.key, value: $0.value) }
        self.init(spec: spec, mutant: mutant, variant: variant, settings: settings)
    }

    /// Values of the parameters by name; of one that is given twice, the first.
    public var values: [String: Int] {
        Dictionary(settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Name, mutant or variant and parameters in one line, as in `TwoPhaseCommit hasty-commit managers=3`.
    ///
    /// Mutants and variants of a spec share no name.
    public var label: String {
        ([spec] + changes + settings.map(\.description)).joined(separator: " ")
    }

    /// Names of the mutant and of the variant, of which at most one is set.
    package var changes: [String] { [mutant, variant].compactMap(\.self) }

    /// Name, mutant or variant and parameters as the parts of a list, as in `TwoPhaseCommit`, `mutant hasty-commit`,
    /// `managers=3`.
    package var parts: [String] {
        [spec] + (mutant.map { ["mutant \($0)"] } ?? []) + (variant.map { ["variant \($0)"] } ?? [])
            + settings.map(\.description)
    }

    /// Arguments by which a command names the instance, as in `TwoPhaseCommit --set managers=3`.
    package var arguments: [String] {
        [spec] + settings.flatMap { ["--set", $0.description] } + (mutant.map { ["--mutant", $0] } ?? [])
            + (variant.map { ["--variant", $0] } ?? [])
    }

    /// The same parameters, of the spec as it is.
    package var unchanged: Instance { Instance(spec: spec, settings: settings) }

    /// The same settings of the same spec, mutant and variant, in any order.
    package func isSame(as other: Instance) -> Bool {
        spec == other.spec && mutant == other.mutant && variant == other.variant
            && Set(settings) == Set(other.settings)
    }
}
