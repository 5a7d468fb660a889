/// Properties of runs without end: what must happen, where safety says what must not.
///
/// Lamport, "Proving the Correctness of Multiprocess Programs", IEEE Transactions on Software Engineering 3 (1977).
/// A run may stop for ever wherever ``Spec/fairness`` owes nothing. Where faulty replicas have sent messages from the
/// start, a goal is met only by what correct replicas alone give (``Spec/unaided``), and a premise by anybody.
extension Property {
    /// A property that every fair run meets at some time: `holds` is true in one of its states.
    ///
    /// - Parameters:
    ///   - name: the name, unique within the spec.
    ///   - premise: initial states of the runs that are asked; all unless given.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - holds: the goal.
    public static func eventually(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        when premise: (@Sendable (State) -> Bool)? = nil, _ holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        liveness(name, .eventually, site(file, line), premise, holds)
    }

    /// A property by which each state that meets `premise` meets `holds` too, or is followed by one that does, in every
    /// fair run. A premise that no reachable state meets is reported.
    public static func leadsTo(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        from premise: @escaping @Sendable (State) -> Bool, to holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        liveness(name, .leadsTo, site(file, line), premise, holds)
    }

    /// A property that is true from some state on in every fair run.
    ///
    /// - Parameters:
    ///   - name: the name, unique within the spec.
    ///   - premise: states that are asked, the others being as good; all unless given.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - holds: the goal.
    public static func eventuallyAlways(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        when premise: (@Sendable (State) -> Bool)? = nil, _ holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        liveness(name, .eventuallyAlways, site(file, line), premise, holds)
    }

    /// A property that is true in infinitely many states of every fair run.
    ///
    /// - Parameters:
    ///   - name: the name, unique within the spec.
    ///   - premise: states that are asked, the others being as good; all unless given.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - holds: the goal.
    public static func infinitelyOften(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        when premise: (@Sendable (State) -> Bool)? = nil, _ holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        liveness(name, .infinitelyOften, site(file, line), premise, holds)
    }

    private static func liveness(
        _ name: String, _ kind: PropertyKind, _ site: SourceSite, _ premise: (@Sendable (State) -> Bool)?,
        _ holds: @escaping @Sendable (State) -> Bool
    ) -> Property {
        // No new state breaks it, so there is nothing to scan for; the premise is watched when runs are looked at.
        Property(name: name, kind: kind, site: site, holds: holds, premise: premise) { _, _ in
            PropertyScan(firstHit: -1, premiseHeld: premise == nil)
        }
    }
}

/// Obligation to take a step of a set of action instances again and again: fairness.
///
/// *Weak* fairness forbids runs in which from some state on a step of the set can always be taken, and none is. *Strong*
/// fairness forbids runs in which such a step can be taken again and again, and from some state on none is. Only a step
/// that changes the state can be owed, and only such a step discharges. Lamport, "The Temporal Logic of Actions", ACM
/// Transactions on Programming Languages and Systems 16 (1994), section 5.
///
/// One obligation for a set is less than one for each of its members: that a replica takes *some* step again and again
/// does not say that it takes each that it can.
///
///     var fairness: [Fairness<Self>] {
///         replicas.map { replica in .weak("\(replica) takes steps") { $0.replica == replica } }
///     }
public struct Fairness<S: Spec>: Sendable {
    /// Strength of an obligation.
    public enum Strength: String, Sendable {
        /// A step that can be taken in every state from some state on is taken.
        case weak
        /// A step that can be taken in infinitely many states is taken.
        case strong
    }

    /// Name that reports and counterexamples print, unique within the spec.
    public let name: String
    /// Strength of the obligation.
    public let strength: Strength
    /// Place of the obligation in the spec's source.
    public let site: SourceSite
    /// Names of actions that make up the set, or nil where a predicate does.
    @usableFromInline let actions: [String]?
    /// Membership of an action taken in a state.
    @usableFromInline let includes: @Sendable (S.Action, S.State) -> Bool

    /// Weak fairness of the actions that `includes` is true of.
    public static func weak(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ includes: @escaping @Sendable (S.Action) -> Bool
    ) -> Fairness {
        Fairness(name, .weak, SourceSite(file, line), nil) { action, _ in includes(action) }
    }

    /// Weak fairness of the actions that `includes` is true of in the state in which they are taken.
    public static func weak(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ includes: @escaping @Sendable (_ action: S.Action, _ state: S.State) -> Bool
    ) -> Fairness {
        Fairness(name, .weak, SourceSite(file, line), nil, includes)
    }

    /// Weak fairness of the actions with these names, whatever their arguments.
    public static func weak(
        _ name: String, file: StaticString = #fileID, line: UInt = #line, actions: String...
    ) -> Fairness {
        Fairness(name, .weak, SourceSite(file, line), named: actions)
    }

    /// Strong fairness of the actions that `includes` is true of.
    public static func strong(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ includes: @escaping @Sendable (S.Action) -> Bool
    ) -> Fairness {
        Fairness(name, .strong, SourceSite(file, line), nil) { action, _ in includes(action) }
    }

    /// Strong fairness of the actions that `includes` is true of in the state in which they are taken.
    public static func strong(
        _ name: String, file: StaticString = #fileID, line: UInt = #line,
        _ includes: @escaping @Sendable (_ action: S.Action, _ state: S.State) -> Bool
    ) -> Fairness {
        Fairness(name, .strong, SourceSite(file, line), nil, includes)
    }

    /// Strong fairness of the actions with these names, whatever their arguments.
    public static func strong(
        _ name: String, file: StaticString = #fileID, line: UInt = #line, actions: String...
    ) -> Fairness {
        Fairness(name, .strong, SourceSite(file, line), named: actions)
    }

    /// The same obligation for a spec over the same states, whose actions stand for those of this one, or for none.
    package func lifted<Other: Spec>(
        _ action: @escaping @Sendable (Other.Action) -> S.Action?
    ) -> Fairness<Other> where Other.State == S.State {
        Fairness<Other>(name, strength == .weak ? .weak : .strong, site, nil) { [includes] other, state in
            action(other).map { includes($0, state) } ?? false
        }
    }

    init(
        _ name: String, _ strength: Strength, _ site: SourceSite, _ actions: [String]?,
        _ includes: @escaping @Sendable (S.Action, S.State) -> Bool
    ) {
        self.name = name
        self.strength = strength
        self.site = site
        self.actions = actions
        self.includes = includes
    }

    private init(_ name: String, _ strength: Strength, _ site: SourceSite, named actions: [String]) {
        let positions = Set(S.Action.caseNames.indices.filter { actions.contains(S.Action.caseNames[$0]) })
        self.init(name, strength, site, actions) { action, _ in positions.contains(action.casePosition) }
    }
}

/// A spec whose faulty replicas never say anything, and a state without what they have said: what correct replicas owe
/// there, they owe. A step that can be taken only with the help of faulty replicas may be taken, and is never owed,
/// since they may stay silent for ever.
public struct Unaided<S: Spec>: Sendable {
    /// The spec with silent faulty replicas.
    public let spec: S
    /// Part of a state that is left without the messages of faulty replicas.
    public let state: @Sendable (S.State) -> S.State

    /// The `spec`, in the `state` that is left.
    @inlinable
    public init(spec: S, state: @escaping @Sendable (S.State) -> S.State) {
        self.spec = spec
        self.state = state
    }
}
