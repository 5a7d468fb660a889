/// Answers of single states to the properties of a spec, one answer per property.
///
/// It knows no type: a generic class is not specialised, and looking up its types took longer than all that is asked here.
/// What has types lies in closures that were made with them.
final class StateJudge {
    /// Aspects of one property that a state shows.
    ///
    /// - Parameters:
    ///   - state: the bytes of the state.
    ///   - part: the bytes of what is left of it without the messages of faulty replicas.
    ///   - mayStop: false where no step leads on.
    typealias Answer = (_ state: UnsafeRawPointer, _ part: UnsafeRawPointer, _ mayStop: Bool) -> UInt8

    private let answers: [Answer]
    /// Writes the part of a state that liveness is asked in, or nil where that is the state itself.
    private let leave: ((_ state: UnsafeRawPointer, _ part: UnsafeMutableRawPointer) -> Void)?
    private let part: UnsafeMutableRawPointer

    init<S: Spec>(_ spec: S) {
        let unaided = spec.unaided
        let properties = spec.properties
        let goals = unaided?.spec.properties ?? properties
        answers = zip(properties, goals).map { $0.answer(goal: $1) }
        let asksForGoals = properties.contains { $0.kind.isLiveness }
        leave = asksForGoals ? unaided.map { Self.leaving($0.state) } : nil
        part = .allocate(byteCount: max(1, MemoryLayout<S.State>.size), alignment: 16)
    }

    deinit { part.deallocate() }

    /// Number of the properties.
    var propertyCount: Int { answers.count }

    /// Puts what the state shows of each property into `aspects`.
    func judge(_ state: UnsafePointer<UInt64>, mayStop: Bool, _ aspects: inout [UInt8]) {
        let state = UnsafeRawPointer(state)
        leave?(state, part)
        let asked = leave == nil ? state : UnsafeRawPointer(part)
        for position in answers.indices { aspects[position] = answers[position](state, asked, mayStop) }
    }

    private static func leaving<State: SpecState>(_ part: @escaping @Sendable (State) -> State)
        -> (UnsafeRawPointer, UnsafeMutableRawPointer) -> Void
    {
        { $1.storeBytes(of: part($0.loadUnaligned(as: State.self)), as: State.self) }
    }
}

extension Property {
    /// Answer of one state to this property.
    ///
    /// - Parameter goal: the same property of the spec without the help of faulty replicas.
    fileprivate func answer(goal: Property) -> StateJudge.Answer {
        switch kind {
        case .always, .reachable:
            // The scan of a block is compiled for the type of the state; here the block is one state.
            let scan = scan
            return { state, _, _ in scan(state, 1).firstHit == 0 ? GraphView.shown : 0 }
        case .deadlockFreedom:
            let mayRest = holds
            return { state, _, mayStop in
                if mayRest(state.loadUnaligned(as: State.self)) { return 0 }
                return mayStop ? GraphView.forbidden : GraphView.forbidden | GraphView.shown
            }
        case .eventually, .leadsTo, .eventuallyAlways, .infinitelyOften:
            let (isGoal, premise) = (goal.holds, premise)
            return { state, part, _ in
                let isPremise = premise?(state.loadUnaligned(as: State.self)) ?? true
                return (isGoal(part.loadUnaligned(as: State.self)) ? 0 : GraphView.forbidden)
                    | (isPremise ? GraphView.premise : 0)
            }
        }
    }
}
