/// A spec as random runs see it: the steps out of one state, each with its action and the replica that acts.
///
/// It is made where the concrete spec type is known, as ``SpecKernel`` is. A search needs no actions and does not come
/// through here.
public struct WalkKernel: Sendable {
    /// Makes the look at the spec for one thread.
    @usableFromInline package let makeWalker: @Sendable () -> SpecWalker

    /// The kernel of `spec`.
    @inlinable
    public init<S: Spec>(_ spec: S) {
        makeWalker = {
            let steps = WalkSteps(
                wordCount: StateBlock<S.State>.stride / 8, actionCount: S.Action.caseNames.count)
            // A closure, because the methods of a generic class are not specialised where they are looked up.
            let view = WalkView(spec, steps)
            return SpecWalker(steps) { view.expand($0) }
        }
    }
}

/// Look of one thread at a spec for random runs.
public final class SpecWalker {
    /// Steps out of the state that was looked at last.
    package let steps: WalkSteps
    /// Finds the steps out of a state, none out of one outside the constraint.
    ///
    /// - Returns: whether the state lies within the constraint.
    package let expand: (_ state: UnsafeRawPointer) -> Bool

    @usableFromInline
    init(_ steps: WalkSteps, expand: @escaping (UnsafeRawPointer) -> Bool) {
        self.steps = steps
        self.expand = expand
    }
}

@usableFromInline
final class WalkView<S: Spec> {
    @usableFromInline let spec: S
    @usableFromInline let steps: WalkSteps
    @usableFromInline let allows: (@Sendable (S.State) -> Bool)?
    /// For each action the place of its replica.
    @usableFromInline let places: UnsafeMutablePointer<Int>
    @usableFromInline var recorder: StepRecorder<S>?

    @inlinable
    init(_ spec: S, _ steps: WalkSteps) {
        self.spec = spec
        self.steps = steps
        allows = spec.constraint?.allows
        places = ReplicaPlace.unknown(steps.actionCount)
        recorder = makeRecorder()
    }

    deinit { places.deallocate() }

    // The recorder lives as long as its owner, and only it calls it.
    @inlinable
    func makeRecorder() -> StepRecorder<S> {
        StepRecorder<S>(steps: { [unowned(unsafe) self] action, successor in
            let kind = action.casePosition
            if places[kind] == ReplicaPlace.unknown { places[kind] = ReplicaPlace.of(action) }
            let replica = ReplicaPlace.replica(of: action, at: places[kind])
            steps.add(kind, replica).storeBytes(of: successor, as: S.State.self)
            return .kept
        })
    }

    @inlinable
    func expand(_ words: UnsafeRawPointer) -> Bool {
        steps.clear()
        let state = words.loadUnaligned(as: S.State.self)
        if let allows, !allows(state) { return false }
        spec.offer(state, to: recorder!)
        steps.dropUnchanging(words)
        return true
    }
}
