import Foundation
import Testing

@testable import QuorateCommand

@Suite struct AvailabilityTests {
    @Test func groupsAreWrittenAsJSON() async throws {
        let outcome = await quorate(
            "availability --replicas 4...5 --failure 0.10 --leader --target 999/1000 --format json")
        #expect(outcome.status == 0)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(Set(whole.keys) == ["version", "failure", "leader", "faults", "groups", "target"])
        #expect((whole["failure"] as? [String: Any])?["exact"] as? String == "1/10")
        #expect(whole["leader"] as? Bool == true)
        let groups = try #require(whole["groups"] as? [[String: Any]])
        #expect(groups.map { $0["replicas"] as? Int } == [4, 5])
        #expect(groups.map { $0["quorum"] as? Int } == [3, 3])
        let available = try #require(groups[1]["available"] as? [String: Any])
        #expect(available["exact"] as? String == "9963/10000")
        #expect(available["value"] as? Double == 0.9963)
        let target = try #require(whole["target"] as? [String: Any])
        #expect(target["smallest"] as? Int == 9)
        #expect(target["smallestOdd"] as? Int == 9)
        #expect(target["limit"] as? Int == 999)
    }

    @Test func missedTargetAsJSON() async throws {
        let outcome = await quorate("availability --failure 1/2 --target 0.9 --format json")
        #expect(outcome.status == 30)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect((whole["target"] as? [String: Any])?["smallest"] is NSNull)
        let untargeted = await quorate("availability --failure 1/2 --format json")
        #expect(untargeted.output.contains("\"target\": null"))
    }

    @Test(arguments: [
        ("4", 4...4), ("3...9", 3...9), ("1...12", 1...12), ("7...7", 7...7), ("", nil), ("...", nil),
        ("3...", nil), ("...9", nil), ("9...3", nil), ("0...3", nil), ("1...13", nil), ("3..9", nil),
        ("3....9", nil), ("1...2...3", nil), ("a...b", nil), ("-1", nil), ("99999999999999999999", nil),
    ])
    func rangesOfReplicasAreRead(text: String, numbers: ClosedRange<Int>?) {
        #expect(ReplicaRange(text, upTo: 12)?.numbers == numbers)
    }
}
