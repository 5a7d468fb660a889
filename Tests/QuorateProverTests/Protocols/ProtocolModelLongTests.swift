import SeededRandom
import Testing

@testable import QuorateProver
@testable import QuorateSpecs

/// All models and mutants in full: ten seeds of the solver, and another solver.
@Suite struct ProtocolModelLongTests {
    @Test(arguments: ProtocolModelTests.models.map(\.name), 0..<UInt32(10))
    func provedWhateverTheSeed(name: String, seed: UInt32) throws {
        let model = try #require(ProtocolModelTests.models.first { $0.name == name })
        let finding = try model.decide(knowing: claims, seed: seed)
        #expect(finding.verdict.word == "proved", "seed \(seed): \(finding.details)")
        #expect(finding.slowest < .seconds(30), "seed \(seed): \(finding.details)")
    }

    @Test(arguments: ProtocolModel.all.filter { $0.breaks != nil }.map(\.name))
    func mutantIsShownToFail(name: String) throws {
        let model = try #require(ProtocolModel.all.first { $0.name == name })
        let finding = try model.decide(knowing: claims)
        #expect(finding.isAsExpected, "\(finding.details)")
        guard case .failed(let answer) = finding.verdict, case .fails(let failure?) = answer.outcome else {
            Issue.record("\(finding.details)")
            return
        }
        #expect(failure.isGenuine)
    }

    @Test(
        .enabled(if: CVC5.path != nil, "cvc5 is not installed"),
        arguments: ProtocolModelTests.models.map(\.name))
    func cvc5Agrees(name: String) throws {
        let model = try #require(ProtocolModelTests.models.first { $0.name == name })
        for obligation in try model.obligations(among: claims) {
            let answer = try CVC5.answer(to: obligation.text, "--finite-model-find")
            #expect(answer == obligation.expected.rawValue, "\(obligation.fileName)")
        }
    }

    @Test func moreRandomModelsAgreeWithBruteForce() throws {
        let counts = try InductionTests.compare(400, seed: Seed.announced(20_261_130))
        print(counts)
        #expect(counts.failing > 30 && counts.holding > 60)
    }
}
