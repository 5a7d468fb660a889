/// Costs of one instance of a protocol, counted on one run, for `quorate costs`.
package struct Costing {
    /// Microseconds to verify an Ed25519 signature, as stated; not measured here.
    package static let microsecondsToVerify = 70

    package typealias Run = @Sendable () -> RunCost?

    private let name: String
    private let instance: String
    private let run: Run?

    /// Without a run nothing is counted: the instance is larger than a spec takes.
    package init(_ name: String, _ instance: String, run: Run?) {
        self.name = name
        self.instance = instance
        self.run = run
    }

    /// Figures with a line for each quantity that is given: its formula, what that gives, and what a text
    /// states.
    package func figures(
        messages: (String, Int, CostFigure.Statement?), signatures: (String, Int)? = nil,
        rounds: (String, Int, CostFigure.Statement?), microsecondsPerMessage: Int? = nil
    ) -> [CostFigure] {
        var all = [figure(.messages, messages.0, messages.1, messages.2) { $0.messages }]
        if let (formula, value) = signatures {
            all.append(figure(.signatures, formula, value, nil) { $0.signatures })
        }
        all.append(figure(.rounds, rounds.0, rounds.1, rounds.2) { $0.rounds })
        if let each = microsecondsPerMessage {
            let formula = "\(each) for each message"
            all.append(figure(.microseconds, formula, each * messages.1, nil) { $0.messages * each })
        }
        return all
    }

    private func figure(
        _ quantity: CostFigure.Quantity, _ formula: String, _ value: Int, _ stated: CostFigure.Statement?,
        part: @escaping @Sendable (RunCost) -> Int
    ) -> CostFigure {
        let run = run
        let count: @Sendable () -> Int? = { run?().map(part) }
        return CostFigure(
            name, instance, quantity, formula: formula, gives: value, stated: stated,
            counted: run == nil ? nil : count)
    }
}
