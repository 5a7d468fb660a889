/// Cost of one step: what it sends, and when that arrives.
public struct StepCost: Hashable, Sendable {
    /// Messages, one for each receiver; what a replica tells itself is none.
    public var messages: Int
    /// Signatures made.
    public var signatures: Int
    /// The message delays that have passed when these messages arrive, or 0 for a step that sends nothing.
    public var round: Int

    /// A step that sends `messages` messages under `signatures` signatures in round `round`, from 1.
    public init(messages: Int = 0, signatures: Int = 0, round: Int = 0) {
        self.messages = messages
        self.signatures = signatures
        self.round = round
    }

    /// Adds what another step sends.
    public mutating func add(_ other: StepCost) {
        messages += other.messages
        signatures += other.signatures
        round = max(round, other.round)
    }
}

/// Cost of a run.
public struct RunCost: Hashable, Sendable {
    /// Messages, one for each receiver.
    public var messages = 0
    /// Signatures made.
    public var signatures = 0
    /// Message delays until the last message has arrived.
    public var rounds = 0

    /// A run without steps.
    public init() {}

    /// Adds a step.
    public mutating func add(_ step: StepCost) {
        messages += step.messages
        signatures += step.signatures
        rounds = max(rounds, step.round)
    }
}

/// A spec whose steps say what they send, so that the cost of a run can be counted.
public protocol CostedSpec: Spec {
    /// Cost of `action`, taken in `state` and leading to `successor`: what it sends.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost
}

extension CostedSpec {
    /// The cost of one run to its end, each step the first that is allowed and changes the state.
    ///
    /// - Parameters:
    ///   - property: the name of a `.reachable` property that the run must meet.
    ///   - isAllowed: which actions may be taken; without timeouts, for what a run costs in which nothing fails.
    ///   - stepLimit: the longest run.
    /// - Returns: Nil when the run is longer, or ends without having met the property.
    /// - Complexity: O(steps).
    public func costOfOneRun(
        reaching property: String, taking isAllowed: (Action) -> Bool = { _ in true }, stepLimit: Int = 10_000
    ) -> RunCost? {
        guard var state = initialStates.first,
            let goal = properties.first(where: { $0.name == property && $0.kind == .reachable })
        else { return nil }
        var cost = RunCost()
        var isReached = false
        for _ in 0..<stepLimit {
            isReached = isReached || goal.holds(state)
            let step = takes(in: state).first { take in
                isAllowed(take.action) && take.successor.map { $0 != state } ?? false
            }
            guard let step, let successor = step.successor else { return isReached ? cost : nil }
            cost.add(self.cost(of: step.action, from: state, to: successor))
            state = successor
        }
        return nil
    }
}
