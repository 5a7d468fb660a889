public import QuorateLanguage

/// A run of a spec from an initial state, with what it shows: k steps and k+1 states.
public struct Trace: Hashable, Sendable {
    /// A parameter and its value.
    public struct Setting: Hashable, Sendable {
        /// The parameter's name.
        public var name: String
        /// Its value.
        public var value: Int

        /// The parameter called `name`.
        public init(name: String, value: Int) {
            self.name = name
            self.value = value
        }
    }

    /// A step: the action taken and where it is written.
    public struct Step: Hashable, Sendable {
        /// The action with its arguments.
        public var action: ErasedSpec.ActionOutline
        /// Where the `take` is written, when known.
        public var site: SourceSite?

        /// The step that takes `action`.
        public init(action: ErasedSpec.ActionOutline, site: SourceSite?) {
            self.action = action
            self.site = site
        }
    }

    /// What became of the run on real code.
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

    /// The name of the spec.
    public var spec: String
    /// The name of the mutant, or nil for the spec as it is.
    public var mutant: String?
    /// The parameters in the order of the spec.
    public var parameters: [Setting]
    /// The name of the property that the last state breaks.
    public var property: String
    /// What kind of property that is.
    public var propertyKind: PropertyKind
    /// Where the property is written, when known.
    public var propertySite: SourceSite?
    /// The steps, the first one out of the first state.
    public var steps: [Step]
    /// The fields of each state; one more than there are steps.
    public var states: [[SpecValue.Field]]
    /// What is known to become of the run on real code; empty where nobody has tried.
    public var replays: [ReplayRecord] = []

    /// The run of `steps` through `states`, which breaks `property`.
    public init(
        spec: String, mutant: String?, parameters: [Setting], property: String, propertyKind: PropertyKind,
        propertySite: SourceSite?, steps: [Step], states: [[SpecValue.Field]]
    ) {
        self.spec = spec
        self.mutant = mutant
        self.parameters = parameters
        self.property = property
        self.propertyKind = propertyKind
        self.propertySite = propertySite
        self.steps = steps
        self.states = states
    }
}

extension Trace {
    /// The trace without the places in the source, which change with every edit, as it is kept.
    package var withoutSites: Trace {
        var trace = self
        trace.propertySite = nil
        trace.steps = steps.map { Step(action: $0.action, site: nil) }
        return trace
    }
}
