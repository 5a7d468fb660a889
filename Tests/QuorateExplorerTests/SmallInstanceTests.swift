import QuorateLanguage
import Testing

@testable import QuorateExplorer
@testable import QuorateSpecs
@testable import Toys

/// The small instances of the catalog, with every store and several numbers of workers: every third one here, the others in
/// `SmallInstanceLongTests`, and the large ones in `LongTests`.
@Suite struct SmallInstanceTests {
    static let instances = catalog.entries.flatMap(\.instances).filter {
        !$0.expected.isLong && $0.expected.distinctStates ?? .max <= 2000
    }

    static let some = instances.indices.filter { $0 % 3 == 0 }

    /// The tests below have something to compare.
    @Test func thereAreInstances() {
        #expect(Self.instances.count > 60 && Self.some.count > 20)
        #expect(Self.some.count { Self.instances[$0].expected.verdict != .holds } > 5)
    }

    /// The exact store with three of four numbers of workers: the figures are the expected ones, and the whole report
    /// is the same for all of them and what the slow twin finds.
    @Test(arguments: some)
    func figuresAreThoseOfOtherTools(position: Int) async throws {
        let instance = Self.instances[position]
        let spec = instance.spec
        let alone = try await Explorer(erased: spec, continuesAfterViolation: true).run()
        #expect(alone.contradictions(to: instance.expected) == [], "\(spec.name) \(spec.settings)")
        for workers in [2, 3 + position % 2] {
            let report = try await Explorer(
                erased: spec, workers: workers, continuesAfterViolation: true
            ).run()
            #expect(report.differences(from: alone) == [], "\(spec.name) \(spec.settings), \(workers)")
        }
        expectAgreementWithASet(alone, of: spec)
    }

    @Test(arguments: some)
    func figuresOfFingerprintsAreThoseOfOtherTools(position: Int) async throws {
        let instance = Self.instances[position]
        // A store that forgets states is refused for runs without end.
        let safety = instance.spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        if case .violates(let property) = instance.expected.verdict, !safety.contains(property) { return }
        for workers in [1, 2 + position % 2] {
            let report = try await Explorer(
                erased: instance.spec, workers: workers, store: .fingerprint, continuesAfterViolation: true,
                properties: safety
            ).run()
            let contradictions = report.contradictions(to: instance.expected)
            #expect(contradictions == [], "\(instance.spec.name) \(instance.spec.settings), \(workers)")
        }
    }

    /// A search that ends at a violation reports the same for every number of workers. Where there is none it is the
    /// search above.
    @Test(arguments: some.filter { instances[$0].expected.verdict != .holds })
    func reportsOfViolationsDoNotDependOnWorkers(position: Int) async throws {
        let spec = Self.instances[position].spec
        let alone = try await Explorer(erased: spec).run()
        for workers in 2...4 {
            let report = try await Explorer(erased: spec, workers: workers).run()
            #expect(report.differences(from: alone) == [], "\(workers)")
        }
    }

    /// The slow twin again, on the words of the real specs: sets and arrays, no table.
    private func expectAgreementWithASet(_ report: Report, of spec: ErasedSpec) {
        var seen = Set(spec.initialStates())
        var level = Array(seen)
        var generated = spec.initialStates().count
        var sizes: [Int] = []
        while !level.isEmpty {
            sizes.append(level.count)
            var following: [[UInt64]] = []
            for state in level {
                spec.visitSuccessors(state) { successor in
                    generated += 1
                    if seen.insert(successor).inserted { following.append(successor) }
                }
            }
            level = following
        }
        if spec.constraint == nil {
            #expect(report.statesPerLevel == sizes)
            #expect(report.generatedStates == generated)
        } else {
            #expect(report.distinctStates < seen.count)
        }
    }
}

/// The other small instances.
@Suite struct SmallInstanceLongTests {
    private static let instances = SmallInstanceTests.instances
    private static let others = instances.indices.filter { !SmallInstanceTests.some.contains($0) }
    private let tests = SmallInstanceTests()

    @Test(arguments: others) func figuresAreThoseOfOtherTools(position: Int) async throws {
        try await tests.figuresAreThoseOfOtherTools(position: position)
    }

    @Test(arguments: others) func figuresOfFingerprintsAreThoseOfOtherTools(position: Int) async throws {
        try await tests.figuresOfFingerprintsAreThoseOfOtherTools(position: position)
    }

    @Test(arguments: others.filter { instances[$0].expected.verdict != .holds })
    func reportsOfViolationsDoNotDependOnWorkers(position: Int) async throws {
        try await tests.reportsOfViolationsDoNotDependOnWorkers(position: position)
    }
}
