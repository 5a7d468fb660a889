import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import Testing

@testable import BFTSpecs

/// Tendermint and HotStuff in the longer states of more than four replicas.
@Suite struct WideVotesTests {
    /// What both types hold is the same state space, sound, broken and with every variant.
    @Test(arguments: [nil, "unverified-proof-of-lock", "no-timeouts"])
    func tendermintIsTheSameInBoth(mutant: String?) async throws {
        let wide = WideTendermint(replicas: 3, mutant: mutant.flatMap(WideTendermint.Mutant.init))
        let narrow = Tendermint(replicas: 3, mutant: mutant.flatMap(Tendermint.Mutant.init))
        try await expectTheSame(wide, narrow)
    }

    @Test(arguments: [nil, "unverified-certificates", "no-timeouts"])
    func hotStuffIsTheSameInBoth(mutant: String?) async throws {
        let wide = WideHotStuff(replicas: 3, mutant: mutant.flatMap(WideHotStuff.Mutant.init))
        let narrow = HotStuff(replicas: 3, mutant: mutant.flatMap(HotStuff.Mutant.init))
        try await expectTheSame(wide, narrow)
    }

    @Test(arguments: Tendermint.Variant.allCases.map(\.rawValue))
    func tendermintVariantsAreTheSameInBoth(variant: String) async throws {
        let wide = WideTendermint(replicas: 3, variant: WideTendermint.Variant(rawValue: variant))
        try await expectTheSame(wide, Tendermint(replicas: 3, variant: Tendermint.Variant(rawValue: variant)))
    }

    @Test(arguments: HotStuff.Variant.allCases.map(\.rawValue))
    func hotStuffVariantsAreTheSameInBoth(variant: String) async throws {
        let wide = WideHotStuff(replicas: 3, variant: WideHotStuff.Variant(rawValue: variant))
        try await expectTheSame(wide, HotStuff(replicas: 3, variant: HotStuff.Variant(rawValue: variant)))
    }

    /// The parameters choose the type: the longer states where the shorter ones have no room, and only there.
    @Test(arguments: [("Tendermint", 3, 5), ("HotStuff", 4, 7)])
    func parametersChooseTheType(name: String, words: Int, wideWords: Int) throws {
        let entry = try bftSpecs.entry(name)
        #expect(bftSpecs.problem == nil)
        #expect(try entry.spec(settings: ["replicas": 4]).wordCount == words)
        #expect(try entry.spec(settings: ["replicas": 5]).wordCount == wideWords)
        let largest = try entry.spec(settings: ["replicas": 7, "faults": 2])
        #expect(largest.problem() == nil)
        #expect(largest.label.hasPrefix("\(name) replicas=7 faults=2"))
        // Tests that are written from traces call the types by these names.
        #expect(try entry.spec(settings: ["replicas": 4]).callName == "BFTSpecs.\(name)")
        #expect(largest.callName == "BFTSpecs.Wide\(name)")
    }

    @Test func replicasWithoutRoomAreRefused() {
        #expect(throws: SpecError.self) { try Tendermint(replicas: 5).validate() }
        #expect(throws: SpecError.self) { try HotStuff(replicas: 5).validate() }
        #expect(throws: SpecError.self) { try WideTendermint(replicas: 9).validate() }
        #expect(throws: Never.self) { try WideHotStuff(replicas: 7, faults: 2).validate() }
    }

    /// Two types that are to be one spec, and an instance in the type in which nobody gets it by name.
    @Test func mistakesInTheCatalogAreFound() {
        let other = Catalog.Entry.spec(
            Tendermint(), beyond: { $0.hasRoom(in: OneWord.self) }, WideTendermint(rounds: 1))
        #expect(Catalog([other]).problem?.message.contains("are to be one spec") == true)
        let misplaced = Catalog.Entry.spec(
            HotStuff(), instances: [], beyond: { $0.hasRoom(in: OneWord.self) }, WideHotStuff(),
            instances: [.holds(WideHotStuff(replicas: 4))])
        #expect(Catalog([misplaced]).problem?.message.contains("nobody gets it by name") == true)
    }

    /// The library's adversary against its twin, where it has more to send than four replicas have.
    @Test func stepByStepGoesAlong() {
        for replicas in [5, 7] {
            let faults = (replicas - 1) / 3
            for mutant in [nil, WideTendermint.Mutant.unverifiedProofOfLock] {
                WideTendermint(replicas: replicas, faults: faults, mutant: mutant)
                    .expectStepByStepGoesAlong(walks: 10, steps: 40)
            }
            for mutant in [nil, WideHotStuff.Mutant.unverifiedCertificates] {
                WideHotStuff(replicas: replicas, faults: faults, mutant: mutant)
                    .expectStepByStepGoesAlong(walks: 10, steps: 40)
            }
        }
    }

    /// Two quorums of 2f = 4 among seven share one replica, which may lie.
    @Test func fewerVotesBreakAgreementAmongSeven() async throws {
        var spec = WideHotStuff(replicas: 7, faults: 2, views: 1, mutant: .quorumOf2f)
        spec.adversary.placement = .only([0, 6])
        let report = try await Explorer(spec).run()
        #expect(report.counterexamples.map(\.property) == ["agreement"])
    }

    private func expectTheSame(_ wide: some Spec, _ narrow: some Spec) async throws {
        let (wide, narrow) = (
            try await Explorer(wide, continuesAfterViolation: true).run(),
            try await Explorer(narrow, continuesAfterViolation: true).run()
        )
        #expect(wide.distinctStates == narrow.distinctStates && narrow.distinctStates > 100)
        #expect(wide.generatedStates == narrow.generatedStates && wide.depth == narrow.depth)
        #expect(wide.outcome == narrow.outcome)
        #expect(wide.counterexamples.map(\.property) == narrow.counterexamples.map(\.property))
        #expect(wide.counterexamples.map(\.steps.count) == narrow.counterexamples.map(\.steps.count))
    }
}
