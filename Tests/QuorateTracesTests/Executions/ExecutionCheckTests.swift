import SeededRandom
import Testing

@testable import QuorateTraces

/// The check of executions, against one that is slow and obvious.
@Suite struct ExecutionCheckTests {
    private static let nodes = ["r0", "r1", "r2"]

    /// A random log of which little is wrong.
    private func random(_ random: inout SplitMix) -> (PlainExecutionCheck, ExecutionMap) {
        let isReaching = random.number(0..<2) == 0
        var lines: [PlainExecutionCheck.Line] = []
        for node in Self.nodes {
            for count in 1...3 {
                lines.append(
                    .init(
                        node: node, run: random.pick(["1", "1", "2"]), count: count,
                        group: random.pick(["v0", "v0", "v1"]), value: "\(random.number(1..<4))"))
            }
        }
        let share = random.number(4..<20)
        func odd(_ random: inout SplitMix) -> Bool { random.number(0..<share) == 0 }
        var executions: [LoggedExecution] = []
        var positions: [String: Int] = [:]
        for line in 1...random.number(2..<9) {
            let (node, run) = (random.pick(Self.nodes), odd(&random) ? "2" : "1")
            let next = positions[node + run, default: 0] + (odd(&random) ? random.number(0..<3) : 1)
            let position = max(1, next)
            positions[node + run] = position
            let isNull = odd(&random)
            executions.append(
                LoggedExecution(
                    node: node, run: run, lineRun: random.pick(["1", "1", "1", "2"]), position: position,
                    command: isNull ? nil : odd(&random) ? "x" : "c\(position)",
                    result: isNull || odd(&random) ? nil : "ok", common: "\(position)",
                    clock: ["r0": random.number(1..<4), "r1": 3, "r2": random.number(0..<4)],
                    place: .init(file: 0, number: Int32(line))))
        }
        let needed = random.number(1..<4)
        let plain = PlainExecutionCheck(
            executions: executions, lines: lines,
            asked: ["1": ["c1", "c2", "c3", "x"], "2": ["c1", "c2"]], needed: needed, isReaching: isReaching)
        return (plain, map(needed, isReaching))
    }

    private func map(_ needed: Int, _ isReaching: Bool) -> ExecutionMap {
        let field = FieldPath("x")!
        return ExecutionMap(
            event: "execute", run: field, position: field, command: field, result: field, asked: "ask",
            evidence: .init(
                event: "commit", nodes: needed, match: isReaching ? .reaching(field) : .same(field),
                group: field))
    }

    @Test func asASlowCheckFinds() {
        var numbers = SplitMix(seed: Seed.announced())
        var (clean, faulty) = (0, 0)
        for _ in 0..<600 {
            let (plain, map) = random(&numbers)
            var records = ExecutionRecords()
            records.executions = plain.executions
            records.asked = plain.asked
            for line in plain.lines {
                records.evidence[line.run, default: LoggedEvidence()].add(
                    line.value, in: line.group, of: line.node, count: line.count)
            }
            let found = ExecutionCheck.outcome(map, records)
            #expect(found.faults.map(\.place.number) == plain.faults, "\(plain)")
            if plain.faults.isEmpty { clean += 1 } else { faulty += 1 }
        }
        #expect(clean > 20 && faulty > 20, "\(clean) \(faulty)")
    }
}
