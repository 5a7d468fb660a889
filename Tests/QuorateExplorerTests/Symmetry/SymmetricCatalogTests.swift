import QuorateLanguage
import Testing

@testable import QuorateExplorer
@testable import QuorateSpecs

/// The specs of the catalog that say which replicas are interchangeable: a search up to symmetry finds what one without does.
@Suite struct SymmetricCatalogTests {
    static let instances = catalog.entries.flatMap(\.instances).filter {
        !$0.expected.isLong && $0.expected.distinctStates ?? .max <= 4000
            && ((try? $0.spec.symmetry()) ?? nil)?.groups.allSatisfy { $0.count <= 8 } == true
    }

    @Test func fiveSpecsAreAmongThem() {
        #expect(Set(Self.instances.map(\.spec.name)).count >= 5, "\(Set(Self.instances.map(\.spec.name)))")
    }

    @Test(arguments: instances.indices)
    func reducedSearchFindsTheSame(position: Int) async throws {
        let instance = Self.instances[position]
        let safety = instance.spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        var explorer = Explorer(
            erased: instance.spec, workers: 1 + position % 2, continuesAfterViolation: position % 3 > 0,
            properties: safety)
        let plain = try await explorer.run()
        explorer.symmetry = .checked
        let reduced = try await explorer.run()
        let label = Comment(rawValue: instance.spec.label)
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
        #expect(reduced.counterexamples.map(\.steps.count) == plain.counterexamples.map(\.steps.count), label)
        #expect(reduced.storedStates < plain.distinctStates, label)
        #expect(reduced.symmetry?.isProved == true, label)
    }
}
