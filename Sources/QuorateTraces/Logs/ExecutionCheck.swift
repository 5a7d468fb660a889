/// Check of executions against one another, what was asked for, and the lines on which they stand.
struct ExecutionCheck {
    private let map: ExecutionMap
    private let records: ExecutionRecords
    private var found = LogExecutions()
    /// The first execution at each position.
    private var firsts: [Position: LoggedExecution] = [:]
    private var executors: [Position: Set<String>] = [:]
    /// Executions of each node, by position.
    private var own: [NodeRun: [Int: LoggedExecution]] = [:]
    private var last: [NodeRun: Int] = [:]
    /// Commands that had an effect at a node.
    private var effects: [NodeRun: [String: LoggedExecution]] = [:]

    private struct Position: Hashable {
        let run: String
        let position: Int
    }

    private struct NodeRun: Hashable {
        let node: String
        let run: String
    }

    private init(_ map: ExecutionMap, _ records: ExecutionRecords) {
        (self.map, self.records) = (map, records)
    }

    /// The outcome for what was read.
    static func outcome(_ map: ExecutionMap, _ records: ExecutionRecords) -> LogExecutions {
        var check = ExecutionCheck(map, records)
        for execution in records.executions {
            check.checkEvidence(of: execution)
            if check.isNew(execution) { check.take(execution) }
        }
        check.found.positions = check.firsts.count
        check.found.shared = check.executors.values.count { $0.count > 1 }
        return check.found
    }

    private mutating func report(
        _ execution: LoggedExecution, _ text: String, beside other: LoggedExecution? = nil
    ) {
        found.faults.append(.init(place: execution.place, text: text, other: other?.place))
    }

    /// Checks that a node does not execute at one position twice. The same execution in another run of the spec is a copy,
    /// if its node knew the same.
    private mutating func isNew(_ execution: LoggedExecution) -> Bool {
        let key = NodeRun(node: execution.node, run: execution.run)
        guard let first = own[key]?[execution.position] else { return true }
        let isSame = first.command == execution.command && first.result == execution.result
        let isCopy = isSame && first.lineRun != execution.lineRun && first.clock == execution.clock
        if !isCopy {
            report(execution, "\(execution.text), where it has executed \(first.deed)", beside: first)
        }
        return false
    }

    private mutating func take(_ execution: LoggedExecution) {
        let key = NodeRun(node: execution.node, run: execution.run)
        found.count += 1
        own[key, default: [:]][execution.position] = execution
        checkOrder(of: execution, after: last[key] ?? 0)
        last[key] = max(last[key] ?? 0, execution.position)
        checkOthers(execution)
        checkEffect(execution, key)
        checkAsked(execution)
    }

    private mutating func checkOrder(of execution: LoggedExecution, after last: Int) {
        if execution.position == last + 1 { return }
        report(execution, "\(execution.text), and position \(last + 1) is the next")
    }

    private mutating func checkOthers(_ execution: LoggedExecution) {
        let position = Position(run: execution.run, position: execution.position)
        executors[position, default: []].insert(execution.node)
        guard let first = firsts[position] else {
            firsts[position] = execution
            return
        }
        let isSame = first.command == execution.command && first.result == execution.result
        if !isSame {
            report(execution, "\(execution.text), where \(first.node) executes \(first.deed)", beside: first)
        }
    }

    /// A command is one request of one client: it has its effect once.
    private mutating func checkEffect(_ execution: LoggedExecution, _ key: NodeRun) {
        guard map.result == nil || execution.result != nil, let command = execution.command else { return }
        guard let first = effects[key]?[command] else {
            effects[key, default: [:]][command] = execution
            return
        }
        report(
            execution, "\(execution.text), which has had its effect at position \(first.position)",
            beside: first)
    }

    private mutating func checkAsked(_ execution: LoggedExecution) {
        guard map.asked != nil, let command = execution.command else { return }
        found.asked += 1
        if records.asked[execution.run]?.contains(command) == true { return }
        report(execution, "\(execution.text), for which nobody has asked")
    }

    /// Checks that enough nodes have said what an execution stands on, and that its node can have known.
    private mutating func checkEvidence(of execution: LoggedExecution) {
        guard let evidence = map.evidence else { return }
        found.founded += 1
        let lines = records.evidence[execution.lineRun] ?? LoggedEvidence()
        let most =
            switch evidence.match {
            case .same: lines.nodes(with: execution.common ?? "", known: execution.clock)
            case .reaching: lines.nodes(reaching: execution.position, known: execution.clock)
            }
        if most >= evidence.nodes { return }
        report(
            execution,
            "\(execution.text), and knows of \(ForeignText.quoted(evidence.event)) of "
                + "\(most.counted("node")) for it, where \(evidence.nodes) are needed")
    }
}

extension LoggedExecution {
    /// Deed in words: command and result.
    fileprivate var deed: String {
        (command.map(ForeignText.name) ?? "no command")
            + (result.map { " with \(ForeignText.name($0))" } ?? (command == nil ? "" : " without effect"))
    }

    /// Deed in words with its node and its position.
    fileprivate var text: String {
        "\(node) executes \(deed) at position \(position)"
            + (run.isEmpty ? "" : " of run \(ForeignText.name(run))")
    }
}
