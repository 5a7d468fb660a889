import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// The fault that is told, of several in one level, is the same for any number of workers and any limits, on disk and in
/// memory; and a limit on states does not depend on who came first to a fault.
@Suite struct FirstFaultTests {
    static let seed = Seed.announced(20_261_215)

    @Test(arguments: 0..<3) func faultsAreThoseOfTheReference(wordKind: Int) async throws {
        var random = SplitMix(seed: Self.seed &+ UInt64(wordKind))
        var kinds: [String: Int] = [:]
        for round in 0..<60 {
            let comment = "kind \(wordKind), round \(round), seed \(Self.seed)"
            let kind =
                switch wordKind {
                case 0: try await compare(FaultySystem<OneWordState>(using: &random), &random, comment)
                case 1: try await compare(FaultySystem<TwoWordState>(using: &random), &random, comment)
                default: try await compare(FaultySystem<SixWordState>(using: &random), &random, comment)
                }
            kinds[kind, default: 0] += 1
        }
        for kind in ["error", "fault", "limit", "usual"] {
            #expect(kinds[kind, default: 0] > 0, "\(kind) was met, seed \(Self.seed)")
        }
    }

    /// - Returns: the kind of the end.
    private func compare<State>(
        _ system: FaultySystem<State>, _ random: inout SplitMix, _ comment: String
    ) async throws -> String {
        let limit = random.pick([1, 20, 200, .max, .max])
        let continues = random.pick([true, true, false])
        let expected = FaultReference(system: system, continues: continues, limit: limit).end()
        var explorer = Explorer(system, continuesAfterViolation: continues)
        explorer.properties = FaultySystem<State>.asked
        if limit < .max { explorer.limits.states = limit }
        #expect(try await Self.end(of: explorer) == expected, "\(comment), in memory")
        for workers in [1, random.number(2..<7)] {
            let folder = DiskFolder()
            explorer.workers = workers
            let end = try await Self.end(of: explorer.onDisk(folder.use, .tiny(&random)))
            #expect(end == expected, "\(comment), on disk, \(workers) workers, limit \(limit)")
        }
        return String("\(expected)".prefix { $0 != "(" })
    }

    static func end(of explorer: Explorer) async throws -> FaultyEnd {
        do { return FaultyEnd(of: try await explorer.run()) } catch let error as SpecError {
            return .error(error.description)
        }
    }

    /// Levels of thousands of states with a dozen faults or two in each, so that several workers meet them at once.
    @Test func largeLevelsTellTheSameFault() async throws {
        for (place, limit) in [(0, Int?.none), (1, nil), (2, nil), (3, nil), (0, 4_000), (3, 4_000)] {
            var explorer = Explorer(WideSlips(place: place))
            explorer.limits.states = limit
            let expected = try await Self.end(of: explorer)
            #expect("\(expected)".hasPrefix(limit == nil ? "error" : "limit"), "\(expected)")
            for workers in [2, 4] {
                explorer.workers = workers
                #expect(try await Self.end(of: explorer) == expected, "\(place), \(workers) workers")
                var tuning = DiskTuning()
                (tuning.candidates, tuning.batch, tuning.blockStates) = (500 * workers, 97, 32)
                let folder = DiskFolder()
                let end = try await Self.end(of: explorer.onDisk(folder.use, tuning))
                #expect(end == expected, "\(place), on disk, \(workers) workers")
            }
        }
    }

    /// A level of six thousand states behind one of three thousand.
    struct WideSlips: Spec {
        /// Place of the slips: steps, an `.always`, or a `.reachable` that most states meet, in which a few of
        /// all slip, or four of these.
        let place: Int

        struct State: SpecState { var number: UInt32 = 0 }
        enum Action: SpecAction { case go(UInt32) }

        private func slip(_ number: UInt32, at place: Int) {
            let isRare = place == 3
            guard place == self.place, (number &* 2_654_435_761) >> (isRare ? 20 : 24) == 7 else { return }
            SpecFault.raise("\(number) slips")
        }

        var initialStates: [State] { [State()] }

        func actions(in s: State, _ next: inout Next<Self>) {
            let here = s.number
            if here == 0 { for target in 1..<3_001 as Range<UInt32> { go(target, from: here, &next) } }
            guard 1..<3_001 ~= here else { return }
            for double in [2 * here, 2 * here + 1] {
                go(10_000 + double &* 40_503 % 999_983, from: here, &next)
            }
        }

        private func go(_ target: UInt32, from here: UInt32, _ next: inout Next<Self>) {
            next.take(.go(target)) {
                slip(here, at: 0)
                $0.number = target
            }
        }

        var properties: [Property<State>] {
            let system = self
            return [
                .always("fine") {
                    system.slip($0.number, at: 1)
                    return true
                },
                .reachable("large") {
                    let isLarge = $0.number > 5_000
                    system.slip($0.number, at: 2)
                    if isLarge { system.slip($0.number, at: 3) }
                    return isLarge && $0.number % 3 != 0
                },
            ]
        }
    }
}
