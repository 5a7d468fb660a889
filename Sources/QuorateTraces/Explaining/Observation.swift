/// Knowledge of one step of a run: perhaps the action, perhaps some of its arguments, perhaps parts of the states around it.
public struct Observation: Hashable, Sendable {
    /// An action that the step may have been.
    public struct Action: Hashable, Sendable {
        /// The name in the spec; modules in front of it, as in `bank::deposit`, do not matter.
        public var name: String
        /// The arguments that are known, by their labels or, without one, in order (`_0`, `_1`); nil where none is known.
        public var arguments: [ForeignRun.Variable]?
        /// Demand that each of these arguments be one of the action, by its label where it has one; otherwise what is none is
        /// compared with nothing.
        public var isStrict: Bool

        /// The action called `name`.
        public init(name: String, arguments: [ForeignRun.Variable]? = nil, isStrict: Bool = false) {
            self.name = name
            self.arguments = arguments
            self.isStrict = isStrict
        }
    }

    /// A part of a state whose value is known.
    public struct Part: Hashable, Sendable {
        /// The part, as in `role[r0]`.
        public var place: StatePlace
        /// The value, which is read as whatever the spec has in that place.
        public var value: ForeignValue

        /// The part at `place`.
        public init(_ place: StatePlace, is value: ForeignValue) {
            self.place = place
            self.value = value
        }
    }

    /// Number of steps that an observation is of.
    public enum Extent: Hashable, Sendable {
        /// One step of the spec.
        case step
        /// A step, or none where nothing has changed: other tools let a run stutter. An action that was observed must be one
        /// that the spec offers in that state, enabled or not.
        case stepOrNone
        /// None: a look at the state.
        case look
    }

    /// The steps that this is of.
    public var extent: Extent
    /// The actions of which the step is one, or nil where it may be any.
    public var actions: [Action]?
    /// Parts of the state before the step.
    public var before: [Part]
    /// Parts of the state after the step.
    public var after: [Part]
    /// Number of the observations of each lane that must come before this one, as a vector clock tells them; empty where
    /// only those of its own lane must.
    public var needs: [Int]

    /// Knowledge of a step.
    public init(
        _ extent: Extent = .step, actions: [Action]? = nil, before: [Part] = [], after: [Part] = [],
        needs: [Int] = []
    ) {
        self.extent = extent
        self.actions = actions
        self.before = before
        self.after = after
        self.needs = needs
    }
}

/// Observations of a run, in an order that need not be whole: those of a lane are in order, and those of different lanes
/// as far as they say so.
public struct ObservedRun: Hashable, Sendable {
    /// Parts of the initial state.
    public var start: [Observation.Part]
    /// The lanes: one for a file in real order, one for each node otherwise.
    public var lanes: [[Observation]]

    /// The run of `lanes`.
    public init(start: [Observation.Part] = [], lanes: [[Observation]]) {
        self.start = start
        self.lanes = lanes
    }

    /// Number of all observations.
    public var count: Int { lanes.reduce(0) { $0 + $1.count } }
}

/// The place of an observation in an ``ObservedRun``.
public struct ObservationPlace: Hashable, Sendable {
    /// The lane, from 0 on.
    public var lane: Int
    /// The position in the lane, from 0 on.
    public var position: Int

    /// The observation at `position` of `lane`.
    public init(lane: Int, position: Int) {
        self.lane = lane
        self.position = position
    }
}
