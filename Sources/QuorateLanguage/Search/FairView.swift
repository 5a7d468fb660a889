/// Look at a spec with its obligations where its type is known.
@usableFromInline
final class FairView<S: Spec> {
    @usableFromInline let spec: S
    @usableFromInline let steps: FairSteps
    @usableFromInline let followed: FollowedSteps
    @usableFromInline let obligations: FairObligations<S>
    /// The spec with silent faulty replicas, and the state that is left without them.
    @usableFromInline let silent: S?
    @usableFromInline let part: Unmanaged<FairPart<S.State>>?
    @usableFromInline let questions: UnsafeMutableBufferPointer<Unmanaged<FairQuestion<S.State>>>
    // Behind pointers, as in `FairSteps`.
    @usableFromInline let place: UnsafeMutablePointer<S.State>
    /// Obligations among which a step is looked for, and those that the first such step discharges.
    @usableFromInline let search: UnsafeMutablePointer<(wanted: UInt64, found: UInt64)>
    @usableFromInline let recorders: UnsafeMutablePointer<Recorders>

    /// Listeners to steps, borrowed by whoever offers them: see ``makeRecorders()``.
    @usableFromInline
    struct Recorders {
        @usableFromInline let all: Unmanaged<StepRecorder<S>>
        @usableFromInline let owed: Unmanaged<StepRecorder<S>>
        @usableFromInline let first: Unmanaged<StepRecorder<S>>
        @usableFromInline let untilFirst: Unmanaged<StepRecorder<S>>
        @usableFromInline let misplaced: Unmanaged<StepRecorder<S>>

        @inlinable
        init(
            all: StepRecorder<S>, owed: StepRecorder<S>, first: StepRecorder<S>,
            untilFirst: StepRecorder<S>, misplaced: StepRecorder<S>
        ) {
            self.all = .passRetained(all)
            self.owed = .passRetained(owed)
            self.first = .passRetained(first)
            self.untilFirst = .passRetained(untilFirst)
            self.misplaced = .passRetained(misplaced)
        }

        @inlinable
        func release() {
            for recorder in [all, owed, first, untilFirst, misplaced] { recorder.release() }
        }
    }

    @inlinable
    init(_ spec: S, positions: [Int], _ steps: FairSteps, _ followed: FollowedSteps) {
        let properties = spec.properties
        self.spec = spec
        self.steps = steps
        self.followed = followed
        obligations = FairObligations(spec)
        let unaided = spec.unaided
        silent = unaided?.spec
        part = unaided.map { .passRetained(FairPart($0.state)) }
        let goals = silent?.properties ?? properties
        questions = .allocate(capacity: positions.count)
        _ = questions.initialize(
            from: positions.map { .passRetained(FairQuestion(properties[$0], goal: goals[$0])) })
        place = .allocate(capacity: 1)
        search = .allocate(capacity: 1)
        recorders = .allocate(capacity: 1)
        recorders.initialize(to: makeRecorders())
    }

    deinit {
        place.deallocate()
        search.deallocate()
        recorders.pointee.release()
        for question in questions { question.release() }
        questions.deallocate()
        part?.release()
        recorders.deallocate()
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
                return .kept
            }),
            owed: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef {
                    if successor != $0.state { $0.steps.owe($0.obligations.mask(of: action, in: $0.state)) }
                }
                return .kept
            }),
            first: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef {
                    $0.noteMisplaced(action)
                    return $0.look(at: action, successor)
                }
            }),
            untilFirst: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef { $0.find(action, successor) }
            }),
            misplaced: StepRecorder<S>(steps: { action, _ in
                owner._withUnsafeGuaranteedRef { $0.noteMisplaced(action) }
                return .kept
            }))
    }

    @inlinable
    func add(_ action: S.Action, _ successor: S.State) {
        noteMisplaced(action)
        if successor != state {
            steps.add(obligations.mask(of: action, in: state)).storeBytes(of: successor, as: S.State.self)
        }
    }

    /// Looks whether a step discharges what is wanted; if so it is the last that is looked at.
    @inlinable
    func look(at action: S.Action, _ successor: S.State) -> HeardStep {
        if successor == state { return .passed }
        found = obligations.first(of: action, in: state, among: wanted)
        if found == 0 { return .passed }
        for kind in obligations.watched { followed.taken[kind] = 0 }
        return .last
    }

    /// Looks whether a step discharges what is wanted, where only that is asked: behind one that does the state is over.
    @inlinable
    func find(_ action: S.Action, _ successor: S.State) -> HeardStep {
        if found != 0 || successor == state { return .kept }
        found = obligations.first(of: action, in: state, among: wanted)
        return found == 0 ? .kept : .over
    }

    /// Notes an obligation that holds an action of the environment.
    @inlinable @inline(__always)
    func noteMisplaced(_ action: S.Action) {
        if obligations.watched.isEmpty { return }
        let kind = action.casePosition
        guard obligations.watched.contains(kind) else { return }
        let mask = obligations.mask(of: action, in: state)
        if mask != 0 { steps.noteMisplaced(mask, action: kind) }
    }
}
