import QuorateHistories
import QuorateLanguage
import SeededRandom
import Testing

/// The search against brute force over all orders, on thousands of random histories of each object.
@Suite struct RandomHistoryTests {
    private static let historyCount = 2_000

    @Test func registers() throws { try compare(Register<Datum>.self, Seed.announced()) }
    @Test func compareAndSwapRegisters() throws {
        try compare(CompareAndSwapRegister<Datum>.self, Seed.announced())
    }
    @Test func queues() throws { try compare(FIFOQueue<Datum>.self, Seed.announced()) }
    @Test func locks() throws { try compare(Lock.self, Seed.announced()) }

    private func compare<Object: JudgedObject>(_ type: Object.Type, _ seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var unexplained: [OrderCondition: Int] = [:]
        for _ in 0..<Self.historyCount {
            let events = RandomHistory<Object>(
                processes: random.number(2..<4), operations: random.number(1..<6), hasFailures: true, &random)
            for condition in OrderCondition.allCases
            where try !isExplained(events, condition) { unexplained[condition, default: 0] += 1 }
        }
        // A comparison that never says no, or never yes, compares nothing.
        for condition in OrderCondition.allCases {
            #expect((100...Self.historyCount - 100).contains(unexplained[condition] ?? 0), "\(condition)")
        }
    }

    /// The finding, which brute force confirms; for one that is not explained at the last event and at the one before.
    private func isExplained<Object: JudgedObject>(
        _ events: RandomHistory<Object>, _ condition: OrderCondition
    ) throws -> Bool {
        let history = try events.history()
        let check = try history.check(condition, as: .sample)
        #expect(check.statesLookedAt > 0)
        switch check.finding {
        case .explained:
            #expect(try judged(events, condition, events.events.count), "\(events)")
            return true
        case .unexplained(let unexplained):
            #expect(unexplained.isShortest)
            #expect(try !judged(events, condition, events.events.count), "\(events)")
            #expect(try !judged(events, condition, unexplained.lastEvent + 1), "\(events)")
            #expect(try judged(events, condition, unexplained.lastEvent), "\(events)")
            return false
        case .unknown:
            Issue.record("no limit is reached: \(events)")
            return false
        }
    }

    private func judged<Object: JudgedObject>(
        _ events: RandomHistory<Object>, _ condition: OrderCondition, _ count: Int
    ) throws -> Bool {
        switch condition {
        case .linearizability: try BruteForce(events.history(of: count)).isLinearizable()
        case .sequentialConsistency:
            try BruteForce(events.history()).isSequentiallyConsistent(upTo: count - 1)
        }
    }

    @Test func regularity() throws {
        var random = SplitMix(seed: Seed.announced())
        var irregular = 0
        for _ in 0..<Self.historyCount {
            let events = RandomHistory<Register<Datum>>(
                processes: random.number(2..<4), operations: random.number(1..<6), hasFailures: true, &random)
            let history = try events.history()
            let check = try history.checkRegularity(as: .sample)
            guard let unexplained = check.unexplained else {
                #expect(BruteForce(history).isRegular(), "\(events)")
                continue
            }
            irregular += 1
            let end = unexplained.lastEvent
            #expect(try !BruteForce(events.history(of: end + 1)).isRegular(), "\(events)")
            #expect(try BruteForce(events.history(of: end)).isRegular(), "\(events)")
        }
        #expect((100...Self.historyCount - 100).contains(irregular))
    }

    /// Linearizability is the strongest of the three.
    @Test func whatIsLinearizableIsTheRestToo() throws {
        var random = SplitMix(seed: Seed.announced())
        for _ in 0..<Self.historyCount {
            let events = RandomHistory<Register<Datum>>(
                processes: 4, operations: 9, hasFailures: true, &random)
            let history = try events.history()
            guard case .explained = try history.check(.linearizability, as: .sample).finding else { continue }
            #expect(try history.checkRegularity(as: .sample).unexplained == nil, "\(events)")
            guard case .explained = try history.check(.sequentialConsistency, as: .sample).finding else {
                Issue.record("linearizable, and not sequentially consistent: \(events)")
                continue
            }
        }
    }
}
