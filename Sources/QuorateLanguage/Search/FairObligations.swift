/// Obligations of a spec, as sets of its actions.
@usableFromInline
final class FairObligations<S: Spec> {
    /// Obligation by predicate, with its bit.
    ///
    /// An object, because it can be borrowed: a closure in an array is retained for each call.
    @usableFromInline
    final class Predicate {
        @usableFromInline let bit: UInt64
        @usableFromInline let includes: @Sendable (S.Action, S.State) -> Bool

        @inlinable
        init(bit: UInt64, _ includes: @escaping @Sendable (S.Action, S.State) -> Bool) {
            self.bit = bit
            self.includes = includes
        }
    }

    /// The predicates, kept alive by `owners`.
    @usableFromInline let predicates: UnsafeMutableBufferPointer<Unmanaged<Predicate>>
    @usableFromInline let owners: [Predicate]
    /// For each action, the obligations that name it.
    @usableFromInline let named: [UInt64]
    /// Positions of the actions of the environment that an obligation might hold: they are looked at wherever they can be
    /// taken. Where none names them, and none is a predicate, there is nothing to look for.
    @usableFromInline let watched: [Int]

    /// Runs once for each thread, and so is not inlined: what is compiled here is not compiled again for each spec.
    @usableFromInline
    init(_ spec: S) {
        let names = S.Action.caseNames
        let fairness = spec.fairness
        owners = fairness.indices.filter { fairness[$0].actions == nil }.map {
            Predicate(bit: 1 &<< UInt64($0), fairness[$0].includes)
        }
        predicates = .allocate(capacity: owners.count)
        _ = predicates.initialize(from: owners.map { Unmanaged.passUnretained($0) })
        let named: [UInt64] = names.map { name in
            fairness.indices.reduce(0) {
                fairness[$1].actions?.contains(name) ?? false ? $0 | 1 &<< UInt64($1) : $0
            }
        }
        self.named = named
        let environment = Set(spec.environmentActions)
        let isWatched = { [owners] (kind: Int) in
            environment.contains(names[kind]) && (!owners.isEmpty || named[kind] != 0)
        }
        watched = names.indices.filter(isWatched)
    }

    deinit { predicates.deallocate() }

    /// One bit for each obligation that holds the action in the state.
    @inlinable
    func mask(of action: S.Action, in state: S.State) -> UInt64 {
        var mask = named[action.casePosition]
        for predicate in predicates {
            predicate._withUnsafeGuaranteedRef { if $0.includes(action, state) { mask |= $0.bit } }
        }
        return mask
    }

    /// Bits of obligations among those wanted that hold the action in the state: the first that is found, or none.
    @inlinable
    func first(of action: S.Action, in state: S.State, among wanted: UInt64) -> UInt64 {
        let byName = named[action.casePosition] & wanted
        if byName != 0 { return byName }
        for predicate in predicates {
            let found = predicate._withUnsafeGuaranteedRef {
                $0.bit & wanted != 0 && $0.includes(action, state) ? $0.bit : 0
            }
            if found != 0 { return found }
        }
        return 0
    }
}

/// A property of liveness as it is asked of states.
@usableFromInline
final class FairQuestion<State: SpecState> {
    @usableFromInline let premise: (@Sendable (State) -> Bool)?
    /// The goal of the spec with silent faulty replicas, where there are any.
    @usableFromInline let goal: @Sendable (State) -> Bool
    /// Only states that ask for the goal are in question.
    @usableFromInline let isOfPremise: Bool

    @usableFromInline
    init(_ property: Property<State>, goal: Property<State>) {
        premise = property.premise
        self.goal = goal.holds
        isOfPremise = property.kind == .eventuallyAlways || property.kind == .infinitelyOften
    }

    /// Meaning of a state, of which `part` is left without faulty replicas.
    @inlinable
    func judge(_ state: State, _ part: State) -> (isAvoiding: Bool, isPremise: Bool) {
        let isPremise = premise?(state) ?? true
        return (!goal(part) && (isPremise || !isOfPremise), isPremise)
    }
}

/// Part of a state that is left without faulty replicas.
///
/// An object, because it can be borrowed: a closure is retained for each call.
@usableFromInline
final class FairPart<State: SpecState> {
    @usableFromInline let of: @Sendable (State) -> State

    @inlinable
    init(_ of: @escaping @Sendable (State) -> State) { self.of = of }
}
