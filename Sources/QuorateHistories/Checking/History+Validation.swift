extension History {
    /// Checks an order without any search: who takes part, time or the order of each process, and every answer.
    ///
    /// - Parameter event: the event before which the prefix ends; all of the history unless given.
    /// - Throws: ``WitnessError`` for an order that does not explain the prefix.
    public func validate(
        _ order: [Int], _ condition: OrderCondition, as object: Object, before event: Int = .max
    ) throws(WitnessError) {
        try validateMembers(of: order, condition, before: event)
        switch condition {
        case .linearizability: try validateTime(in: order, before: event)
        case .sequentialConsistency: try validatePrograms(in: order)
        }
        var state = object.initialState
        for index in order {
            let operation = operations[index]
            guard let answer = object.perform(operation.call, by: operation.process, on: &state) else {
                throw WitnessError(
                    description: "operation \(index) cannot take effect where the order has it")
            }
            if let known = operation.answer(before: event), known != answer {
                throw WitnessError(description: "operation \(index) has another answer in the order")
            }
        }
    }

    private func validateMembers(
        of order: [Int], _ condition: OrderCondition, before event: Int
    ) throws(WitnessError) {
        let members = Set(order)
        guard members.count == order.count, members.isSubset(of: operations.indices) else {
            throw WitnessError(description: "an order that has an operation twice, or one that there is not")
        }
        for index in operations.indices {
            let isMember = members.contains(index)
            if isMember && !takesPart(index, condition, before: event)
                || !isMember && mustTakeEffect(index, before: event)
            {
                throw WitnessError(description: "an order that has operation \(index) wrong")
            }
        }
    }

    /// No operation stands behind one that was called after it had ended.
    private func validateTime(in order: [Int], before event: Int) throws(WitnessError) {
        var lastCall = -1
        for index in order {
            if operations[index].answer(before: event) != nil, let end = operations[index].end,
                end < lastCall
            {
                throw WitnessError(description: "operation \(index) had ended before the one in front of it")
            }
            lastCall = max(lastCall, operations[index].invoked)
        }
    }

    /// The operations of each process stand in their order, and none is left out in front of another.
    private func validatePrograms(in order: [Int]) throws(WitnessError) {
        let programs = Dictionary(
            grouping: operations.indices.filter { takesPart($0, .sequentialConsistency, before: .max) }
        ) { operations[$0].process }
        for (process, program) in programs {
            let ordered = order.filter { operations[$0].process == process }
            guard program.starts(with: ordered) else {
                throw WitnessError(description: "the operations of process \(process) are in another order")
            }
        }
    }
}
