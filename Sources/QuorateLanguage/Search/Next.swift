/// Collection of the steps out of one state, to which a spec offers its actions.
///
/// There are no copies: what is offered to a copy would be lost, and its states never seen. Helpers take it `inout`.
@frozen
public struct Next<S: Spec>: ~Copyable {
    /// The state that the steps leave.
    @usableFromInline var state: S.State
    @usableFromInline var sink: SuccessorSink
    /// Recorder, if set, of steps with their actions, which says what reaches the sink. The owner keeps it alive.
    @usableFromInline var recorder: Unmanaged<StepRecorder<S>>?
    /// The recorder, where it also hears of takes whose guards are false. Most are, so nobody else pays for them.
    @usableFromInline let guardRecorder: Unmanaged<StepRecorder<S>>?

    @inlinable @inline(__always)
    init(state: S.State, sink: SuccessorSink) {
        self.state = state
        self.sink = sink
        recorder = nil
        guardRecorder = nil
    }

    @inlinable
    init(state: S.State, sink: SuccessorSink, recorder: StepRecorder<S>?) {
        self.state = state
        self.sink = sink
        self.recorder = recorder.map(Unmanaged.passUnretained)
        guardRecorder = recorder?.visitStep == nil ? self.recorder : nil
    }

    /// Offers one step: `action` leads to the state that `effect` makes, if `condition` is true.
    ///
    /// Neither closure escapes, and the action itself is built only when somebody asks for a trace: a search
    /// pays for the guard, the effect and one counter.
    ///
    /// - Parameters:
    ///   - action: the action with its arguments; evaluated without side effects, at any time or not at all.
    ///   - condition: the guard; true unless given.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    ///   - effect: changes the state to the one after the step; without it the step changes nothing.
    @inlinable @inline(__always)
    public mutating func take(
        _ action: @autoclosure () -> S.Action, if condition: @autoclosure () -> Bool = true,
        file: StaticString = #fileID, line: UInt = #line, _ effect: (inout S.State) -> Void = { _ in }
    ) {
        guard condition() || _slowPath(guardRecorder != nil) && recordDisabled(action(), file, line) else {
            return
        }
        var successor = state
        effect(&successor)
        if _slowPath(recorder != nil) && !record(action(), successor, file, line) { return }
        sink.taken[action().casePosition] &+= 1
        sink.generated &+= 1
        sink.emit(successor)
    }

    /// Records a take whose guard is false.
    ///
    /// - Returns: true where a mutant has no such guard, so that the effect is to be run all the same.
    @inline(never)
    @inlinable
    func recordDisabled(
        _ action: @autoclosure () -> S.Action, _ file: StaticString, _ line: UInt
    ) -> Bool {
        // Borrowed, because counting references takes longer than a guard.
        guardRecorder!._withUnsafeGuaranteedRef { recorder in
            // No search makes an action that cannot be taken, so that a mistake in its arguments is none of the spec's.
            let faults = SpecFault.countOnThisThread
            let text = faults == recorder.faultCount ? nil : SpecFault.latestText
            let action = action()
            SpecFault.forget(after: faults, text: text)
            if recorder.isUnguarded(action, file, line) { return true }
            recorder.note(RecordedTake(action: action, successor: nil, file: file, line: line))
            return false
        }
    }

    /// Shows the recorder a step.
    ///
    /// - Returns: true where the step is for the sink too.
    @inline(never)
    @inlinable
    mutating func record(
        _ action: @autoclosure () -> S.Action, _ successor: S.State, _ file: StaticString, _ line: UInt
    ) -> Bool {
        let answer: HeardStep = recorder!._withUnsafeGuaranteedRef { recorder in
            guard let visitStep = recorder.visitStep else {
                recorder.note(RecordedTake(action: action(), successor: successor, file: file, line: line))
                return .kept
            }
            return visitStep(action(), successor)
        }
        switch answer {
        case .kept: return false
        case .passed: return true
        case .last:
            recorder = nil
            return true
        case .over:
            sink.generated = .min
            return false
        }
    }

    /// End of the interest in the steps out of the state: what is offered from here on nobody hears, so a loop that
    /// offers many may end. Never true where steps are taken, only where it is asked whether there is one of some kind.
    @inlinable
    public var isOver: Bool {
        // A count, so that it costs no field of its own: a search only ever adds to it.
        @inline(__always) get { sink.generated < 0 }
    }
}

/// One `take` as it was evaluated in a state.
@usableFromInline
package struct RecordedTake<S: Spec>: Sendable {
    /// The action with its arguments.
    package let action: S.Action
    /// The state after the step, or nil where the guard was false.
    package let successor: S.State?
    let file: StaticString
    let line: UInt

    @usableFromInline
    init(action: S.Action, successor: S.State?, file: StaticString, line: UInt) {
        self.action = action
        self.successor = successor
        self.file = file
        self.line = line
    }

    /// Place of the `take`.
    package var site: SourceSite { SourceSite(file, line) }
}

/// Answer of a listener to a step.
@frozen
@usableFromInline
enum HeardStep {
    /// The step is not for the sink.
    case kept
    /// The step is for the sink.
    case passed
    /// The step and all that follow in the state are for the sink alone.
    case last
    /// The step and all that follow in the state are for nobody, and need not be offered.
    case over
}

@usableFromInline
final class StepRecorder<S: Spec>: SuccessorConsumer {
    /// The first take whose guard or effect raised a fault, with the fault's text.
    private(set) var fault: (take: RecordedTake<S>, text: String)?
    /// Listener to the steps alone, where takes that cannot be taken, their places and faults do not matter.
    @usableFromInline let visitStep: ((S.Action, S.State) -> HeardStep)?
    private let visit: (RecordedTake<S>) -> Void
    /// The takes that a mutant offers whatever their guards say, or nil.
    private let unguarded: TakePlace?
    @usableFromInline var faultCount = SpecFault.countOnThisThread

    init(without unguarded: TakePlace? = nil, _ visit: @escaping (RecordedTake<S>) -> Void) {
        self.visit = visit
        self.unguarded = unguarded
        visitStep = nil
    }

    @usableFromInline
    init(steps visitStep: @escaping (S.Action, S.State) -> HeardStep) {
        visit = { _ in }
        unguarded = nil
        self.visitStep = visitStep
    }

    /// Absence of the guard of a take, in the mutant that is recorded.
    @usableFromInline
    func isUnguarded(_ action: S.Action, _ file: StaticString, _ line: UInt) -> Bool {
        unguarded?.isOf(action, file, line) ?? false
    }

    @usableFromInline
    func note(_ take: RecordedTake<S>) {
        visit(take)
        guard SpecFault.countOnThisThread != faultCount else { return }
        faultCount = SpecFault.countOnThisThread
        if fault == nil { fault = (take, SpecFault.latestText) }
    }
}

extension Spec {
    /// Evaluates every `take` in `state`, enabled or not, in the order of the spec's text.
    ///
    /// This is the spec without any engine: traces are validated and steps are named with it. Not public: a guard
    /// that asked it could negate what faulty replicas have sent.
    package func takes(in state: State) -> [RecordedTake<Self>] {
        var takes: [RecordedTake<Self>] = []
        record(state) { takes.append($0) }
        return takes
    }

    /// Shows `visit` every `take` in `state`, one after the other: a state may have millions, which need not all be
    /// kept.
    ///
    /// - Parameter unguarded: takes whose guards are not asked.
    /// - Returns: The first take whose guard or effect raised a fault, with the fault's text.
    @discardableResult
    func record(
        _ state: State, without unguarded: TakePlace? = nil, _ visit: @escaping (RecordedTake<Self>) -> Void
    ) -> (take: RecordedTake<Self>, text: String)? {
        let recorder = StepRecorder<Self>(without: unguarded, visit)
        offer(state, to: recorder)
        return recorder.fault
    }

    /// Offers every `take` in `state` to a recorder that lets nothing pass to the sink.
    @inlinable
    func offer(_ state: State, to recorder: StepRecorder<Self>) {
        // Such a recorder never touches the buffer; the sink only has to exist.
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 1) { buffer in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: 1) { taken in
                let place = buffer.baseAddress!
                let sink = SuccessorSink(
                    buffer: place, limit: place, recent: place, taken: taken.baseAddress!, consumer: recorder)
                var next = Next<Self>(state: state, sink: sink, recorder: recorder)
                actions(in: state, &next)
            }
        }
    }
}
