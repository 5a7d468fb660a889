extension History {
    /// Limit of the states of one search, unless another is given.
    public static var usualLimit: Int { 1_000_000 }

    /// Searches an order of the operations that explains every answer.
    ///
    /// An operation without an answer may take effect or not, one that failed did not. Where no order explains the history,
    /// the shortest prefix is searched that has none: for linearizability a history of its own, in which later events
    /// are not known; for sequential consistency all calls and the answers up to an event, since there a later call can
    /// explain an earlier answer: what is not answered by then takes effect or not, each process up to some point.
    ///
    /// - Parameters:
    ///   - condition: what the order must respect.
    ///   - object: the object that the operations are of.
    ///   - limit: states of each search; where it comes first, the finding is unknown and never a verdict.
    /// - Throws: ``WitnessError`` for our own mistake: every order is checked again without the search.
    /// - Complexity: exponential in the operations that overlap; the problem is NP-complete (Gibbons and Korach, 1997).
    public func check(
        _ condition: OrderCondition, as object: Object, limit: Int = usualLimit
    ) throws(WitnessError) -> HistoryCheck {
        var prefixes = Prefixes(self, condition, object, limit)
        switch try prefixes.outcome(before: eventCount) {
        case .order(let order):
            return HistoryCheck(finding: .explained(order: order), statesLookedAt: prefixes.statesLookedAt)
        case .limit: return HistoryCheck(finding: .unknown, statesLookedAt: prefixes.statesLookedAt)
        case .none:
            let unexplained = try prefixes.shortest()
            return HistoryCheck(
                finding: .unexplained(unexplained), statesLookedAt: prefixes.statesLookedAt)
        }
    }

    /// Searches of prefixes of a history.
    private struct Prefixes {
        let history: History
        let condition: OrderCondition
        let object: Object
        let limit: Int
        var statesLookedAt = 0
        private var contents: Contents

        init(_ history: History, _ condition: OrderCondition, _ object: Object, _ limit: Int) {
            self.history = history
            self.condition = condition
            self.object = object
            self.limit = limit
            contents = Contents(object)
        }

        /// The outcome for the events before the given one.
        mutating func outcome(before event: Int) throws(WitnessError) -> OrderSearch.Outcome {
            let (history, contents) = (history, contents)
            let known = history.knownAnswers(before: event)
            var search = OrderSearch(
                lanes: history.lanes(before: event, condition, object),
                keepsTime: condition == .linearizability,
                limit: limit
            ) { content, operation in
                contents.after(history.operations[operation], known[operation], in: content)
            }
            let outcome = search.run()
            statesLookedAt += search.statesLookedAt
            if case .order(let order) = outcome {
                try history.validate(order, condition, as: object, before: event)
            }
            return outcome
        }

        /// The shortest prefix without an order, where the whole has none: by bisection, since one that has an order has
        /// one after every shorter one too.
        mutating func shortest() throws(WitnessError) -> HistoryCheck.Unexplained {
            let ends = history.operations.compactMap(\.end).sorted()
            var (explained, unexplained) = (-1, ends.count - 1)
            var lastOrder: [Int] = []
            while unexplained - explained > 1 {
                let middle = (explained + unexplained) / 2
                switch try outcome(before: ends[middle] + 1) {
                case .order(let order): (explained, lastOrder) = (middle, order)
                case .none: unexplained = middle
                case .limit:
                    return .init(
                        lastEvent: ends[unexplained], isShortest: false, lastOrder: lastOrder)
                }
            }
            return .init(lastEvent: ends[unexplained], isShortest: true, lastOrder: lastOrder)
        }
    }

    /// Numbers of an object's contents, and what its calls do to them.
    private final class Contents {
        let object: Object
        private var numbers: [Object.State: UInt32]
        private var states: [Object.State]

        init(_ object: Object) {
            self.object = object
            states = [object.initialState]
            numbers = [object.initialState: 0]
        }

        func after(_ operation: Operation, _ answer: Object.Answer?, in content: UInt32) -> UInt32? {
            var state = states[Int(content)]
            guard
                let given = object.perform(operation.call, by: operation.process, on: &state),
                answer == nil || given == answer
            else { return nil }
            if let number = numbers[state] { return number }
            let number = UInt32(states.count)
            numbers[state] = number
            states.append(state)
            return number
        }
    }

    /// The answer of each operation, if it is known before the given event.
    private func knownAnswers(before event: Int) -> [Object.Answer?] {
        operations.map { $0.answer(before: event) }
    }

    /// The operations of each process that take effect, or may.
    private func lanes(
        before event: Int, _ condition: OrderCondition, _ object: Object
    ) -> [[OrderSearch.Item]] {
        var places: [Int: Int] = [:]
        var lanes: [[OrderSearch.Item]] = []
        for (index, operation) in operations.enumerated() where takesPart(index, condition, before: event) {
            let place = places[operation.process] ?? lanes.count
            if place == lanes.count {
                places[operation.process] = place
                lanes.append([])
            }
            let answer = operation.answer(before: event)
            lanes[place].append(
                .init(
                    operation: index, invoked: operation.invoked,
                    returned: answer == nil ? .max : operation.end ?? .max, isOptional: answer == nil,
                    isObservation: answer.map { object.isObservation(operation.call, answered: $0) } ?? false)
            )
        }
        return lanes
    }
}

extension History {
    /// Membership in the prefix of what may take effect.
    ///
    /// Of a history that need not keep time all calls are known from the start, and all failures.
    func takesPart(_ index: Int, _ condition: OrderCondition, before event: Int) -> Bool {
        let operation = operations[index]
        switch condition {
        case .linearizability: return operation.invoked < event && !operation.hasFailed(before: event)
        case .sequentialConsistency: return !operation.hasFailed(before: .max)
        }
    }

    /// Certainty that an operation took effect.
    func mustTakeEffect(_ index: Int, before event: Int) -> Bool {
        operations[index].answer(before: event) != nil
    }
}
