import CQuorateSearch
@testable import QuorateExplorer
import QuorateLanguage
import SeededRandom
import Testing

/// The search against its slow twin where several workers search at once: wide levels, many initial states, wide
/// fans, many collisions; and searches that are stopped anywhere.
@Suite struct HashedSystemTests {
    static let seed = Seed.announced(7_331)

    /// Two systems for each number of words; `HashedSystemLongTests` has the others.
    @Test(arguments: 0..<10)
    func wideSystemsAgreeWithTheReference(round: Int) async throws {
        try await compare(round: round)
    }

    fileprivate func compare(round: Int) async throws {
        let seed = Self.seed &+ UInt64(round)
        switch round % 5 {
        case 0: try await compare(HashedSystem<OneWordState>(seed: seed), seed)
        case 1: try await compare(HashedSystem<TwoWordState>(seed: seed), seed)
        case 2: try await compare(HashedSystem<ThreeWordState>(seed: seed), seed)
        case 3: try await compare(HashedSystem<FourWordState>(seed: seed), seed)
        default: try await compare(HashedSystem<FiveWordState>(seed: seed), seed)
        }
    }

    private func compare<State: NumberedState>(_ system: HashedSystem<State>, _ seed: UInt64) async throws {
        for continues in [false, true] {
            let expected = ReferenceExplorer(spec: system, continuesAfterViolation: continues).run()
            for (workers, store) in [
                (1, StoreKind.exact), (2, .exact), (3, .fingerprint), (6, .exact), (1, .compact),
                (4, .compact),
            ] {
                let report = try await Explorer(
                    system, workers: workers, store: store, continuesAfterViolation: continues
                ).run()
                expect(
                    report, expected, of: system,
                    "seed \(seed), \(store), \(workers) workers, \(continues)")
            }
            // Tags and half of the slots collide: most records wait for a comparison of whole states.
            for store in [StoreKind.exact, .compact] {
                let report = try await Explorer(
                    system, workers: 3, store: store, continuesAfterViolation: continues
                ).run(hashMask: 0xfff0_0000_0000_0000)
                expect(report, expected, of: system, "seed \(seed), \(store), colliding, \(continues)")
            }
        }
    }

    // MARK: Stopping

    private typealias Reference = ReferenceExplorer<HashedSystem<TwentyWordState>>.Result

    /// What a search that is stopped by the limit on states reports is a prefix of the whole, level by level.
    @Test func aStateLimitCutsWideSystemsBetweenLevels() async throws {
        let stopped = try await stop { random, full in
            .init(states: random.number(1..<full.statesPerLevel.reduce(2, +)))
        } check: { report, full, limits, comment in
            var sum = 0
            let levels = full.statesPerLevel.prefix {
                sum += $0
                return sum <= limits.states!
            }
            #expect(report.statesPerLevel == Array(levels), comment)
        }
        #expect(stopped > 0)
    }

    @Test func timeStopsAnywhere() async throws {
        let stopped = try await stop { random, _ in
            .init(seconds: Double(random.number(1..<6_000)) * 1e-6)
        }
        #expect(stopped > 0)
    }

    /// What the process already holds varies, so that some of these do not stop at all.
    @Test func memoryStopsAnywhere() async throws {
        let stopped = try await stop(areLarge: true) { random, _ in
            .init(memory: Int(qs_resident_bytes()) + (9 << 19) + random.number(0..<4 << 20))
        } check: { report, _, limits, comment in
            #expect(report.limit == .memory(limits.memory!), comment)
        }
        #expect(stopped > 0)
    }

    /// A stopped search may end anywhere, but says nothing that the whole does not bear out, and never "holds".
    private func stop(
        areLarge: Bool = false, _ limits: (inout SplitMix, Reference) -> Explorer.Limits,
        check: (Report, Reference, Explorer.Limits, Comment) -> Void = { _, _, _, _ in }
    ) async throws -> Int {
        var random = SplitMix(seed: Self.seed)
        var stopped = 0
        for _ in 0..<(areLarge ? 4 : 8) {
            let system = HashedSystem<TwentyWordState>(seed: random.next(), isLarge: areLarge)
            let full = ReferenceExplorer(spec: system, continuesAfterViolation: true).run()
            for round in 0..<10 {
                let (limits, report) = try await firstThatStarts {
                    let limits = limits(&random, full)
                    let explorer = Explorer(
                        system, workers: 1 + round % 4, store: [.exact, .compact, .fingerprint][round % 3],
                        limits: limits, continuesAfterViolation: true)
                    return (limits, explorer)
                }
                let comment = Comment(rawValue: "seed \(Self.seed), system \(system), limits \(limits)")
                if report.limit == nil {
                    expect(report, full, of: system, comment)
                } else {
                    stopped += 1
                    expectPart(report, of: full, comment)
                    check(report, full, limits, comment)
                }
            }
        }
        return stopped
    }

    /// Searches with new limits until the memory suffices to begin: other tests take some at the same time.
    private func firstThatStarts(
        _ next: () -> (Explorer.Limits, Explorer)
    ) async throws -> (Explorer.Limits, Report) {
        for _ in 0..<1_000 {
            let (limits, explorer) = next()
            do { return (limits, try await explorer.run()) } catch ExplorerError.memoryTooSmall {}
        }
        let (limits, explorer) = next()
        return (limits, try await explorer.run())
    }

    private func expectPart<S: Spec>(
        _ report: Report, of full: ReferenceExplorer<S>.Result, _ comment: Comment
    ) {
        #expect(!report.isComplete && [.violated, .inconclusive].contains(report.outcome), comment)
        #expect(full.statesPerLevel.starts(with: report.statesPerLevel), comment)
        for property in report.properties {
            #expect(![.holds, .notReached].contains(property.outcome), comment)
            #expect(property.violatingStates <= full.violations[property.name] ?? 0, comment)
            #expect(property.outcome != .reached || full.reached.contains(property.name), comment)
        }
        for trace in report.counterexamples {
            #expect(trace.steps.count + 1 == full.counterexamples[trace.property]?.count, comment)
        }
    }
}

/// More wide systems.
@Suite struct HashedSystemLongTests {
    @Test(arguments: 10..<30)
    func wideSystemsAgreeWithTheReference(round: Int) async throws {
        try await HashedSystemTests().compare(round: round)
    }
}
