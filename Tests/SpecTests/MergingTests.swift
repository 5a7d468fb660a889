import QuorateExplorer
import QuorateLanguage
import Testing

@testable import MergingSpecs

@Suite struct MergingTests {
    /// "A Last-Writer-Wins register is unreliable if the clocks have skew": any skew will do, and without one wall clocks
    /// are as good as hybrid ones.
    @Test(arguments: 0...3)
    func wallClocksLoseLaterWritesWithAnySkew(skew: Int) async throws {
        let register = LastWriterWins(skew: skew, mutant: .wallClock)
        #expect(
            try await outcome(of: "no write loses to one that it had seen", in: register)
                == (skew == 0 ? .holds : .violated))
        #expect(try await outcome(of: "convergence", in: register) == .holds)
    }

    /// Whatever is left, two nodes that see it use it up twice.
    @Test(arguments: 1...3)
    func aPlainCounterFallsBelowZero(stock: Int) async throws {
        let plain = NonNegativeCounter(stock: stock, increments: 0, mutant: .uncoordinated)
        #expect(try await outcome(of: "never below zero", in: plain) == .violated)
        // It converges all the same, to a value that nobody wanted.
        #expect(try await outcome(of: "convergence", in: plain) == .holds)
    }

    /// "Preventing conflicts with concurrent additions": each node adds the key once, and only tags tell whose it is.
    @Test func aKeyThatIsAddedMeanwhileNeedsATagOfItsOwn() async throws {
        let property = "an addition survives removals that had not seen it"
        let untagged = ObservedRemoveSet(additions: 1, mutant: .untaggedAdditions)
        #expect(try await outcome(of: property, in: untagged) == .violated)
        #expect(try await outcome(of: property, in: ObservedRemoveSet(additions: 1)) == .holds)
    }

    /// Merged names disagree for a while; votes never do, however many nodes there are.
    @Test(arguments: 3...5)
    func onlyAVoteNamesOneLeader(nodes: Int) async throws {
        let property = "one leader at all times"
        #expect(try await outcome(of: property, in: LeaderRegister(nodes: nodes)) == .holds)
        let merged = LeaderRegister(nodes: nodes, mutant: .mergedRegister)
        #expect(try await outcome(of: property, in: merged) == .violated)
    }
}
