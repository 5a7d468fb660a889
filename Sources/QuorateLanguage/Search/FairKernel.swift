/// A spec as the search for fair runs sees it: steps with the obligations that they discharge, and states with those that
/// are owed there.
///
/// It is made where the concrete spec type is known, as ``SpecKernel`` is.
public struct FairKernel: Sendable {
    /// Adds the steps out of consecutive states at a place.
    @usableFromInline package let expand:
        @Sendable (_ start: UnsafeRawPointer, _ count: Int, FairSteps) -> Void
    /// Asks one property, by its position among those of the kernel, of a state.
    @usableFromInline package let judge:
        @Sendable (_ state: UnsafeRawPointer, _ position: Int) -> LivenessJudgement

    /// The kernel of `spec` for the liveness properties at `positions`; positions of others are not asked for.
    @inlinable
    public init<S: Spec>(_ spec: S, positions: [Int]) {
        let (properties, unaided) = (spec.properties, spec.unaided)
        let goals = (unaided?.spec ?? spec).properties
        let fairness = spec.fairness
        let silent = unaided.map { (spec: $0.spec, state: $0.state) }
        let environment = Set(
            S.Action.caseNames.indices.filter { spec.environmentActions.contains(S.Action.caseNames[$0]) })
        expand = { start, count, steps in
            let place = FairPlace<S>(start.loadUnaligned(as: S.State.self))
            let recorder = StepRecorder<S>(steps: { action, successor in
                steps.add(
                    place.mask(of: action, fairness), to: successor, changes: successor != place.state,
                    environment.isEmpty || !environment.contains(action.casePosition)
                        ? nil : action.casePosition)
            })
            let owed = StepRecorder<S>(steps: { action, successor in
                if successor != place.state { steps.owe(place.mask(of: action, fairness)) }
            })
            for position in 0..<count {
                let state = (start + position &* StateBlock<S.State>.stride).loadUnaligned(as: S.State.self)
                place.state = state
                spec.offer(state, to: recorder)
                if let silent {
                    place.state = silent.state(state)
                    silent.spec.offer(place.state, to: owed)
                    steps.endState(isUnaided: false)
                } else {
                    steps.endState(isUnaided: true)
                }
            }
        }
        judge = { start, position in
            let state = start.loadUnaligned(as: S.State.self)
            let property = properties[positions[position]]
            let premise = property.isPremise(state)
            let goal = goals[positions[position]].isGoal(unaided?.state(state) ?? state)
            return property.judgement(premise: premise, goal: goal)
        }
    }
}

/// The state whose steps are looked at.
@usableFromInline
final class FairPlace<S: Spec> {
    @usableFromInline var state: S.State

    @inlinable
    init(_ state: S.State) { self.state = state }

    /// One bit for each obligation that holds the action here.
    @inlinable
    func mask(of action: S.Action, _ fairness: [Fairness<S>]) -> UInt64 {
        var mask: UInt64 = 0
        for position in fairness.indices where fairness[position].includes(action, state) {
            mask |= 1 &<< UInt64(position)
        }
        return mask
    }
}

/// Meaning of one state for one property of liveness.
public struct LivenessJudgement: Hashable, Sendable {
    /// A state in which a run that breaks the property may stay: the goal is not met.
    public var isAvoiding: Bool
    /// A state that asks for the goal.
    public var isPremise: Bool

    @usableFromInline
    init(isAvoiding: Bool, isPremise: Bool) {
        self.isAvoiding = isAvoiding
        self.isPremise = isPremise
    }
}

extension Property {
    @usableFromInline
    func isPremise(_ state: State) -> Bool { premise?(state) ?? true }

    @usableFromInline
    func isGoal(_ state: State) -> Bool { holds(state) }

    @usableFromInline
    func judgement(premise: Bool, goal: Bool) -> LivenessJudgement {
        switch kind {
        case .eventuallyAlways, .infinitelyOften:
            LivenessJudgement(isAvoiding: premise && !goal, isPremise: premise)
        default: LivenessJudgement(isAvoiding: !goal, isPremise: premise)
        }
    }
}

/// Steps out of some states, each with the obligations that it discharges; of one thread.
public final class FairSteps {
    /// Words of a state.
    package let wordCount: Int
    /// Words of the states after the steps.
    private var words: [UInt64] = []
    /// Obligations that each step discharges, a bit for each; 0 where it changes nothing.
    package private(set) var discharged: [UInt64] = []
    /// Number of the steps up to the end of each state.
    package private(set) var ends: [Int] = []
    /// Obligations owed in each state, a bit for each.
    package private(set) var owed: [UInt64] = []
    /// The first step of the environment that an obligation holds, or nil.
    package private(set) var misplaced: (action: Int, obligations: UInt64)?
    private var dischargeable: UInt64 = 0
    private var owedUnaided: UInt64 = 0

    package init(wordCount: Int) { self.wordCount = wordCount }

    /// Calls `body` with the words of the state after a step.
    package func withState<Result>(_ position: Int, _ body: (UnsafePointer<UInt64>) -> Result) -> Result {
        words.withUnsafeBufferPointer { body($0.baseAddress! + position * wordCount) }
    }

    /// Forgets everything but a misplaced obligation.
    package func clear() {
        words.removeAll(keepingCapacity: true)
        discharged.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        owed.removeAll(keepingCapacity: true)
    }

    /// Adds a step; `environment` is the position of its action where that is one of the environment.
    @usableFromInline
    func add<State: SpecState>(_ mask: UInt64, to successor: State, changes: Bool, _ environment: Int?) {
        if let environment, mask != 0, misplaced == nil { misplaced = (environment, mask) }
        guard changes else { return }
        let first = words.count
        for _ in 0..<wordCount { words.append(0) }
        words.withUnsafeMutableBytes {
            $0.storeBytes(of: successor, toByteOffset: first &* 8, as: State.self)
        }
        discharged.append(mask)
        dischargeable |= mask
    }

    @usableFromInline
    func owe(_ mask: UInt64) { owedUnaided |= mask }

    /// Ends a state: what can be discharged there is owed, with the help of faulty replicas or, where they are asked
    /// apart, only if it can be discharged without.
    @usableFromInline
    func endState(isUnaided: Bool) {
        ends.append(discharged.count)
        owed.append(isUnaided ? dischargeable : dischargeable & owedUnaided)
        dischargeable = 0
        owedUnaided = 0
    }
}
