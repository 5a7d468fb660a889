import QuorateLanguage

/// The figures of one instance of a protocol, counted on one run.
struct Costing {
    typealias Run = @Sendable () -> RunCost?

    private let name: String
    private let instance: String
    private let run: Run?

    /// Without a run nothing is counted: the instance is larger than a spec takes.
    init(_ name: String, _ instance: String, run: Run?) {
        self.name = name
        self.instance = instance
        self.run = run
    }

    /// What is given has a line: its formula, what that gives, and what a text states.
    func figures(
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
