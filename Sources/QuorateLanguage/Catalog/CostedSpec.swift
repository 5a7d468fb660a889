/// What one step sends.
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
}

/// What a run costs.
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
    /// What `action`, taken in `state`, sends.
    func cost(of action: Action, in state: State) -> StepCost
}

extension CostedSpec {
    /// The cost of one run to its end, each step the first that changes the state: nil when the run is longer than
    /// `stepLimit` or ends before everything that must be reachable was met.
    ///
    /// - Complexity: O(steps).
    public func costOfOneRun(stepLimit: Int = 100_000) -> RunCost? {
        guard var state = initialStates.first else { return nil }
        var cost = RunCost()
        var open = properties.filter { $0.kind == .reachable }
        for _ in 0..<stepLimit {
            open.removeAll { $0.holds(state) }
            let step = takes(in: state).first { $0.successor.map { $0 != state } ?? false }
            guard let step, let successor = step.successor else { return open.isEmpty ? cost : nil }
            cost.add(self.cost(of: step.action, in: state))
            state = successor
        }
        return nil
    }
}
