import QuorateHistories
import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

private struct Client: Identifier {
    var number: UInt8
    static let prefix = "c", count = 3
}

/// The history that is part of a state, against the one that is not.
@Suite struct OperationHistoryTests {
    private typealias Recorded<Object: SequentialObject> = OperationHistory<Client, Object, 3, 6>
    where Object.Call: FiniteValue, Object.Answer: FiniteValue

    private static func recorded<Object: RandomObject>(_ events: RandomHistory<Object>) -> Recorded<Object>
    where Object.Call: FiniteValue, Object.Answer: FiniteValue {
        var history = Recorded<Object>()
        for event in events.events {
            switch event {
            case .invoke(let call, let process): history.invoke(call, by: Client(number: UInt8(process)))
            case .answer(let answer, let process): history.answer(answer, to: Client(number: UInt8(process)))
            case .crash, .fail: break
            }
        }
        return history
    }

    @Test func registers() throws {
        try compare(Register<Datum>.self, Seed.announced()) { events, history, recorded in
            let check = try history.checkRegularity(as: .sample)
            #expect(recorded.isRegular(as: .sample) == (check.unexplained == nil), "\(events)")
        }
    }
    @Test func compareAndSwapRegisters() throws {
        try compare(CompareAndSwapRegister<Datum>.self, Seed.announced()) { _, _, _ in }
    }
    @Test func queues() throws { try compare(FIFOQueue<Datum>.self, Seed.announced()) { _, _, _ in } }
    @Test func locks() throws { try compare(Lock.self, Seed.announced()) { _, _, _ in } }

    private func compare<Object: RandomObject>(
        _ type: Object.Type, _ seed: UInt64,
        _ also: (RandomHistory<Object>, History<Object>, Recorded<Object>) throws -> Void
    ) throws where Object.Call: FiniteValue, Object.Answer: FiniteValue {
        var random = SplitMix(seed: seed)
        for number in 0..<2_000 {
            let events = RandomHistory<Object>(
                processes: 3, operations: number % 10 == 0 ? 12 : 6, hasFailures: false, &random)
            let history = try events.history()
            guard history.operations.count(where: { $0.process == 0 }) <= 6,
                history.operations.count(where: { $0.process == 1 }) <= 6,
                history.operations.count(where: { $0.process == 2 }) <= 6
            else { continue }
            let recorded = Self.recorded(events)
            #expect(
                try recorded.isLinearizable(as: .sample) == isExplained(history, .linearizability),
                "\(events)")
            #expect(
                try recorded.isSequentiallyConsistent(as: .sample)
                    == isExplained(history, .sequentialConsistency), "\(events)")
            try also(events, history, recorded)
        }
    }

    private func isExplained<Object: RandomObject>(
        _ history: History<Object>, _ condition: OrderCondition
    ) throws -> Bool {
        if case .explained = try history.check(condition, as: .sample).finding { true } else { false }
    }

    @Test func aHistoryTellsOfItself() {
        var history = OperationHistory<Client, Register<Datum>, 2, 2>()
        #expect(history.isQuiet && !history.isWaiting(0) && history.endedCount(of: 0) == 0)
        history.invoke(.write(2), by: 0)
        #expect(history.call(of: 0) == .write(2) && history.isWaiting(0) && !history.isQuiet)
        history.answer(.written, to: 0)
        #expect(history.answer(to: 0, 0) == .written && history.answer(to: 0, 1) == nil)
        history.invoke(.read, by: 1)
        #expect(history.call(of: 0) == nil && history.call(of: 1) == .read && history.endedCount(of: 0) == 1)
        #expect(
            "\(history.specValue(for: []))"
                == "{c0: {1: (call: write(2), answer: written, after: {})}, c1: {1: (call: read, answer: pending, after: {c0: 1})}}"
        )
        history.answer(.value(0), to: 1)
        #expect(!history.isLinearizable(as: Register(initially: 0)))
        #expect(history.isSequentiallyConsistent(as: Register(initially: 0)))
        #expect(!history.isRegular(as: Register(initially: 0)))
    }

    /// What is not a matter of order is not in the state.
    @Test func equalHistoriesHaveEqualBytes() {
        var (one, other) = (Recorded<Register<Datum>>(), Recorded<Register<Datum>>())
        one.invoke(.write(1), by: 0)
        one.invoke(.read, by: 1)
        other.invoke(.read, by: 1)
        other.invoke(.write(1), by: 0)
        #expect(one == other && one.hashValue == other.hashValue)
        #expect(withUnsafeBytes(of: one) { Array($0) } == withUnsafeBytes(of: other) { Array($0) })
        other.answer(.written, to: 0)
        #expect(one != other)
    }

    @Test func misuseIsAFault() {
        var history = OperationHistory<Client, Register<Datum>, 2, 1>()
        let before = SpecFault.countOnThisThread
        history.answer(.written, to: 0)
        #expect(SpecFault.countOnThisThread == before + 1)
        history.invoke(.read, by: 0)
        history.invoke(.read, by: 0)
        #expect(SpecFault.countOnThisThread == before + 2)
        history.answer(.value(0), to: 0)
        history.invoke(.read, by: 0)
        #expect(SpecFault.countOnThisThread == before + 3)
        history.invoke(.read, by: 2)
        #expect(SpecFault.countOnThisThread > before + 3)
    }

    @Test func sizesWithoutRoomAreRefused() {
        #expect(OperationHistory<Client, Register<Datum>, 2, 15>.layoutProblem == nil)
        #expect(OperationHistory<Client, Register<Datum>, 2, 16>.layoutProblem?.contains("1 to 15") == true)
        #expect(OperationHistory<Client, Register<Datum>, 4, 2>.layoutProblem?.contains("3 values") == true)
        #expect(
            OperationHistory<ReplicaID, Register<Datum>, 9, 2>.layoutProblem?.contains("room for 8") == true)
        #expect(
            OperationHistory<Client, Register<ReplicaSet>, 2, 2>.layoutProblem?.contains("32768") == true)
    }
}
