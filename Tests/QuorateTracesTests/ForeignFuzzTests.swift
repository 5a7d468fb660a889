import Foundation
import SeededRandom
import Testing

@testable import QuorateTraces
@testable import Toys

/// Files of other tools that anybody may have broken: each is an error, a difference, or a run of the spec; nothing traps,
/// and nothing takes long.
@Suite struct ForeignFuzzTests {
    /// The documents that are broken: Quint's, and TLC's.
    private static let texts = [ForeignRunTests.quint, TLCTraceTests.dump]

    @Test func mutatedFilesAreErrorsOrRuns() throws {
        let seed = Seed.announced()
        let rounds = ProcessInfo.processInfo.environment["QUORATE_FUZZ"].flatMap(Int.init) ?? 300
        var mutator = FileMutator(seed: seed)
        var (errors, refused, matched) = (0, 0, 0)
        for round in 0..<rounds {
            let text = Self.texts[round % Self.texts.count]
            var tree = try JSONValue(parsing: Data(text.utf8))
            for _ in 0..<mutator.number(1...2) { tree = mutator.changed(tree) }
            var data = Data(JSONPrinter.line(tree).utf8)
            if round % 4 == 0 { mutator.breakBytes(of: &data) }
            do {
                for run in try ITF.runs(from: data) {
                    _ = run.rendering(full: round % 2 == 0)
                    do {
                        let found = try run.matched(in: HastyCommit.spec)
                        matched += 1
                        let told = try run.comparedVariables(in: HastyCommit.spec, along: found.steps)
                        #expect(!told.compared.isEmpty, "QUORATE_SEED=\(seed) in round \(round)")
                    } catch {
                        refused += 1
                        #expect(error is TraceMismatch, "QUORATE_SEED=\(seed): \(error)")
                    }
                }
            } catch {
                errors += 1
                #expect(error is TraceFileError, "QUORATE_SEED=\(seed): \(error)")
            }
        }
        // A fuzz test in which nothing passes, or everything, tests little.
        let tally = "QUORATE_SEED=\(seed): \(errors) errors, \(refused) refused, \(matched) matched"
        #expect(errors > rounds / 50 && refused > rounds / 100 && matched > rounds / 50, "\(tally)")
        if rounds > 300 { print(tally) }
    }

    /// Expressions of random parts are errors or have values.
    @Test func expressionsAreErrorsOrValues() {
        let seed = Seed.announced()
        var generator = SplitMix(seed: seed)
        let parts = [
            "manager", "prepared", "r0", "r1", "[", "]", "(", ")", "{", "}", ",", ".count", ".", "+", "-",
            "*", "==",
            "!=", "<", "<=", "in", "!", "&&", "||", "1", "99999999999999999999", "true", "\"x\"", "'", "é",
            "::", "&",
        ]
        var (values, errors) = (0, 0)
        for _ in 0..<2000 {
            let count = Int.random(in: 1...7, using: &generator)
            let text = (0..<count).map { _ in parts.randomElement(using: &generator)! }.joined(separator: " ")
            do {
                _ = try StateExpression(text).value(in: HastyCommit.trace.states[0])
                values += 1
            } catch { errors += 1 }
        }
        #expect(values > 20 && errors > 100, "QUORATE_SEED=\(seed): \(values) values, \(errors) errors")
    }
}
