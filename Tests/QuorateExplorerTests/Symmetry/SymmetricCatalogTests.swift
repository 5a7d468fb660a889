import QuorateLanguage
import Testing

@testable import CommitSpecs
@testable import QuorateExplorer
@testable import QuorateSpecs

/// The specs of the catalog that say which replicas are interchangeable: a search up to symmetry finds what one without does.
@Suite struct SymmetricCatalogTests {
    static let instances = catalog.entries.flatMap(\.instances).filter {
        !$0.expected.isLong && $0.expected.distinctStates ?? .max <= 4000
            && ((try? $0.spec.symmetry(tradingValues: true)) ?? nil)?.groups.allSatisfy { $0.count <= 8 }
                == true
    }

    @Test func fiveSpecsAreAmongThem() {
        #expect(Set(Self.instances.map(\.spec.name)).count >= 5, "\(Set(Self.instances.map(\.spec.name)))")
    }

    /// Every third instance; `SymmetricCatalogLongTests` has the others.
    @Test(arguments: instances.indices.filter { $0 % 3 == 0 })
    func reducedSearchFindsTheSame(position: Int) async throws {
        let instance = Self.instances[position]
        let safety = instance.spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        var explorer = Explorer(
            erased: instance.spec, workers: 1 + position % 2, continuesAfterViolation: position % 3 > 0,
            properties: safety)
        let plain = try await explorer.run()
        explorer.symmetry = .checked
        explorer.store = position / 3 % 2 == 0 ? .exact : .compact
        let reduced = try await explorer.run()
        let label = Comment(rawValue: instance.spec.label)
        expectTheSame(reduced, plain, label)
        #expect(reduced.storedStates < plain.distinctStates, label)
    }

    /// Counts by hand. Before a decision a manager works, has aborted, or is prepared, and the coordinator knows or does
    /// not: 4 ways each. After commit it is prepared or committed: 2. After abort it works, has aborted by itself, or is
    /// prepared or has aborted after that, and the coordinator has known or not: 6. It is over when all have committed, or
    /// all have aborted, 3 ways each.
    @Test(arguments: [2, 5, 11, 16])
    func twoPhaseCommitHasAsManyStatesAsCountedByHand(managers: Int) async throws {
        func power(_ base: Int) -> Int { (0..<managers).reduce(1) { product, _ in product * base } }
        var explorer = Explorer(TwoPhaseCommit(managers: managers), workers: 2, properties: ["consistency"])
        explorer.symmetry = .checked
        explorer.store = managers == 11 ? .exact : .compact
        let report = try await explorer.run()
        #expect(report.outcome == .holds)
        #expect(report.distinctStates == power(6) + power(4) + power(2))
        #expect(report.statesWithoutChange == power(3) + 1)
    }
}

/// The other instances.
@Suite struct SymmetricCatalogLongTests {
    @Test(arguments: SymmetricCatalogTests.instances.indices.filter { $0 % 3 != 0 })
    func reducedSearchFindsTheSame(position: Int) async throws {
        try await SymmetricCatalogTests().reducedSearchFindsTheSame(position: position)
    }
}
