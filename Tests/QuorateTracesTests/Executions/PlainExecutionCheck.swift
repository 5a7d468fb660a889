@testable import QuorateTraces

/// Faults of executions, found the slow and obvious way: each execution is held against all before it.
struct PlainExecutionCheck {
    /// Line on which executions may stand.
    struct Line {
        let node: String
        let run: String
        let count: Int
        let group: String
        let value: String
    }

    let executions: [LoggedExecution]
    let lines: [Line]
    let asked: [String: Set<String>]
    let needed: Int
    let isReaching: Bool

    /// Numbers of the lines with a fault, one for each fault.
    var faults: [Int32] {
        executions.indices.flatMap { index in
            [Int32](repeating: executions[index].place.number, count: faultCount(at: index))
        }
    }

    private func faultCount(at index: Int) -> Int {
        let one = executions[index]
        let founded = isFounded(one) ? 0 : 1
        if let twin = taken(before: index).first(where: { isOf($0, one) && $0.position == one.position }) {
            return founded
                + (isSame(one, twin) && one.lineRun != twin.lineRun && one.clock == twin.clock ? 0 : 1)
        }
        let own = taken(before: index).filter { isOf($0, one) }
        let first = taken(before: index).first { $0.run == one.run && $0.position == one.position }
        let isAsked = one.command.map { asked[one.run]?.contains($0) == true } ?? true
        let isTwice =
            one.result != nil && one.command != nil
            && own.contains { $0.command == one.command && $0.result != nil }
        let problems = [
            one.position != (own.map(\.position).max() ?? 0) + 1, first.map { !isSame($0, one) } ?? false,
            isTwice, !isAsked,
        ]
        return founded + problems.count { $0 }
    }

    /// Those before an execution that are no copies of others.
    private func taken(before index: Int) -> [LoggedExecution] {
        executions.indices.prefix(index).filter { later in
            !executions.prefix(later).contains {
                isOf($0, executions[later]) && $0.position == executions[later].position
            }
        }.map { executions[$0] }
    }

    private func isOf(_ one: LoggedExecution, _ other: LoggedExecution) -> Bool {
        one.node == other.node && one.run == other.run
    }

    private func isSame(_ one: LoggedExecution, _ other: LoggedExecution) -> Bool {
        one.command == other.command && one.result == other.result
    }

    private func isFounded(_ execution: LoggedExecution) -> Bool {
        Set(lines.map(\.group)).contains { group in
            let nodes = lines.filter {
                $0.group == group && $0.run == execution.lineRun
                    && $0.count <= execution.clock[$0.node] ?? 0
                    && (isReaching ? Int($0.value)! >= execution.position : $0.value == execution.common)
            }.map(\.node)
            return Set(nodes).count >= needed
        }
    }
}
