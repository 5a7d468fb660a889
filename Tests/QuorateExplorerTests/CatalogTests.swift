import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateExplorer
@testable import QuorateSpecs

/// Every instance of the catalog against the figures that other tools report.
@Suite struct CatalogTests {
    static let instances = catalog.entries.flatMap(\.instances).filter { !$0.expected.isLong }
    static let smallInstances = instances.filter { $0.expected.distinctStates ?? .max <= 2000 }

    /// The tests below have something to compare.
    @Test func thereAreInstances() {
        #expect(Self.instances.count > 50 && Self.smallInstances.count > 20)
    }

    @Test(arguments: instances.indices, StoreKind.allCases)
    func figuresAreThoseOfOtherTools(position: Int, store: StoreKind) async throws {
        let instance = Self.instances[position]
        let expected = instance.expected
        let comment = Comment(rawValue: "\(instance.spec.name) \(instance.spec.settings)")
        for workers in [1, 2, 3] {
            let report = try await Explorer(
                erased: instance.spec, workers: workers, store: store, continuesAfterViolation: true
            ).run()
            #expect(report.distinctStates == expected.distinctStates ?? report.distinctStates, comment)
            #expect(report.generatedStates == expected.generatedStates ?? report.generatedStates, comment)
            #expect(report.depth == expected.depth ?? report.depth, comment)
            #expect(report.limit == nil, comment)
            switch expected.verdict {
            case .holds: #expect(report.outcome == .holds, comment)
            case .violates(let property):
                // What is never reached has no run.
                let unreached = report.properties.filter { $0.outcome == .notReached }.map(\.name)
                if report.outcome == .vacuous {
                    #expect(unreached == [property], comment)
                } else {
                    #expect(report.outcome == .violated, comment)
                    // What goes wrong first may make other things go wrong, not sooner.
                    let steps = report.counterexamples.map(\.steps.count).min()
                    let fallen = report.counterexamples.filter { $0.steps.count == steps }.map(\.property)
                    #expect(fallen == [property], comment)
                }
                let first = report.counterexamples.first { $0.property == property }
                #expect(first?.steps.count == expected.steps, comment)
            }
        }
    }

    /// With the exact store the whole report is the same for every number of workers.
    @Test(arguments: instances.indices)
    func reportsDoNotDependOnWorkers(position: Int) async throws {
        let spec = Self.instances[position].spec
        let alone = try await Explorer(erased: spec).run()
        for workers in 2...4 {
            let report = try await Explorer(erased: spec, workers: workers).run()
            #expect(report.outcome == alone.outcome)
            #expect(report.statesPerLevel == alone.statesPerLevel)
            #expect(report.generatedStates == alone.generatedStates)
            #expect(report.actions.map(\.taken) == alone.actions.map(\.taken))
            #expect(report.actions.map(\.firstDepth) == alone.actions.map(\.firstDepth))
            #expect(report.counterexamples == alone.counterexamples)
        }
    }

    /// The slow twin again, on the words of the real specs: sets and arrays, no table.
    @Test(arguments: smallInstances.indices)
    func smallSpecsAgreeWithASet(position: Int) async throws {
        let spec = Self.smallInstances[position].spec
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

    @Test func everyMutantFallsByThePropertyItNames() async throws {
        for entry in catalog.entries {
            for mutant in entry.mutants {
                let spec = try entry.spec(settings: [:], mutant: mutant.name)
                let report = try await Explorer(erased: spec, workers: 2).run()
                let fallen = report.properties.filter { [.violated, .notReached].contains($0.outcome) }
                #expect(fallen.map(\.name) == [mutant.expectation.property], "\(spec.name) \(mutant.name)")
            }
        }
    }

    /// Counterexamples are runs: they are found again on the spec's own actions from their description alone.
    @Test func counterexamplesReadBack() async throws {
        var readBack = 0
        for instance in Self.instances where instance.expected.verdict != .holds {
            let report = try await Explorer(erased: instance.spec, workers: 2).run()
            guard report.outcome != .vacuous else { continue }
            let trace = try #require(report.counterexamples.first)
            let words = try ITF.trace(from: ITF.data(of: trace)).words(in: instance.spec)
            #expect(words.count == trace.steps.count + 1)
            readBack += 1
        }
        #expect(readBack > 10)
    }
}
