import QuorateExplorer
import QuorateTraces
import Testing

@testable import QuorateSpecs
@testable import Toys

/// Every instance of the catalog against the figures that other tools report.
///
/// Each is searched by one worker with the exact store, and once otherwise. The other ways take turns, because they are
/// all tried on every small instance and on hundreds of random systems by the tests of the explorer: here, each sees
/// large instances of several specs, and none of the small ones.
@Suite struct CatalogTests {
    static let instances = catalog.entries.flatMap(\.instances).filter { !$0.expected.isLong }
    static let large = instances.indices.filter { instances[$0].expected.distinctStates ?? .max > 2000 }
    static let otherWays: [(workers: Int, store: StoreKind)] = [
        (2, .exact), (3, .fingerprint), (4, .exact), (1, .fingerprint), (3, .compact), (2, .fingerprint),
    ]

    /// The tests below have something to compare.
    @Test func thereAreInstances() {
        #expect(Self.large.count > 50)
        #expect(Self.instances.count { $0.expected.verdict != .holds && $0.expected.steps != nil } > 10)
    }

    @Test(arguments: large)
    func figuresAreThoseOfOtherTools(position: Int) async throws {
        let instance = Self.instances[position]
        let comment = Comment(rawValue: "\(instance.spec.name) \(instance.spec.settings)")
        let alone = try await Explorer(erased: instance.spec, continuesAfterViolation: true).run()
        #expect(alone.contradictions(to: instance.expected) == [], comment)
        let (workers, store) = Self.otherWays[position % Self.otherWays.count]
        // A store without whole states is refused for runs without end.
        let safety = instance.spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        if store != .exact, case .violates(let property) = instance.expected.verdict,
            !safety.contains(property)
        {
            return
        }
        let other = try await Explorer(
            erased: instance.spec, workers: workers, store: store, continuesAfterViolation: true,
            properties: store == .exact ? nil : safety
        ).run()
        #expect(other.contradictions(to: instance.expected) == [], comment)
        if store == .exact { #expect(other.differences(from: alone) == [], comment) }
    }

    /// With the exact store the whole report is the same for every number of workers, also where the search ends at a
    /// violation. Where there is none it is the search above.
    @Test(arguments: instances.indices.filter { instances[$0].expected.verdict != .holds })
    func reportsOfViolationsDoNotDependOnWorkers(position: Int) async throws {
        let spec = Self.instances[position].spec
        let alone = try await Explorer(erased: spec).run()
        let report = try await Explorer(erased: spec, workers: 2 + position % 3).run()
        #expect(report.differences(from: alone) == [], "\(spec.name) \(spec.settings)")
        guard alone.outcome != .vacuous else { return }
        // A counterexample is a run: it is found again on the spec's own actions from its description alone.
        let trace = try #require(alone.counterexamples.first)
        let words = try ITF.trace(from: ITF.data(of: trace)).words(in: spec)
        #expect(words.count == trace.steps.count + 1)
    }

    /// A search of a mutant of the catalog shows what its name stands for.
    @Test(arguments: catalog.entries.indices)
    func everyMutantFallsByThePropertyItNames(position: Int) async throws {
        let entry = catalog.entries[position]
        for mutant in entry.mutants {
            let spec = try entry.spec(settings: [:], mutant: mutant.name)
            let report = try await Explorer(erased: spec, workers: 2).run()
            let fallen = report.properties.filter { [.violated, .notReached].contains($0.outcome) }
            #expect(fallen.map(\.name) == [mutant.expectation.property], "\(spec.name) \(mutant.name)")
        }
    }
}
