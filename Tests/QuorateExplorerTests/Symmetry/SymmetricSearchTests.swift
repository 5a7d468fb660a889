@testable import QuorateExplorer
@testable import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// The search up to symmetry against the slow twin that stores every state.
@Suite struct SymmetricSearchTests {
    static let seed = Seed.announced(20_261_130)

    /// A random system small enough for the slow twin.
    private func system(
        using random: inout SplitMix, flaw: SymmetricSystem.Flaw? = nil, least: Int = 100, most: Int = 1500
    ) async throws -> SymmetricSystem {
        while true {
            let system = SymmetricSystem(using: &random, flaw: flaw)
            var explorer = Explorer(system, limits: .init(states: most), continuesAfterViolation: true)
            explorer.checksPurity = false
            let size = try await explorer.run()
            if size.isComplete, size.distinctStates > least { return system }
        }
    }

    private func search(
        _ system: SymmetricSystem, _ use: SymmetryUse, workers: Int, _ store: StoreKind = .exact,
        goesOn: Bool,
        quota: Int = SymmetricSearch.usualQuota
    ) async throws -> Report {
        var explorer = Explorer(
            system, workers: workers, store: store, continuesAfterViolation: goesOn)
        explorer.symmetry = use
        explorer.symmetryQuota = quota
        return try await explorer.run()
    }

    /// The first difference between a report and the slow twin's result.
    private func difference(
        _ report: Report, _ expected: ReferenceExplorer<SymmetricSystem>.Result, goesOn: Bool
    ) -> String? {
        if report.statesPerLevel != expected.statesPerLevel {
            return "levels \(report.statesPerLevel), not \(expected.statesPerLevel)"
        }
        if report.generatedStates != expected.generated { return "generated" }
        for action in report.actions where action.taken != expected.taken[action.name] ?? 0 {
            return action.name
        }
        let stuck = (report.statesWithoutStep, report.statesWithoutChange)
        if stuck != (expected.statesWithoutStep, expected.statesWithoutChange) { return "stuck \(stuck)" }
        for property in report.properties {
            if property.violatingStates != expected.violations[property.name] ?? 0 {
                return "\(property.violatingStates) states break \(property.name)"
            }
            if property.kind == .reachable, !report.counterexamples.isEmpty || report.isComplete,
                (property.outcome == .reached) != expected.reached.contains(property.name)
            {
                return property.name
            }
            if property.kind == .always, property.premiseHeld != expected.premiseHeld.contains(property.name),
                property.name == "led when asked"
            {
                return "premise of \(property.name)"
            }
        }
        for trace in report.counterexamples
        where trace.states.count != expected.counterexamples[trace.property]?.count {
            return "steps of \(trace.property)"
        }
        return report.counterexamples.count == expected.counterexamples.count ? nil : "counterexamples"
    }

    @Test func reducedSearchFindsWhatTheReferenceFinds() async throws {
        var random = SplitMix(seed: Self.seed)
        var (saved, violated) = (0, 0)
        for round in 0..<9 {
            let system = try await system(using: &random, most: 500)
            let goesOn = round % 2 == 0
            let expected = ReferenceExplorer(spec: system, continuesAfterViolation: goesOn).run()
            for (use, workers, store, quota) in [
                (SymmetryUse.checked, 1, StoreKind.exact, SymmetricSearch.usualQuota),
                (.proved, 3, .exact, 0),
                (.checked, 2, .compact, 0), (.proved, 1, .compact, 0),
            ] {
                let report = try await search(
                    system, use, workers: workers, store, goesOn: goesOn, quota: quota)
                let difference = difference(report, expected, goesOn: goesOn)
                #expect(difference == nil, "round \(round), seed \(Self.seed), \(system)")
                #expect(report.symmetry?.isProved == true || use == .checked && quota == 0)
                saved += report.distinctStates - report.storedStates
                violated += report.counterexamples.count
            }
        }
        #expect(saved > 500)
        #expect(violated > 3)
    }

    /// One replica is treated unlike the others in one place: the search is refused, or nothing of it shows.
    @Test(arguments: SymmetricSystem.Flaw.allCases)
    func flawedSystemIsRefused(flaw: SymmetricSystem.Flaw) async throws {
        var random = SplitMix(seed: Self.seed)
        var refused = 0
        for round in 0..<16 where refused < 2 {
            let system = try await system(using: &random, flaw: flaw, least: 10, most: 120)
            let isSymmetric = isSymmetric(system)
            let goesOn = round % 2 == 0
            let expected = ReferenceExplorer(spec: system, continuesAfterViolation: goesOn).run()
            do {
                let report = try await search(
                    system, .proved, workers: 1 + round % 3, round % 2 == 0 ? .exact : .compact,
                    goesOn: goesOn)
                // A violation may end the search before the flaw shows.
                let isSeen = goesOn || report.outcome != .violated
                #expect(
                    (isSymmetric || !isSeen) && difference(report, expected, goesOn: goesOn) == nil,
                    "round \(round), seed \(Self.seed), \(system)")
            } catch let error as SpecError {
                refused += 1
                #expect(!isSymmetric, "round \(round), seed \(Self.seed), \(error)")
                #expect(error.message.contains("interchangeable"), "\(error)")
            }
        }
        #expect(refused >= 1, "\(flaw)")
    }

    /// The slow twin of the question: in every state that steps and names lead to, by hand.
    private func isSymmetric(_ system: SymmetricSystem) -> Bool {
        typealias State = SymmetricSystem.State
        let pairs = system.interchangeable.groups.flatMap { zip(Array($0), Array($0).dropFirst()) }
        let exchanges = pairs.map { ReplicaExchange($0, $1) }
        func successors(_ s: State) -> [State: [String: Int]] {
            guard system.constraint!.allows(s) else { return [:] }
            return system.takes(in: s).reduce(into: [:]) { found, take in
                guard let successor = take.successor else { return }
                found[successor, default: [:]][take.action.caseName, default: 0] += 1
            }
        }
        func says(_ s: State) -> [Bool] {
            [system.constraint!.allows(s)]
                + system.properties.flatMap { property -> [Bool] in
                    let isAsked = property.premise?(s) ?? true
                    let isStuck = system.constraint!.allows(s) && successors(s).isEmpty
                    return property.kind == .deadlockFreedom
                        ? [isStuck && !property.holds(s)] : [isAsked, isAsked && property.holds(s)]
                }
        }
        var seen = Set(system.initialStates)
        let isStartClosed = exchanges.allSatisfy { exchange in
            seen.allSatisfy { seen.contains(SymmetricSystem.renamed($0) { exchange($0) }) }
        }
        if !isStartClosed { return false }
        var open = Array(seen)
        while let s = open.popLast() {
            let steps = successors(s)
            for exchange in exchanges {
                let t = SymmetricSystem.renamed(s) { exchange($0) }
                let expected = Dictionary(
                    uniqueKeysWithValues: steps.map { state, kinds in
                        (SymmetricSystem.renamed(state) { exchange($0) }, kinds)
                    })
                if says(s) != says(t) || expected != successors(t) { return false }
                if seen.insert(t).inserted { open.append(t) }
            }
            for state in steps.keys where seen.insert(state).inserted { open.append(state) }
        }
        return true
    }

    @Test func counterpartsAreNumberedAlike() async throws {
        var random = SplitMix(seed: Self.seed)
        let system = try await system(using: &random)
        let reports = try await [(1, StoreKind.exact), (2, .compact), (4, .exact), (1, .compact)].asyncMap {
            try await search(system, .checked, workers: $0, $1, goesOn: true)
        }
        #expect(Set(reports.map(\.storedStates)).count == 1)
        #expect(Set(reports.map { $0.symmetry!.askedStates }).count == 1)
        #expect(Set(reports.map { $0.counterexamples }).count == 1)
    }
}

extension Sequence {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
