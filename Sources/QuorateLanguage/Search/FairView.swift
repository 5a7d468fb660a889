/// Look at a spec with its obligations where its type is known.
@usableFromInline
final class FairView<S: Spec> {
    @usableFromInline let spec: S
    @usableFromInline let steps: FairSteps
    @usableFromInline let followed: FollowedSteps
    @usableFromInline let obligations: FairObligations<S>
    /// The spec with silent faulty replicas, and the state that is left without them.
    @usableFromInline let silent: S?
    @usableFromInline let part: (@Sendable (S.State) -> S.State)?
    @usableFromInline let questions: [FairQuestion<S.State>]
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
        @usableFromInline let firstUnaided: StepRecorder<S>
        @usableFromInline let misplaced: StepRecorder<S>

        @inlinable
        init(
            all: StepRecorder<S>, owed: StepRecorder<S>, first: StepRecorder<S>,
            firstUnaided: StepRecorder<S>, misplaced: StepRecorder<S>
        ) {
            self.all = all
            self.owed = owed
            self.first = first
            self.firstUnaided = firstUnaided
            self.misplaced = misplaced
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
        (silent, part) = (unaided?.spec, unaided?.state)
        let goals = silent?.properties ?? properties
        questions = positions.map { FairQuestion(properties[$0], goal: goals[$0]) }
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
            // The state that is left without faulty replicas is none of the graph: nothing is misplaced there.
            firstUnaided: StepRecorder<S>(steps: { action, successor in
                owner._withUnsafeGuaranteedRef { $0.look(at: action, successor) }
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

    /// Notes an obligation that holds an action of the environment.
    @inlinable @inline(__always)
    func noteMisplaced(_ action: S.Action) {
        if obligations.watched.isEmpty { return }
        let kind = action.casePosition
        guard obligations.watched.contains(kind) else { return }
        let mask = obligations.mask(of: action, in: state)
        if mask != 0 { steps.noteMisplaced(mask, action: kind) }
    }

    @inlinable
    func expand(_ words: UnsafeRawPointer) {
        steps.clear()
        state = words.loadUnaligned(as: S.State.self)
        spec.offer(state, to: recorders!.all)
        if let silent {
            state = part!(state)
            silent.offer(state, to: recorders!.owed)
        }
        steps.endState(isUnaided: silent == nil)
    }

    @inlinable
    func isOwed(in words: UnsafeRawPointer) -> Bool {
        wantFirstOwed(in: words)
        if wanted == 0 && obligations.watched.isEmpty { return false }
        return isOwedOnTheWay(from: words)
    }

    @inlinable
    func follow(_ words: UnsafeRawPointer) -> Bool {
        wantFirstOwed(in: words)
        return isOwedOnTheWay(from: words)
    }

    /// Goes to a state in which an obligation is wanted, of which one is found: most states owe what the first of their
    /// steps discharges. With faulty replicas that is the first that can be discharged without them.
    @inlinable
    func wantFirstOwed(in words: UnsafeRawPointer) {
        let whole = words.loadUnaligned(as: S.State.self)
        search.initialize(to: (.max, 0))
        if let silent {
            state = part!(whole)
            // Whatever passes is left in the buffer: which state it is compared with does not matter.
            offer(silent, words, to: recorders!.firstUnaided)
            (wanted, found) = (found, 0)
        }
        state = whole
    }

    /// Follows the steps out of the state, and says whether it owes something.
    ///
    /// Behind the first step that discharges what is wanted nobody asks for actions. Those of the environment are looked
    /// at again there, as everywhere: an obligation may hold one in few states.
    @inlinable
    func isOwedOnTheWay(from words: UnsafeRawPointer) -> Bool {
        for kind in obligations.watched { followed.taken[kind] = 0 }
        offer(spec, words, to: wanted == 0 ? nil : recorders!.first)
        if (wanted == 0 || found != 0) && obligations.watched.contains(where: { followed.taken[$0] != 0 }) {
            spec.offer(state, to: recorders!.misplaced)
        }
        if found != 0 || silent == nil || wanted == 0 { return found != 0 }
        // None discharges the one that was wanted: all are asked for.
        expand(words)
        return steps.owed != 0
    }

    /// Offers the steps out of the state to a recorder, and what passes to the sink.
    @inlinable
    func offer(_ spec: S, _ words: UnsafeRawPointer, to recorder: StepRecorder<S>?) {
        var next = Next<S>(state: state, sink: followed.begin(words), recorder: recorder)
        spec.actions(in: next.state, &next)
        followed.end(next.sink)
    }

    @inlinable
    func judge(_ words: UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64) {
        let state = words.loadUnaligned(as: S.State.self)
        let part = part?(state) ?? state
        var (avoiding, premises): (UInt64, UInt64) = (0, 0)
        for position in questions.indices {
            let judgement = questions[position].judge(state, part)
            if judgement.isAvoiding { avoiding |= 1 &<< UInt64(position) }
            if judgement.isPremise { premises |= 1 &<< UInt64(position) }
        }
        return (avoiding, premises)
    }
}
