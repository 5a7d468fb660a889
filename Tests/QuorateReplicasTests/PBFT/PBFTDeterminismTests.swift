import QuorateReplicas
import SeededRandom
import Testing

/// The same inputs make the same state and the same bytes, in every process and for every order that has no meaning.
@Suite struct PBFTDeterminismTests {
    @Test func votesInAnyOrderMakeTheSameState() throws {
        let requests = [PBFTBench.request(1), PBFTBench.request(1, client: 1)]
        var messages: [(PBFTMessage, Int)] = []
        for (index, request) in requests.enumerated() {
            messages += [0, 2, 3].map { (PBFTBench.commit(request, at: index + 1), $0) }
            messages += [
                (PBFTBench.prepare(request, at: index + 1), 2),
                (PBFTBench.proposal(request, at: index + 1), 0),
            ]
        }
        messages.append((.checkpoint(PBFTCheckpoint(sequence: 4, digest: .null)), 3))
        messages.append((.viewChange(PBFTBench.viewChange(2, from: 3).body), 3))
        var random = SplitMix(seed: Seed.announced(4))
        var states: Set<PBFTState> = []
        for _ in 0..<200 {
            var bench = try PBFTBench(1)
            for (message, sender) in messages.shuffled(using: &random) {
                try bench.hear(message, from: sender)
            }
            states.insert(bench.state)
        }
        #expect(states.count == 1)
        #expect(states.first?.lastExecuted == 2)
    }

    /// Dictionaries have another order in every process: if one showed, this figure would change from run to run.
    @Test func aScheduleIsTheSameInEveryProcess() throws {
        var digest = PBFTDigest.null
        for seed in 0..<20 {
            var simulation = try PBFTSimulation(.init(seed: UInt64(seed)))
            #expect(try simulation.run() == nil)
            for node in simulation.nodes {
                digest = PBFTDigest(
                    of: digest.bytes + node.log.records.flatMap { $0 }
                        + node.replica.state.historyDigest.bytes)
            }
        }
        #expect("\(digest)" == "407658bb")
    }
}
