import QuorateExplorer
import QuorateLanguage
import Testing

@testable import ConsensusSpecs

@Suite struct AsynchronousConsensusTests {
    /// The run of the paper's theorem: nobody crashes though one may, everybody takes steps, and nobody ever decides.
    @Test func undecidedRunIsFairAndWithoutACrash() async throws {
        let spec = AsynchronousConsensus(coin: false)
        let report = try await Explorer(spec).run()
        #expect(report.properties.filter { $0.outcome == .violated }.map(\.name) == ["termination"])
        let run = try #require(report.counterexamples.first)
        #expect(run.loop != nil)
        let names = run.steps.map(\.action.name)
        #expect(!names.contains("crash"))
        // Two exchanges among three, in which every message arrives.
        #expect(names.filter { $0 == "receive" }.count == 12)
        #expect(names.filter { $0 == "beginExchange" }.count == 2)
    }

    /// Whoever has heard all n has heard what the others have.
    @Test func whoWaitsForAllDecidesUnlessOneCrashes() async throws {
        for crashes in [0, 1] {
            let spec = AsynchronousConsensus(faults: 0, crashes: crashes, coin: false)
            #expect(try await Explorer(spec).run().outcome == (crashes == 0 ? .holds : .violated))
        }
    }

    /// With more crashes than it is made for, the protocol waits for ever and stays safe.
    @Test func twoCrashesOfThreeTakeTerminationAlone() async throws {
        let report = try await Explorer(
            AsynchronousConsensus(crashes: 2), continuesAfterViolation: true
        ).run()
        let fallen = report.properties.filter { $0.outcome == .violated }.map(\.name)
        #expect(fallen == ["termination", "termination of all"])
    }

    @Test func halfOfTheReplicasAreNoMinority() {
        #expect(throws: SpecError.self) { try AsynchronousConsensus(replicas: 4, faults: 2).validate() }
    }
}
