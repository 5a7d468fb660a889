import Foundation
import QuorateExplorer
import QuorateReplay
import QuorateTraces

/// Measures real replicas in this process.
struct CodeBench: Job {
    let parts: [CodeBenchmark]
    let interrupt: Interrupt
    private let repeats: Int

    init(cases: [String], repeats: Int, session: Session) throws {
        let known = session.codeBenchmarks
        if known.isEmpty { throw CommandError.noBenchmarks }
        parts =
            cases.isEmpty
            ? known
            : try cases.map { name in
                guard let found = known.first(where: { $0.name == name }) else {
                    throw CommandError.unknownCase(name, known: known.map(\.name))
                }
                return found
            }
        self.repeats = repeats
        interrupt = session.interrupt
    }

    /// A part of a benchmark is no comparison.
    func isOfOnePart(_ error: any Error) -> Bool { false }

    /// The median of the repeats.
    func result(of benchmark: CodeBenchmark) async throws -> MeasuredCode {
        let count = try suitableCount(of: benchmark)
        let seconds = try (0..<repeats).map { _ in try cpuSeconds { try benchmark.run(count) } }
        return MeasuredCode(
            name: benchmark.name, unit: benchmark.unit, count: count,
            cpuSeconds: seconds.sorted()[seconds.count / 2])
    }

    /// So many that they take about a second.
    private func suitableCount(of benchmark: CodeBenchmark) throws -> Int {
        var count = 64
        while count < 1 << 24 {
            let seconds = try cpuSeconds { try benchmark.run(count) }
            if seconds >= 0.5 { return count }
            count *= seconds < 0.05 ? 8 : 2
        }
        return count
    }

    private func cpuSeconds(_ body: () throws -> Void) throws -> Double {
        if interrupt.isRaised { throw CommandError.interrupted }
        let start = clock()
        try body()
        // No less than the clock's unit: a figure is divided by it.
        return Double(max(clock() - start, 1)) / Double(CLOCKS_PER_SEC)
    }
}

/// Work that real replicas do in one case, with the time that it took.
struct MeasuredCode: JobResult {
    typealias Part = CodeBenchmark

    let name: String
    let unit: String
    let count: Int
    let cpuSeconds: Double

    var perSecond: Int { Int((Double(count) / cpuSeconds).rounded()) }
    /// Success: a result that is only measured has nothing to compare with.
    var status: ExitStatus { .asExpected }
    static func label(of benchmark: CodeBenchmark) -> String { benchmark.name }
}

/// Work that real replicas do in each case.
struct CodeBenchResults: WholeResult {
    let lines: [MeasuredCode]

    var text: String {
        let width = lines.map(\.name.count).max() ?? 0
        return lines.map { line in
            "\(line.name.padded(to: width))  \(Numerals.count(line.perSecond).alignedRight(to: 9)) \(line.unit)"
                + " per CPU second  (\(Numerals.count(line.count)) in \(Numerals.seconds(line.cpuSeconds)))"
        }.joined(separator: "\n")
    }

    var json: JSONValue {
        [
            "code": .array(
                lines.map {
                    [
                        "name": .string($0.name), "unit": .string($0.unit), "count": JSONValue($0.count),
                        "cpuSeconds": JSONValue($0.cpuSeconds), "perCPUSecond": JSONValue($0.perSecond),
                    ]
                })
        ]
    }
}
