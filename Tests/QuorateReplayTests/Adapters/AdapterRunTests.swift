import QuorateExplorer
import QuorateReplay
import QuorateTraces
import SeededRandom
import Synchronization
import Testing

/// Code that is wrong at the end of one run only, and always there: what it did is never lost, and nobody says that it does
/// not agree with itself.
@Suite struct AdapterRunTests {
    /// Oddness at the end of a run.
    enum Oddness: CaseIterable { case value, never, silence }

    /// A run so far, and the runs that were taken through a step.
    private struct Runs {
        var present: [String] = []
        var taken: [[String]] = []
        /// Times that the odd answer was given.
        var odd = 0

        func after(_ request: JSONValue) -> [String] { present + [request["label"]?.line ?? ""] }

        mutating func isOdd(_ run: [String], _ request: JSONValue) -> Bool {
            if after(request) != run { return false }
            odd += 1
            return true
        }
    }

    private func table(_ random: inout SplitMix) -> RandomTable {
        let places = 5
        return RandomTable(
            places: places,
            successors: (0..<places).map { _ in
                (0..<4).map { _ in random.number(0..<3) == 0 ? nil : random.number(0..<places) }
            })
    }

    /// What a search says of the table's code, odd at the end of `run`.
    private func look(
        _ table: RandomTable, _ abilities: Set<TableChannel.Ability>, _ oddness: Oddness, at run: [String]
    ) async throws -> (found: ConformanceDivergence?, runs: [[String]], odd: Int) {
        let runs = Mutex(Runs())
        let conformance = try #require(
            try table.conformance(
                abilities,
                alter: { request, sound in
                    runs.withLock { runs in
                        if request["op"] == "start" { runs.present = [] }
                        guard request["op"] == "take", sound.contains("\"done\"") else { return [sound] }
                        runs.taken.append(runs.after(request))
                        if runs.isOdd(run, request) { return Self.answer(oddness, sound) }
                        runs.present = runs.after(request)
                        return [sound]
                    }
                },
                leavesOut: { request in
                    runs.withLock { oddness == .never && $0.isOdd(run, request) }
                }))
        let report = try await Explorer(erased: conformance.pairs, workers: 1).run()
        let found = try report.counterexamples.first.map { try #require(conformance.divergence(in: $0)) }
        return (
            found ?? conformance.adapter?.secondLook(),
            runs.withLock(\.taken), runs.withLock(\.odd)
        )
    }

    private static func answer(_ oddness: Oddness, _ sound: String) -> [String] {
        oddness == .silence ? [] : [sound.replacing("\"place\": ", with: "\"place\": 1")]
    }

    @Test(arguments: Oddness.allCases) func isNotLost(oddness: Oddness) async throws {
        var random = SplitMix(seed: 6)
        var given = 0, hidden = 0
        for round in 0..<6 {
            let table = table(&random)
            let sound = try await look(table, [], oddness, at: [])
            #expect(sound.found == nil)
            for run in sound.runs.indices.filter({ $0 % 3 == round % 3 }).map({ sound.runs[$0] }) {
                let (found, _, odd) = try await look(table, [], oddness, at: run)
                let comment = Comment(rawValue: "round \(round), \(run)")
                guard odd > 0 else { continue }
                given += 1
                switch found?.divergence {
                // The code may leave the step out wherever it was asked for.
                case nil: #expect(oddness == .never, comment)
                case .hidden:
                    hidden += 1
                    #expect(oddness == .never, comment)
                case .unsteady(let reason): Issue.record("\(reason), \(comment)")
                case .some: #expect(oddness != .never, comment)
                }
            }
        }
        #expect(given > 30 && (hidden > 3) == (oddness == .never), "\(given), \(hidden)")
    }
}
