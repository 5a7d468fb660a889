/// A spec as the search for fair runs sees it: steps with the obligations that they discharge, and states with those that
/// are owed there.
///
/// It is made where the concrete spec type is known, as ``SpecKernel`` is.
public struct FairKernel: Sendable {
    /// Makes the look at the spec for one thread.
    @usableFromInline package let makeExpander: @Sendable () -> FairExpander

    /// The kernel of `spec` for the liveness properties at `positions`; positions of others are not asked for.
    @inlinable
    public init<S: Spec>(_ spec: S, positions: [Int]) {
        makeExpander = {
            let steps = FairSteps(wordCount: StateBlock<S.State>.stride / 8)
            // Closures, because the methods of a generic class are not specialised where they are looked up.
            let view = FairView(spec, positions: positions, steps)
            return FairExpander(
                steps, expand: { view.expand($0) }, follow: { view.follow($0) },
                isOwed: { view.isOwed(in: $0) }, judge: { view.judge($0) })
        }
    }
}

/// Look of one thread at a spec with its obligations.
public final class FairExpander {
    /// The steps out of the state that was expanded last.
    package let steps: FairSteps
    /// Finds the steps out of a state, and what is owed there.
    package let expand: (_ state: UnsafeRawPointer) -> Void
    /// Finds the steps out of a state but not what they discharge, and whether something is owed there.
    package let follow: (_ state: UnsafeRawPointer) -> Bool
    /// Debt in a state: an obligation that it cannot keep by staying as it is.
    package let isOwed: (_ state: UnsafeRawPointer) -> Bool
    /// Meaning of a state for the properties, a bit for each: those that a run may break by staying there, and those that
    /// it asks for.
    package let judge: (_ state: UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64)

    @usableFromInline
    init(
        _ steps: FairSteps, expand: @escaping (UnsafeRawPointer) -> Void,
        follow: @escaping (UnsafeRawPointer) -> Bool,
        isOwed: @escaping (UnsafeRawPointer) -> Bool,
        judge: @escaping (UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64)
    ) {
        self.steps = steps
        self.expand = expand
        self.follow = follow
        self.isOwed = isOwed
        self.judge = judge
    }
}

@usableFromInline
final class FairView<S: Spec> {
    @usableFromInline let spec: S
    @usableFromInline let steps: FairSteps
    /// Obligations by predicate, with their bits.
    @usableFromInline let predicates: [(bit: UInt64, includes: @Sendable (S.Action, S.State) -> Bool)]
    /// For each action, the obligations that name it.
    @usableFromInline let named: [UInt64]
    /// The spec with silent faulty replicas, and the state that is left without them.
    @usableFromInline let unaided: Unaided<S>?
    /// The properties, and the same of the spec with silent faulty replicas.
    @usableFromInline let asked: [(property: Property<S.State>, goal: Property<S.State>)]
    /// For each action of the spec, that it is one of the environment; empty where none is.
    @usableFromInline let environment: [Bool]
    // Behind pointers, as in `FairSteps`.
    @usableFromInline let place: UnsafeMutablePointer<S.State>
    /// Obligations among which a step is looked for, and those that the first such step discharges.
    @usableFromInline let search: UnsafeMutablePointer<(wanted: UInt64, found: UInt64)>
    @usableFromInline var recorders: Recorders?

    @usableFromInline
    struct Recorders {
        @usableFromInline let all: StepRecorder<S>
        @usableFromInline let owed: StepRecorder<S>
        @usableFromInline let first: StepRecorder<S>
        @usableFromInline let firstOwed: StepRecorder<S>
        @usableFromInline let allAndFirst: StepRecorder<S>

        @inlinable
        init(
            all: StepRecorder<S>, owed: StepRecorder<S>, first: StepRecorder<S>, firstOwed: StepRecorder<S>,
            allAndFirst: StepRecorder<S>
        ) {
            self.all = all
            self.allAndFirst = allAndFirst
            self.owed = owed
            self.first = first
            self.firstOwed = firstOwed
        }
    }

    @inlinable
    init(_ spec: S, positions: [Int], _ steps: FairSteps) {
        let names = S.Action.caseNames
        let properties = spec.properties
        self.spec = spec
        self.steps = steps
        let fairness = spec.fairness
        predicates = fairness.indices.filter { fairness[$0].actions == nil }.map {
            (1 &<< UInt64($0), fairness[$0].includes)
        }
        named = names.map { name in
            fairness.indices.reduce(0) {
                fairness[$1].actions?.contains(name) ?? false ? $0 | 1 &<< UInt64($1) : $0
            }
        }
        unaided = spec.unaided
        let goals = unaided?.spec.properties ?? properties
        asked = positions.map { (properties[$0], goals[$0]) }
        let owners = Set(spec.environmentActions)
        environment = owners.isEmpty ? [] : names.map(owners.contains)
        place = .allocate(capacity: 1)
        search = .allocate(capacity: 1)
        recorders = makeRecorders()
    }

    deinit {
        place.deallocate()
        search.deallocate()
    }

    @inlinable
    var wanted: UInt64 {
        get { search.pointee.wanted }
        set { search.pointee.wanted = newValue }
    }

    @inlinable
    var found: UInt64 {
        get { search.pointee.found }
        set { search.pointee.found = newValue }
    }

    /// The state whose steps are looked at.
    @inlinable
    var state: S.State {
        get { place.pointee }
        set { place.initialize(to: newValue) }
    }

    // The recorders live as long as their owner, and only it calls them; it is borrowed, because counting references
    // takes longer than a step.
    @inlinable
    func makeRecorders() -> Recorders {
        let owner = Unmanaged.passUnretained(self)
        return Recorders(
            all: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef { $0.add(action, successor) }
            }),
            owed: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef {
                    if successor != $0.state { $0.steps.owe($0.mask(of: action)) }
                }
            }),
            first: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef {
                    $0.noteMisplaced(action)
                    if $0.found == 0 && successor != $0.state { $0.found = $0.mask(of: action) & $0.wanted }
                }
            }),
            firstOwed: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef {
                    if $0.found == 0 && successor != $0.state { $0.found = $0.mask(of: action) }
                }
            }),
            allAndFirst: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef {
                    $0.noteMisplaced(action)
                    if successor == $0.state { return }
                    if $0.found == 0 { $0.found = $0.mask(of: action) & $0.wanted }
                    $0.steps.add(0).storeBytes(of: successor, as: S.State.self)
                }
            }))
    }

    @inlinable
    func add(_ action: S.Action, _ successor: S.State) {
        noteMisplaced(action)
        if successor != state { steps.add(mask(of: action)).storeBytes(of: successor, as: S.State.self) }
    }

    /// Notes an obligation that holds an action of the environment.
    @inlinable @inline(__always)
    func noteMisplaced(_ action: S.Action) {
        guard !environment.isEmpty, environment[action.casePosition] else { return }
        let mask = mask(of: action)
        if mask != 0 { steps.noteMisplaced(mask, action: action.casePosition) }
    }

    /// One bit for each obligation that holds the action in the state.
    @inlinable
    func mask(of action: S.Action) -> UInt64 {
        var mask = named[action.casePosition]
        for predicate in predicates where predicate.includes(action, state) { mask |= predicate.bit }
        return mask
    }

    @inlinable
    func expand(_ words: UnsafeRawPointer) {
        steps.clear()
        state = words.loadUnaligned(as: S.State.self)
        spec.offer(state, to: recorders!.all)
        if let unaided {
            state = unaided.state(state)
            unaided.spec.offer(state, to: recorders!.owed)
        }
        steps.endState(isUnaided: unaided == nil)
    }

    @inlinable
    func isOwed(in words: UnsafeRawPointer) -> Bool {
        wantFirstOwed(in: words)
        if wanted == 0 && environment.isEmpty { return false }
        spec.offer(state, to: recorders!.first)
        return isOwedAfterOffer(of: words)
    }

    @inlinable
    func follow(_ words: UnsafeRawPointer) -> Bool {
        wantFirstOwed(in: words)
        steps.clear()
        spec.offer(state, to: recorders!.allAndFirst)
        return isOwedAfterOffer(of: words)
    }

    /// Goes to a state in which an obligation is wanted, of which one is found: most states owe what the first of their
    /// steps discharges. With faulty replicas that is the first that can be discharged without them.
    @inlinable
    func wantFirstOwed(in words: UnsafeRawPointer) {
        state = words.loadUnaligned(as: S.State.self)
        search.initialize(to: (.max, 0))
        guard let unaided else { return }
        let whole = state
        state = unaided.state(whole)
        unaided.spec.offer(state, to: recorders!.firstOwed)
        (wanted, found, state) = (found, 0, whole)
    }

    /// Debt in the state whose steps were offered; where none discharges what is wanted, all obligations are asked for.
    @inlinable
    func isOwedAfterOffer(of words: UnsafeRawPointer) -> Bool {
        if found != 0 || unaided == nil || wanted == 0 { return found != 0 }
        expand(words)
        return steps.owed != 0
    }

    @inlinable
    func judge(_ words: UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64) {
        let state = words.loadUnaligned(as: S.State.self)
        let part = unaided?.state(state) ?? state
        var (avoiding, premises): (UInt64, UInt64) = (0, 0)
        for position in asked.indices {
            let (property, goal) = asked[position]
            let judgement = property.judgement(premise: property.isPremise(state), goal: goal.isGoal(part))
            if judgement.isAvoiding { avoiding |= 1 &<< UInt64(position) }
            if judgement.isPremise { premises |= 1 &<< UInt64(position) }
        }
        return (avoiding, premises)
    }
}
