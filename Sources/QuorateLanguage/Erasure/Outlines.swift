package import QuorateQuorums

extension ErasedSpec {
    /// A parameter without its value.
    public struct ParameterOutline: Hashable, Sendable {
        /// Name of the parameter.
        public let name: String
        /// Values that it may have.
        public let range: ClosedRange<Int>
    }

    /// A property without its predicate.
    public struct PropertyOutline: Hashable, Sendable {
        /// Name of the property.
        public let name: String
        /// Kind of the property.
        public let kind: PropertyKind
        /// Place where it is written.
        public let site: SourceSite
        /// Presence of a premise.
        public let hasPremise: Bool
    }

    /// An obligation without its set of actions.
    public struct FairnessOutline: Hashable, Sendable, CustomStringConvertible {
        /// Name of the obligation.
        public let name: String
        /// Strength of the obligation: true where it is strong, false where it is weak.
        public let isStrong: Bool
        /// Place where it is written.
        public let site: SourceSite

        /// Strength and name, as in `weak fairness "r0 takes steps"`.
        public var description: String { "\(isStrong ? "strong" : "weak") fairness \"\(name)\"" }
    }

    /// Steps that change a state, and what is owed in it.
    package struct Obligations: Sendable {
        /// A step with the obligations that it discharges, a bit for each.
        package struct Step: Sendable {
            package let take: Take
            package let discharged: UInt64
        }
        /// Steps in the order of the spec's text.
        package let steps: [Step]
        /// Obligations that are owed in the state, a bit for each.
        package let owed: UInt64
    }

    /// An action with its arguments, to be read.
    public struct ActionOutline: Hashable, Sendable, CustomStringConvertible {
        /// Name of the action.
        public var name: String
        /// Arguments; one without a label is called `.0`, `.1` and so on.
        public var arguments: [SpecValue.Field]

        /// The action called `name`.
        public init(name: String, arguments: [SpecValue.Field]) {
            self.name = name
            self.arguments = arguments
        }

        /// Name and arguments, as in `prepare(r2)`.
        public var description: String {
            arguments.isEmpty ? name : name + SpecValue.argumentList(arguments)
        }
    }

    /// One `take` as it was evaluated in a state.
    public struct Take: Hashable, Sendable {
        /// Action with its arguments.
        public let action: ActionOutline
        /// Words of the state after the step, or nil where the guard was false.
        public let successor: [UInt64]?
        /// Place where the `take` is written.
        public let site: SourceSite
    }
}

extension ErasedSpec.ParameterOutline {
    init<S: Spec>(describing parameter: Parameter<S>) {
        self.init(name: parameter.name, range: parameter.range)
    }
}

extension ErasedSpec.PropertyOutline {
    init<State: SpecState>(describing property: Property<State>) {
        self.init(
            name: property.name, kind: property.kind, site: property.site, hasPremise: property.premise != nil
        )
    }
}

extension ErasedSpec.FairnessOutline {
    init<S: Spec>(describing fairness: Fairness<S>) {
        self.init(name: fairness.name, isStrong: fairness.strength == .strong, site: fairness.site)
    }
}

extension ErasedSpec.ActionOutline {
    /// `action`, to be read.
    package init(describing action: some SpecAction, for replicas: ReplicaSet) {
        self = DescribedValues.outline(of: action, for: replicas) {
            Self(reflecting: action, for: replicas)
        }
    }

    /// `action` as reflection finds it, whatever was described before.
    init(reflecting action: some SpecAction, for replicas: ReplicaSet) {
        guard let payload = Mirror(reflecting: action).children.first else {
            self.init(name: "\(action)", arguments: [])
            return
        }
        let inner = Mirror(reflecting: payload.value)
        let arguments =
            inner.displayStyle == .tuple
            ? SpecValue.fields(of: inner, for: replicas)
            : [SpecValue.Field(name: ".0", value: SpecValue(describing: payload.value, for: replicas))]
        self.init(name: payload.label ?? "\(action)", arguments: arguments)
    }
}

extension ErasedSpec.Take {
    init<S: Spec>(describing take: RecordedTake<S>, for replicas: ReplicaSet) {
        action = ErasedSpec.ActionOutline(describing: take.action, for: replicas)
        successor = take.successor.map { StateWords($0).words }
        site = take.site
    }
}
