import Foundation
import SeededRandom
import Testing

@testable import QuorateTraces

/// The files in `Counterexamples`, broken in tens of thousands of ways, each time in others.
@Suite struct KeptFileFuzzLongTests {
    /// How many files are read; four tasks share them.
    static let fileCount = 25_000
    private static let taskCount = 4

    @Test func everyBrokenFileIsAnErrorOrATrace() async {
        let seed = Seed.announced()
        let memory = Self.peakMemory
        let clock = ContinuousClock()
        var tally = Tally()
        let time = await clock.measure {
            await withTaskGroup(of: Tally.self) { group in
                for task in 0..<Self.taskCount {
                    group.addTask {
                        await Self.read(Self.fileCount / Self.taskCount, seed: seed &+ UInt64(task))
                    }
                }
                for await part in group { tally.add(part) }
            }
        }
        let growth = Self.peakMemory - memory
        print("kept files: \(tally), in \(time), peak memory + \(growth >> 20) MiB")
        #expect(tally.files == Self.fileCount, "QUORATE_SEED=\(seed)")
        #expect(tally.unclear == [], "QUORATE_SEED=\(seed)")
        // A fuzz test in which nothing passes, or everything, tests little.
        #expect(tally.malformed > Self.fileCount / 10, "QUORATE_SEED=\(seed): \(tally)")
        #expect(tally.refused > Self.fileCount / 100, "QUORATE_SEED=\(seed): \(tally)")
        #expect(tally.runs > Self.fileCount / 100, "QUORATE_SEED=\(seed): \(tally)")
        #expect(tally.foreign > Self.fileCount / 100, "QUORATE_SEED=\(seed): \(tally)")
        #expect(tally.longest < .seconds(60), "QUORATE_SEED=\(seed): \(tally.slowest)")
        // Other tests run in this process at the same time, so the bound is generous.
        #expect(growth < 2 << 30, "QUORATE_SEED=\(seed)")
    }

    private static func read(_ count: Int, seed: UInt64) async -> Tally {
        var mutator = FileMutator(seed: seed)
        var tally = Tally()
        let kept = KeptTrace.all.map { ($0, tree: try! JSONParser.parse($0.data)) }
        for round in 0..<count {
            // Tests that wait for a command share the threads.
            if round % 50 == 0 { await Task.yield() }
            // Small files are walked fast, so most are made of them, and some of every one.
            let last = round % 20 == 0 ? kept.count - 1 : kept.count / 8
            let (file, tree) = kept[mutator.number(0...last)]
            let data = mutator.mutated(file, tree)
            let time = ContinuousClock().measure {
                tally.note(data, of: file)
                if round % 8 == 0 { tally.noteForeign(data, of: file) }
            }
            if time > tally.longest { (tally.longest, tally.slowest) = (time, file.name) }
        }
        return tally
    }

    /// The most memory that the process has had, in bytes.
    private static var peakMemory: Int {
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(0), &usage)
            return usage.ru_maxrss << 10
        #else
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #endif
    }
}

/// What became of the files.
private struct Tally: CustomStringConvertible {
    var files = 0
    /// No trace at all.
    var malformed = 0
    /// A trace, but not a run of the spec.
    var refused = 0
    /// A run of the spec in spite of the change.
    var runs = 0
    /// Read as the file of another tool, and found to be a run.
    var foreign = 0
    /// Errors that are not of the readers' own kinds, or that say too much.
    var unclear: [String] = []
    var longest = Duration.zero
    var slowest = ""

    var description: String {
        "\(files) files: \(malformed) malformed, \(refused) refused, \(runs) runs, \(foreign) foreign runs,"
            + " longest \(longest) (\(slowest))"
    }

    mutating func note(_ data: Data, of kept: KeptTrace) {
        files += 1
        do {
            let trace = try ITF.trace(from: data)
            _ = (trace.rendering(), trace.rendering(full: true))
            _ = try trace.words(in: kept.spec)
            runs += 1
        } catch {
            check(error, of: kept)
            if error is TraceMismatch { refused += 1 } else { malformed += 1 }
        }
    }

    mutating func noteForeign(_ data: Data, of kept: KeptTrace) {
        do {
            _ = try Trace(ITF.run(from: data), in: kept.spec)
            foreign += 1
        } catch { check(error, of: kept) }
    }

    private mutating func check(_ error: any Error, of kept: KeptTrace) {
        let text = "\(error)"
        let isOurs = error is TraceFileError || error is TraceMismatch
        if !isOurs || text.isEmpty || text.utf8.count > 2100 || text.contains("\n") {
            unclear.append("\(kept.name): \(text.prefix(200))")
        }
    }

    mutating func add(_ other: Tally) {
        files += other.files
        malformed += other.malformed
        refused += other.refused
        runs += other.runs
        foreign += other.foreign
        unclear += other.unclear
        if other.longest > longest { (longest, slowest) = (other.longest, other.slowest) }
    }
}
