import Testing

/// `quorate list`: everything, or what has a word in its name.
@Suite struct ListTests {
    @Test(arguments: ["pbft-", "PBFT-"])
    func claimsByPartOfTheirName(word: String) async throws {
        let outcome = try await Executable.run(["list", word])
        #expect(outcome.status == 0)
        let claims = outcome.output.split(separator: "\n").dropFirst()
        #expect(claims.count == 11)
        #expect(claims.allSatisfy { $0.hasPrefix("  pbft-") })
    }

    /// A claim that is listed because it is false is not listed as if it were true.
    @Test func claimsWithTheirAnswer() async throws {
        let outcome = try await Executable.run(["list", "pbft-quorum-2f"])
        #expect(outcome.output.contains("pbft-quorum-2f  refuted  Quorums of 2f"))
    }

    @Test func specWithItsClaims() async throws {
        let outcome = try await Executable.run(["list", "ReliableB"])
        #expect(outcome.output.hasPrefix("BROADCAST: 1 spec\n\nReliableBroadcast\n"))
        #expect(outcome.output.contains("\n  ReliableBroadcast.correct-echo "))
        #expect(!outcome.output.contains("Paxos"))
    }

    @Test func aNameThatNothingHasIsSaid() async {
        let outcome = await quorate("list Stairrcase")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("did you mean Staircase?"))
        #expect(outcome.output == "")
    }
}
