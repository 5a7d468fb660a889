// Steps out of a state and what is owed there, found with as few of the steps as the question needs.

extension FairView {
    @inlinable
    func expand(_ words: UnsafeRawPointer) {
        steps.clear()
        state = words.loadUnaligned(as: S.State.self)
        offer(spec, to: recorders.pointee.all)
        if let silent {
            state = withoutFaulty(state)
            offer(silent, to: recorders.pointee.owed)
        }
        steps.endState(isUnaided: silent == nil)
    }

    @inlinable
    func isOwed(in words: UnsafeRawPointer) -> Bool {
        wantFirstOwed(in: words)
        if !obligations.watched.isEmpty { return isOwedOnTheWay(from: words) }
        if wanted == 0 { return false }
        // Nobody looks for actions of the environment, and nobody follows the steps: one of them is enough.
        offer(spec, to: recorders.pointee.untilFirst)
        return found != 0 || isOwedAsAWhole(words)
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
            state = withoutFaulty(whole)
            // This state is none of the graph: nothing is misplaced there.
            offer(silent, to: recorders.pointee.untilFirst)
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
        pass(words, to: wanted == 0 ? nil : recorders.pointee.first)
        if (wanted == 0 || found != 0) && obligations.watched.contains(where: { followed.taken[$0] != 0 }) {
            offer(spec, to: recorders.pointee.misplaced)
        }
        return found != 0 || wanted != 0 && isOwedAsAWhole(words)
    }

    /// Debt in the state where no step discharges the obligation that was wanted: all are asked for, if any other can be
    /// owed.
    @inlinable
    func isOwedAsAWhole(_ words: UnsafeRawPointer) -> Bool {
        if silent == nil { return false }
        expand(words)
        return steps.owed != 0
    }

    /// Offers the steps out of the state to a recorder that lets none pass.
    @inlinable
    func offer(_ spec: S, to recorder: Unmanaged<StepRecorder<S>>) {
        recorder._withUnsafeGuaranteedRef { spec.offer(state, to: $0) }
    }

    /// Offers the steps out of the state to a recorder, and what passes to the sink.
    @inlinable
    func pass(_ words: UnsafeRawPointer, to recorder: Unmanaged<StepRecorder<S>>?) {
        var next = Next<S>(state: state, sink: followed.begin(words), recorder: nil)
        next.recorder = recorder
        spec.actions(in: next.state, &next)
        followed.end(next.sink)
    }

    /// Part of a state that is left without what faulty replicas have said.
    @inlinable @inline(__always)
    func withoutFaulty(_ state: S.State) -> S.State {
        guard let part else { return state }
        return part._withUnsafeGuaranteedRef { $0.of(state) }
    }

    @inlinable
    func judge(_ words: UnsafeRawPointer) -> (avoiding: UInt64, premises: UInt64) {
        let state = words.loadUnaligned(as: S.State.self)
        let part = withoutFaulty(state)
        var (avoiding, premises): (UInt64, UInt64) = (0, 0)
        for position in questions.indices {
            let judgement = questions[position]._withUnsafeGuaranteedRef { $0.judge(state, part) }
            if judgement.isAvoiding { avoiding |= 1 &<< UInt64(position) }
            if judgement.isPremise { premises |= 1 &<< UInt64(position) }
        }
        return (avoiding, premises)
    }
}
