import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// The medians of one contestant's runs of one case.
struct BenchRun {
    let name: String
    let tool: String
    let store: String
    let workers: Int
    /// Search for liveness too.
    let asksForLiveness: Bool
    let distinctStates: Int
    let generatedStates: Int
    let cpuSeconds: Double
    let wallSeconds: Double
    /// The largest resident set of the process over the distinct states, in bytes.
    let bytesPerState: Double

    init(of name: String, _ contestant: any Contestant, _ runs: [Measurement]) {
        self.name = name
        tool = contestant.tool
        store = contestant.store
        workers = contestant.workers
        asksForLiveness = contestant.asksForLiveness
        distinctStates = runs[0].distinctStates
        generatedStates = runs[0].generatedStates
        cpuSeconds = Self.median(runs.map(\.cpuSeconds))
        wallSeconds = Self.median(runs.map(\.wallSeconds))
        bytesPerState = Self.median(runs.map { Double($0.peakBytes) }) / Double(distinctStates)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    var transitionsPerCPUSecond: Double { Double(generatedStates) / cpuSeconds }
    var statesPerCPUSecond: Double { Double(distinctStates) / cpuSeconds }
}

/// The medians of a case.
struct MeasuredCase: JobResult {
    typealias Part = BenchmarkCase

    let runs: [BenchRun]

    /// A search that finds anything else than it should has no result.
    var status: ExitStatus { .asExpected }
    static func label(of chosen: BenchmarkCase) -> String { chosen.name }
}

/// All medians, and how ours compare.
struct BenchResults: WholeResult {
    /// Ours with the exact store and one worker, against another tool on the same case.
    struct Ratio {
        let name: String
        let against: String
        let workers: Int
        /// The same verdict of other states, so that only time is compared.
        var isOfTime = false
        /// Our transitions per second of processor time, over theirs; for liveness their processor time, over ours.
        let perCPUSecond: Double
    }

    let runs: [BenchRun]

    var ratios: [Ratio] {
        runs.filter { $0.tool != "quorate" }.compactMap { other in
            runs.first {
                $0.name == other.name && $0.tool == "quorate" && $0.store == "exact" && $0.workers == 1
                    && $0.asksForLiveness == other.asksForLiveness
            }.map { own in
                Ratio(
                    name: other.name, against: other.tool, workers: 1, isOfTime: other.asksForLiveness,
                    perCPUSecond: other.asksForLiveness
                        ? other.cpuSeconds / own.cpuSeconds
                        : own.transitionsPerCPUSecond / other.transitionsPerCPUSecond)
            }
        }
    }

    /// Searches for liveness too, each against the same for safety alone: processor time over processor time.
    var livenessRatios: [Ratio] {
        runs.filter { $0.asksForLiveness && $0.tool == "quorate" }.compactMap { run in
            runs.first {
                !$0.asksForLiveness && ($0.name, $0.tool, $0.workers) == (run.name, run.tool, run.workers)
            }.map { safety in
                Ratio(
                    name: run.name, against: "safety", workers: run.workers,
                    perCPUSecond: safety.cpuSeconds / run.cpuSeconds)
            }
        }
    }

    var json: JSONValue {
        [
            "cases": .array(runs.map(\.json)),
            "ratios": .array(
                (ratios + livenessRatios).map {
                    [
                        "case": .string($0.name), "against": .string($0.against),
                        "workers": JSONValue($0.workers),
                        "perCpuSecond": .number(Numerals.fixed($0.perCPUSecond, places: 2)),
                    ]
                }),
        ]
    }

    var text: String {
        let header = [
            "case", "tool", "store", "workers", "distinct", "generated", "CPU s", "wall s", "M states/CPU s",
            "M transitions/CPU s", "bytes/state",
        ]
        let table = TextTable(head: header, rows: runs.map(\.cells), leftColumns: [0, 1, 2]).text
        let comparisons = ratios.map { ratio in
            let times = "\(ratio.name): \(Numerals.fixed(ratio.perCPUSecond, places: 1)) times"
            return ratio.isOfTime
                ? "\(times) as fast as \(ratio.against) to the same verdict on liveness, in processor time (exact store, 1"
                    + " worker)"
                : "\(times) the transitions per CPU second of \(ratio.against) (exact store, 1 worker)"
        }
        let liveness = livenessRatios.map {
            "\($0.name): liveness too takes \(Numerals.fixed(1 / $0.perCPUSecond, places: 1)) times the processor time"
                + " of safety alone (\(Numerals.count($0.workers, "worker")))"
        }
        let lines = comparisons + liveness
        let cases = Numerals.count(Set(runs.map(\.name)).count, "case")
        let those = ratios.contains(where: \.isOfTime) ? "all of ours" : "all"
        let measurements = Numerals.count(runs.count, "measurement")
        let summary = "\(cases), \(measurements), \(those) with the expected states"
        return ([table] + (lines.isEmpty ? [] : [""] + lines) + ["", summary])
            .joined(separator: "\n")
    }
}

extension BenchRun {
    fileprivate var cells: [String] {
        [
            name, tool, store + (asksForLiveness ? ", liveness" : ""), "\(workers)",
            Numerals.count(distinctStates), Numerals.count(generatedStates),
            Numerals.fixed(cpuSeconds, places: 2), Numerals.fixed(wallSeconds, places: 2),
            Numerals.fixed(statesPerCPUSecond / 1e6, places: 2),
            Numerals.fixed(transitionsPerCPUSecond / 1e6, places: 1),
            Numerals.fixed(bytesPerState, places: 1),
        ]
    }

    fileprivate var json: JSONValue {
        [
            "case": .string(name), "tool": .string(tool), "store": .string(store),
            "workers": JSONValue(workers), "liveness": .boolean(asksForLiveness),
            "distinctStates": JSONValue(distinctStates), "generatedStates": JSONValue(generatedStates),
            "cpuSeconds": .number(Numerals.fixed(cpuSeconds, places: 3)),
            "wallSeconds": .number(Numerals.fixed(wallSeconds, places: 3)),
            "bytesPerState": .number(Numerals.fixed(bytesPerState, places: 1)),
        ]
    }
}
