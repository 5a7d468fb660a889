import QuorateHistories
import QuorateLanguage

/// All orders of all operations, one after the other: the oracle, which shares nothing with the search but the history.
struct BruteForce<Object: JudgedObject> {
    typealias Operation = History<Object>.Operation

    /// Operation as it stands in an order.
    struct Step {
        let process: Int
        let call: Object.Call
        /// nil where the answer is not known.
        let answer: Object.Answer?
    }

    private let operations: [Operation]

    init(_ history: History<Object>) {
        operations = history.operations.filter { if case .failed = $0.outcome { false } else { true } }
    }

    /// - Parameter event: the last event whose answer is known, all unless given.
    func isSequentiallyConsistent(upTo event: Int = .max) -> Bool {
        hasOrder(operations, knownUpTo: event) { first, second in
            first.process == second.process && first.invoked < second.invoked
        }
    }

    func isLinearizable() -> Bool { hasOrder(operations, knownUpTo: .max, mustPrecede: Self.ended) }

    /// Truth of the first operation's end before the second's call.
    private static func ended(_ first: Operation, before second: Operation) -> Bool {
        if case .answered(_, let end) = first.outcome { end < second.invoked } else { false }
    }

    private static var ended: (Operation, Operation) -> Bool { { Self.ended($0, before: $1) } }

    private static func answer(of operation: Operation, upTo event: Int) -> Object.Answer? {
        if case .answered(let answer, let end) = operation.outcome, end <= event { answer } else { nil }
    }

    /// Existence of a legal order of some operations: all with an answer and any of the others.
    private func hasOrder(
        _ operations: [Operation], knownUpTo event: Int, mustPrecede: (Operation, Operation) -> Bool
    ) -> Bool {
        let pending = operations.indices.filter { Self.answer(of: operations[$0], upTo: event) == nil }
        return (0..<1 << pending.count).contains { chosen in
            let left = Set(pending.enumerated().filter { chosen >> $0.offset & 1 == 0 }.map(\.element))
            let part = operations.indices.filter { !left.contains($0) }.map { operations[$0] }
            // A process gets so far and no further.
            let skips = left.contains { out in
                part.contains {
                    $0.process == operations[out].process && $0.invoked > operations[out].invoked
                }
            }
            if skips { return false }
            return Self.hasOrder(of: part, behind: [], event, mustPrecede)
        }
    }

    private static func hasOrder(
        of rest: [Operation], behind order: [Operation], _ event: Int,
        _ mustPrecede: (Operation, Operation) -> Bool
    ) -> Bool {
        guard !rest.isEmpty else {
            return Object.isLegal(
                order.map { operation in
                    Step(
                        process: operation.process, call: operation.call,
                        answer: answer(of: operation, upTo: event))
                })
        }
        return rest.indices.contains { index in
            if rest.contains(where: { $0 != rest[index] && mustPrecede($0, rest[index]) }) { return false }
            var others = rest
            others.remove(at: index)
            return hasOrder(of: others, behind: order + [rest[index]], event, mustPrecede)
        }
    }
}

extension BruteForce where Object == Register<Datum> {
    /// Regularity by orders of one read with all writes.
    func isRegular() -> Bool {
        let writes = operations.filter { $0.call != .read }
        return operations.allSatisfy { read in
            guard read.call == .read, read.outcome != .pending else { return true }
            return hasOrder(writes + [read], knownUpTo: .max, mustPrecede: Self.ended)
        }
    }
}

/// An object whose orders are judged by what stands in them, and not by performing calls.
protocol JudgedObject: RandomObject {
    static func isLegal(_ order: [BruteForce<Self>.Step]) -> Bool
}

extension Register: JudgedObject where Value == Datum {
    static func isLegal(_ order: [BruteForce<Self>.Step]) -> Bool {
        order.indices.allSatisfy { index in
            guard case .value(let value) = order[index].answer else { return true }
            let before = order[..<index].last { $0.call != .read }
            return before.map { $0.call == .write(value) } ?? (value == 0)
        }
    }
}

extension CompareAndSwapRegister: JudgedObject where Value == Datum {
    static func isLegal(_ order: [BruteForce<Self>.Step]) -> Bool {
        var value: Datum = 0
        for step in order {
            switch (step.call, step.answer) {
            case (.read, .value(let found)): if found != value { return false }
            case (.read, _): continue
            case (.write(let new), _): value = new
            case (.compareAndSwap(let old, let new), let answer):
                if let answer, answer != .swapped(old == value) { return false }
                if old == value { value = new }
            }
        }
        return true
    }
}

extension FIFOQueue: JudgedObject where Value == Datum {
    static func isLegal(_ order: [BruteForce<Self>.Step]) -> Bool {
        // The n-th value that comes out is the n-th that went in.
        var (entered, left): ([Datum], Int) = ([], 0)
        for step in order {
            if case .enqueue(let value) = step.call {
                entered.append(value)
                continue
            }
            let isEmpty = left == entered.count
            if let answer = step.answer, answer != (isEmpty ? .empty : .dequeued(entered[left])) {
                return false
            }
            if !isEmpty { left += 1 }
        }
        return true
    }
}

extension Lock: JudgedObject {
    static func isLegal(_ order: [BruteForce<Self>.Step]) -> Bool {
        order.indices.allSatisfy { index in
            let isTurn = order[index].call == (index % 2 == 0 ? .acquire : .release)
            return isTurn && (index % 2 == 0 || order[index - 1].process == order[index].process)
        }
    }
}
