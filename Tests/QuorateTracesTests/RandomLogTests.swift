import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateTraces

/// Logs of random runs: whole, by node, with lines left out, and with something changed.
@Suite struct RandomLogTests {
    private static let spec = WrittenRun.spec

    private func explanation(of log: ObservedLog, silent: Int = 0) throws -> Explanation {
        try ExplanationSearch(in: Self.spec, silent: SilentSteps(most: silent)).explanation(
            of: log.runs[0].observed)
    }

    @Test(arguments: Seed.each(1...12)) func runsAreExplained(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var run = WrittenRun(upTo: 24, &random)
        run.addClocks(&random)
        let orders: [(mapping: JSONValue, byNode: Bool)] = [
            ([:], false), (["order": ["clock": "clock"]], true), (["order": ["clock": "clock"]], false),
        ]
        for (mapping, byNode) in orders {
            let log = try run.log(mapping, byNode: byNode)
            #expect(log.counts.compared == run.lines.count && log.counts.values == 2 * run.lines.count)
            guard case .explained(let found) = try explanation(of: log) else {
                Issue.record("QUORATE_SEED=\(seed): not explained, \(mapping)")
                continue
            }
            #expect(found.steps.count == run.lines.count && found.silentCount == 0)
        }
    }

    /// Without clocks too, where the first lines are few: any order of the nodes is looked at.
    @Test(arguments: Seed.each(1...12)) func runsAreExplainedWithoutAnyClock(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let run = WrittenRun(upTo: 9, &random)
        guard case .explained(let found) = try explanation(of: run.log([:], byNode: true)) else {
            Issue.record("QUORATE_SEED=\(seed): not explained")
            return
        }
        #expect(found.steps.count == run.lines.count)
    }

    @Test(arguments: Seed.each(1...12)) func lostLinesAreSilentSteps(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var run = WrittenRun(upTo: 16, &random)
        run.lines.remove(at: random.number(0..<run.lines.count - 1))
        guard case .explained(let found) = try explanation(of: run.log([:]), silent: 1) else {
            Issue.record("QUORATE_SEED=\(seed): not explained")
            return
        }
        #expect(found.steps.count - found.silentCount == run.lines.count)
    }

    /// A change is refused exactly where an obvious walk is stuck as well.
    @Test(arguments: Seed.each(1...40)) func changedLinesAreRefusedInTheirPlace(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var run = WrittenRun(upTo: 24, &random)
        change(&run.lines[random.number(0..<run.lines.count)], &random)
        let expected = explainedCount(of: run)
        switch try explanation(of: run.log([:])) {
        case .explained: #expect(expected == run.lines.count, "QUORATE_SEED=\(seed)")
        case .unexplained(let impasse): #expect(impasse.cursors == [expected], "QUORATE_SEED=\(seed)")
        case .undecided: Issue.record("QUORATE_SEED=\(seed): undecided")
        }
    }

    private func change(_ line: inout WrittenRun.Line, _ random: inout SplitMix) {
        switch random.number(0..<4) {
        case 0: line.arguments[line.arguments.count - 1].value = .integer(random.number(0..<4))
        case 1: line.arguments[0].value = .string(random.pick(["r0", "r1", "r2"]))
        case 2: line.after[0].value = .integer(random.number(0..<5))
        default: line.after[1].value = .string(random.pick(["follower", "candidate", "leader"]))
        }
    }

    /// Number of lines that a walk over all states that fit explains.
    private func explainedCount(of run: WrittenRun) -> Int {
        var states = Set(Self.spec.initialStates())
        for (count, line) in run.lines.enumerated() {
            states = Set(states.flatMap { self.states(after: line, $0) })
            if states.isEmpty { return count }
        }
        return run.lines.count
    }

    private func states(after line: WrittenRun.Line, _ state: [UInt64]) -> [[UInt64]] {
        let wanted = line.arguments.map { "\($0.label): \($0.value)" }
        return Self.spec.takes(state).compactMap { take in
            let arguments = take.action.arguments.map {
                "\($0.name.replacing(/^\./, with: "_")): \($0.value)"
            }
            guard take.action.name == line.event, arguments == wanted, let words = take.successor else {
                return nil
            }
            let fields = Self.spec.describe(words)
            return line.after.allSatisfy { place, value in
                let (name, key) = (place.prefix(4), place.dropFirst(5).dropLast())
                guard case .map(let entries)? = fields.first(where: { $0.name == name })?.value else {
                    return false
                }
                return entries.contains { $0.key.description == key && $0.value == value }
            } ? words : nil
        }
    }
}
