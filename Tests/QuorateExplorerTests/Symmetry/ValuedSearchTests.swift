@testable import QuorateExplorer
@testable import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// Values that trade places: forms, and the search up to them against one that stores every state.
@Suite struct ValuedSearchTests {
    typealias System = ValuedSystem
    static let seed = Seed.announced(20_261_205)

    @Test(arguments: [true, false])
    func formIsThatOfAllCounterparts(tradesReplicas: Bool) throws {
        var random = SplitMix(seed: Self.seed)
        let system = System(rules: [], most: 1, tradesReplicas: tradesReplicas)
        let symmetry = try StateSymmetry(ErasedSpec(system))
        let names = system.allNames
        #expect(symmetry.order == names.count && names.count == (tradesReplicas ? 36 : 6))
        let canonicalizer = Canonicalizer(symmetry, wordCount: StateWords<System.State>.count)
        var entangled = 0
        for round in 0..<120 {
            let state = System.anyState(using: &random)
            let counterparts = Set(names.map { System.renamed(state, $0) })
            let forms = counterparts.map { form(of: $0, canonicalizer) }
            #expect(Set(forms.map(\.words)).count == 1, "round \(round), seed \(Self.seed)")
            #expect(counterparts.contains { StateWords($0).words == forms[0].words }, "round \(round)")
            #expect(forms.allSatisfy { symmetry.order / $0.fixing == counterparts.count }, "round \(round)")
            if forms[0].fixing > 1, counterparts.count > 1 { entangled += 1 }
        }
        #expect(entangled > 10)
    }

    private func form(
        of state: System.State, _ canonicalizer: Canonicalizer
    ) -> (words: [UInt64], fixing: Int) {
        var words = StateWords(state).words
        let fixing = words.withUnsafeMutableBufferPointer { canonicalizer.canonicalize($0.baseAddress!) }
        return (words, fixing)
    }

    /// A random system small enough for the slow twins.
    private func system(
        using random: inout SplitMix, flaw: System.Flaw? = nil, least: Int, most: Int
    ) async throws -> (System, Report) {
        while true {
            let system = System(using: &random, flaw: flaw)
            var explorer = Explorer(system, limits: .init(states: most), continuesAfterViolation: true)
            explorer.checksPurity = false
            let report = try await explorer.run()
            if report.isComplete, report.distinctStates > least { return (system, report) }
        }
    }

    private func search(
        _ system: System, _ use: SymmetryUse, workers: Int = 1, _ store: StoreKind = .exact,
        goesOn: Bool = true
    ) async throws -> Report {
        var explorer = Explorer(
            system, workers: workers, store: store, continuesAfterViolation: goesOn)
        explorer.symmetry = use
        return try await explorer.run()
    }

    @Test func reducedSearchFindsTheSame() async throws {
        var random = SplitMix(seed: Self.seed)
        var (stored, all, violated) = (0, 0, 0)
        for round in 0..<12 {
            let (system, _) = try await system(using: &random, least: 60, most: 300)
            let goesOn = round % 2 == 0
            let plain = try await search(system, .none, goesOn: goesOn)
            let use: SymmetryUse = round % 3 == 0 ? .proved : .checked
            let reduced = try await search(
                system, use, workers: 1 + round % 3, round % 4 < 2 ? .exact : .compact, goesOn: goesOn)
            expectTheSame(reduced, plain, "round \(round), seed \(Self.seed), \(system)")
            #expect(reduced.symmetry?.values == [["a", "b", "c"]])
            (stored, all) = (stored + reduced.storedStates, all + reduced.distinctStates)
            violated += reduced.counterexamples.count
        }
        #expect(stored * 4 < all, "\(stored) of \(all)")
        #expect(violated > 1)
    }

    /// One value is treated unlike the others in one place: the search is refused, or nothing of it shows.
    @Test(arguments: System.Flaw.allCases)
    func flawedSystemIsRefused(flaw: System.Flaw) async throws {
        var random = SplitMix(seed: Self.seed)
        var refused = 0
        for round in 0..<16 where refused < 1 {
            let (system, plain) = try await system(using: &random, flaw: flaw, least: 10, most: 120)
            let isSymmetric = system.isSymmetric
            let label = Comment(rawValue: "round \(round), seed \(Self.seed), \(system)")
            do {
                let report = try await search(system, .checked, workers: 1 + round % 2)
                #expect(isSymmetric, label)
                expectTheSame(report, plain, label)
            } catch let error as SpecError {
                refused += 1
                #expect(!isSymmetric, "\(label): \(error)")
                #expect(error.message.contains(flaw.place), "\(error)")
            }
        }
        #expect(refused >= 1, "\(flaw)")
    }
}

extension ValuedSystem.Flaw {
    /// Text that names the place, in an error.
    fileprivate var place: String {
        switch self {
        case .guarding, .effect, .order, .firstOfAll, .counter: "`move` treats"
        case .property: "\"few voters\" treats"
        case .premise: "\"asked\" treats"
        case .reachable: "\"all hold one\" treats"
        case .constraint: "the constraint treats"
        case .start: "`initialStates` treats"
        case .action: "`special` treats"
        }
    }
}

/// Expects that two reports say the same of all states, whatever was stored.
func expectTheSame(_ reduced: Report, _ plain: Report, _ label: Comment) {
    #expect(reduced.statesPerLevel == plain.statesPerLevel, label)
    #expect(reduced.generatedStates == plain.generatedStates, label)
    #expect(reduced.statesWithoutStep == plain.statesWithoutStep, label)
    #expect(reduced.statesWithoutChange == plain.statesWithoutChange, label)
    #expect(reduced.statesOutside == plain.statesOutside, label)
    #expect(reduced.actions.map(\.taken) == plain.actions.map(\.taken), label)
    #expect(reduced.actions.map(\.firstDepth) == plain.actions.map(\.firstDepth), label)
    #expect(reduced.properties.map(\.outcome) == plain.properties.map(\.outcome), label)
    #expect(reduced.properties.map(\.violatingStates) == plain.properties.map(\.violatingStates), label)
    #expect(reduced.properties.map(\.premiseHeld) == plain.properties.map(\.premiseHeld), label)
    #expect(
        reduced.counterexamples.map(\.steps.count) == plain.counterexamples.map(\.steps.count), label)
    #expect(reduced.symmetry?.isProved == true, label)
}
