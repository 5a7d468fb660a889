import Foundation
import QuorateTraces
import SeededRandom
import Testing

/// Files that anybody may have broken: each is an error or a trace, never a trap.
@Suite struct FuzzTests {
    /// What a broken file could have in place of something else.
    static let tokens = [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-", "0", "1e999", "-1", "99999999999999999999",
        "{\"#bigint\": \"9\"}", "{\"#set\": [", "{\"#map\": [[1]]}", "{\"#tup\": []}", "\"#meta\"", "\"tag\"",
        "\"value\"", "\\", "\\u", "\\ud83d", "\u{0}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "r0", "manager",
    ]

    /// `KeptFileFuzzLongTests` reads tens of thousands.
    @Test func mutatedFilesAreErrorsOrTraces() {
        let seed = Seed.announced()
        var random = RandomTraces(seed: seed)
        let spec = HastyCommit.spec
        let deadline = ContinuousClock.now + .seconds(20)
        var (errors, traces) = (0, 0)
        for round in 0..<1500 where ContinuousClock.now < deadline {
            var bytes = [UInt8](ITF.data(of: round % 2 == 0 ? HastyCommit.trace : random.trace()))
            for _ in 0..<random.number(1...3) { Self.mutate(&bytes, &random) }
            do {
                let trace = try ITF.trace(from: Data(bytes))
                traces += 1
                _ = trace.rendering(full: round % 4 < 2)
                let again = try? ITF.trace(from: ITF.data(of: trace))
                #expect(again == trace, "QUORATE_SEED=\(seed)")
                do { _ = try trace.words(in: spec) } catch { #expect(error is TraceMismatch) }
            } catch {
                errors += 1
                #expect(error is TraceFileError, "QUORATE_SEED=\(seed): \(error)")
            }
        }
        // A fuzz test in which nothing passes, or everything, tests little.
        #expect(errors > 200 && traces > 8, "QUORATE_SEED=\(seed): \(errors) errors, \(traces) traces")
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout RandomTraces) {
        guard bytes.count > 2 else { return }
        let position = random.number(0...bytes.count - 1)
        switch random.number(0...6) {
        case 0: bytes.removeSubrange(position...)
        case 1: bytes[position] ^= UInt8(1 << random.number(0...7))
        case 2: bytes[position] = UInt8(random.number(0...255))
        case 3:
            let token = tokens.randomElement(using: &random.generator)!
            bytes.replaceSubrange(
                position..<min(position + random.number(0...8), bytes.count), with: token.utf8)
        case 4:
            let end = min(position + random.number(1...40), bytes.count)
            bytes.insert(contentsOf: bytes[position..<end], at: random.number(0...bytes.count - 1))
        case 5: bytes.removeSubrange(position..<min(position + random.number(1...40), bytes.count))
        default: swapTokens(&bytes, &random)
        }
    }

    /// Swaps two quoted strings.
    private static func swapTokens(_ bytes: inout [UInt8], _ random: inout RandomTraces) {
        var parts = bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        guard parts.count > 4 else { return }
        let pairs = (parts.count - 1) / 2
        let (left, right) = (random.number(0...pairs - 1) * 2 + 1, random.number(0...pairs - 1) * 2 + 1)
        parts.swapAt(left, right)
        bytes = Array(parts.joined(separator: [UInt8(ascii: "\"")]))
    }
}
