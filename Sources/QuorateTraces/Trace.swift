public import QuorateLanguage

/// A run of a spec from an initial state, with what it shows: k steps and k+1 states.
public struct Trace: Hashable, Sendable {
    /// A step: the action taken and where it is written.
    public struct Step: Hashable, Sendable {
        /// The action with its arguments.
        public var action: ErasedSpec.ActionOutline
        /// Place of the `take` in the source, when known.
        public var site: SourceSite?

        /// The step that takes `action`.
        public init(action: ErasedSpec.ActionOutline, site: SourceSite?) {
            self.action = action
            self.site = site
        }
    }

    /// Loop at the end of a run: its last state is the one at which the loop begins.
    public struct Loop: Hashable, Sendable {
        /// Position of the state at which the loop begins; that of the last state where the run stays there.
        public var start: Int
        /// Lines on the obligations: which step discharges each, or why nothing is owed.
        public var fairness: [String]

        /// The loop that begins at the state at position `start`.
        public init(start: Int, fairness: [String] = []) {
            self.start = start
            self.fairness = fairness
        }
    }

    /// Record of what became of the run on real code.
    public struct ReplayRecord: Hashable, Sendable {
        /// The code: `shipped`, or `mutant` for that with the mutant's change.
        public var code: String
        /// The outcome in words, as in `refused at step 3`.
        public var outcome: String

        /// The run on `code` ended in `outcome`.
        public init(code: String, outcome: String) {
            self.code = code
            self.outcome = outcome
        }
    }

    /// The spec with its mutant or variant and its parameters.
    public var instance: Instance
    /// The name of the property that the last state breaks.
    public var property: String
    /// Kind of that property.
    public var propertyKind: PropertyKind
    /// Place of the property in the source, when known.
    public var propertySite: SourceSite?
    /// The steps, the first one out of the first state.
    public var steps: [Step]
    /// The fields of each state; one more than there are steps.
    public var states: [[SpecValue.Field]]
    /// Loop in which the run goes on for ever, or nil for a run that ends in its last state.
    public var loop: Loop?
    /// Known outcomes of the run on real code; empty where it was not replayed.
    public var replays: [ReplayRecord] = []

    /// The run of `instance` that takes `steps` through `states`, which breaks `property`.
    public init(
        of instance: Instance, property: String, propertyKind: PropertyKind, propertySite: SourceSite?,
        steps: [Step], states: [[SpecValue.Field]]
    ) {
        self.instance = instance
        self.property = property
        self.propertyKind = propertyKind
        self.propertySite = propertySite
        self.steps = steps
        self.states = states
    }
}

extension Trace {
    /// The name of the spec.
    public var spec: String {
        get { instance.spec }
        set { instance.spec = newValue }
    }

    /// The name of the mutant, or nil for the spec as it is.
    public var mutant: String? {
        get { instance.mutant }
        set { instance.mutant = newValue }
    }

    /// The name of the variant, or nil for the spec as it is.
    public var variant: String? {
        get { instance.variant }
        set { instance.variant = newValue }
    }

    /// The trace without the places in the source, which change with every edit, as it is kept.
    package var withoutSites: Trace {
        var trace = self
        trace.propertySite = nil
        trace.steps = steps.map { Step(action: $0.action, site: nil) }
        return trace
    }
}
