import QuorateLanguage
import Testing

@testable import QuorateExplorer
@testable import QuorateSpecs
@testable import Toys

/// The small instances of the catalog, with every store and several numbers of workers. `LongTests` has the large ones.
@Suite struct SmallInstanceTests {
    static let instances = catalog.entries.flatMap(\.instances).filter {
        !$0.expected.isLong && $0.expected.distinctStates ?? .max <= 2000
    }

    /// The tests below have something to compare.
    @Test func thereAreInstances() { #expect(Self.instances.count > 20) }

    @Test(arguments: instances.indices, StoreKind.allCases)
    func figuresAreThoseOfOtherTools(position: Int, store: StoreKind) async throws {
        let instance = Self.instances[position]
        // A store that forgets states is refused for runs without end.
        let safety = instance.spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        if store == .fingerprint, case .violates(let property) = instance.expected.verdict,
            !safety.contains(property)
        {
            return
        }
        for workers in [1, 2, 3] {
            let report = try await Explorer(
                erased: instance.spec, workers: workers, store: store, continuesAfterViolation: true,
                properties: store == .fingerprint ? safety : nil
            ).run()
            let contradictions = report.contradictions(to: instance.expected)
            #expect(contradictions == [], "\(instance.spec.name) \(instance.spec.settings), \(workers)")
        }
    }

    /// With the exact store the whole report is the same for every number of workers.
    @Test(arguments: instances.indices)
    func reportsDoNotDependOnWorkers(position: Int) async throws {
        let spec = Self.instances[position].spec
        let alone = try await Explorer(erased: spec).run()
        for workers in 2...4 {
            let report = try await Explorer(erased: spec, workers: workers).run()
            #expect(report.differences(from: alone) == [], "\(workers)")
        }
    }

    /// The slow twin again, on the words of the real specs: sets and arrays, no table.
    @Test(arguments: instances.indices)
    func reportsAgreeWithASet(position: Int) async throws {
        let spec = Self.instances[position].spec
        var seen = Set(spec.initialStates())
        var level = Array(seen)
        var generated = spec.initialStates().count
        var sizes: [Int] = []
        while !level.isEmpty {
            sizes.append(level.count)
            var following: [[UInt64]] = []
            for state in level {
                for case let successor? in spec.takes(state).map(\.successor) {
                    generated += 1
                    if seen.insert(successor).inserted { following.append(successor) }
                }
            }
            level = following
        }
        let report = try await Explorer(erased: spec, workers: 2, continuesAfterViolation: true).run()
        if spec.constraint == nil {
            #expect(report.statesPerLevel == sizes)
            #expect(report.generatedStates == generated)
        } else {
            #expect(report.distinctStates < seen.count)
        }
    }
}
