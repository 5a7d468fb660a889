import QuorateExplorer
import QuorateLanguage
import SeededRandom
import Testing

/// Levels that end a search, of which nothing is expanded: outside the constraint, or with a violation.
@Suite struct LastLevelTests {
    static let seed = Seed.announced(20_261_202)

    @Test func flawInTheLastLevelIsRefused() async throws {
        var random = SplitMix(seed: Self.seed)
        var (refusedOutside, refusedAtOnce, refusedAtViolation, violated) = (0, 0, 0, 0)
        for round in 0..<240 {
            let system = SubsetSystem(using: &random)
            let goesOn = round % 2 == 0
            let levels = system.levels(goesOn: goesOn)
            let label = Comment(rawValue: "round \(round), seed \(Self.seed), \(system)")
            var explorer = Explorer(system, continuesAfterViolation: goesOn)
            explorer.symmetry = round % 3 == 0 ? .checked : .proved
            do {
                let report = try await explorer.run()
                #expect(!system.hasFlaw(in: levels), label)
                #expect(report.symmetry?.isProved == true, label)
                #expect(report.statesPerLevel == levels.map(\.within.count).filter { $0 > 0 }, label)
                #expect(report.statesOutside == levels.reduce(0) { $0 + $1.outside.count }, label)
                let broken = levels.flatMap { $0.within + $0.outside }.filter { !system.isFine[$0] }
                #expect(report.properties[0].violatingStates == broken.count, label)
                #expect((report.outcome == .violated) == !broken.isEmpty, label)
                violated += broken.isEmpty ? 0 : 1
            } catch let error as SpecError {
                #expect(system.hasFlaw(in: levels), "\(label): \(error)")
                #expect(error.message.contains("interchangeable"), "\(error)")
                if system.hasFlaw(in: levels.dropLast()) { continue }
                refusedAtOnce += levels.count == 1 ? 1 : 0
                refusedOutside += levels.last!.within.isEmpty ? 1 : 0
                refusedAtViolation += goesOn ? 0 : 1
            }
        }
        #expect(min(refusedOutside, refusedAtOnce, refusedAtViolation) > 3)
        #expect(violated > 20)
    }

    /// What is found among states that were not asked about is the spec's mistake if it does not hold under other names.
    @Test func limitAmongUnaskedStatesIsNoProof() async throws {
        let system = SubsetSystem(
            isInside: Array(repeating: true, count: 8), isFine: Array(repeating: true, count: 8), start: 0)
        var explorer = Explorer(system, limits: .init(states: 2))
        explorer.symmetry = .proved
        let report = try await explorer.run()
        #expect(report.limit == .storedStates(2))
        #expect(report.symmetry?.isProved == false)
        #expect("\(report)".contains("until the limit of 2 stored states: 4 distinct states"), "\(report)")
    }
}
