import Foundation
import Testing

/// `quorate bit-flips`: exact figures, and words for numbers that make no sense.
@Suite struct BitFlipsTests {
    /// (1 - (364/365)⁴ - 4 · 1/365 · (364/365)³), computed apart.
    @Test func aDayOfFourReplicas() async throws {
        let outcome = await quorate("bit-flips --replicas 4...5 --format json")
        #expect(outcome.status == 0)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((whole["perReplica"] as? [String: Any])?["exact"] as? String == "1/365")
        let groups = try #require(whole["groups"] as? [[String: Any]])
        #expect(groups.map { $0["replicas"] as? Int } == [4, 5])
        let first = try #require((groups[0]["probability"] as? [String: Any])?["value"] as? String)
        #expect(first.hasPrefix("4.4872244023846"))
        let text = await quorate("bit-flips")
        #expect(text.status == 0 && text.output.contains("more than 1"))
        #expect(text.output.contains("4.48722e-5"))
    }

    @Test(arguments: [
        "--replicas 0", "--replicas 9...4", "--faults -1", "--faults 1000", "--hours 0", "--hours -2",
        "--gigabytes x", "--rate 0", "--rate 1e5",
    ])
    func senselessNumbersAreRefused(arguments: String) async {
        let outcome = await quorate("bit-flips \(arguments)")
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty && outcome.errors.contains("write a number "))
    }
}
