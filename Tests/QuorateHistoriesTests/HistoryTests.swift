@testable import QuorateHistories
import Testing

/// Histories of which everybody knows the answer.
@Suite struct HistoryTests {
    private func history(
        _ body: (inout History<Register<Int>>) throws -> Void
    ) throws -> History<Register<Int>> {
        var history = History<Register<Int>>()
        try body(&history)
        return history
    }

    private let register = Register(initially: 0)

    /// The read of an old value behind one of a new value, both while the value is written: regular, and not atomic.
    @Test func newThenOld() throws {
        let inversion = try history {
            try $0.invoke(.write(1), by: 0)
            try $0.invoke(.read, by: 1)
            try $0.answer(.value(1), to: 1)
            try $0.invoke(.read, by: 1)
            try $0.answer(.value(0), to: 1)
        }
        let check = try inversion.check(.linearizability, as: register)
        #expect(
            check.finding
                == .unexplained(.init(lastEvent: 4, isShortest: true, lastOrder: [0, 1])))
        #expect(try inversion.checkRegularity(as: register).unexplained == nil)
        guard case .unexplained = try inversion.check(.sequentialConsistency, as: register).finding else {
            Issue.record("process 1 sees the value come and go")
            return
        }
    }

    /// A write that is over, and a read that does not see it: sequentially consistent, since time does not matter.
    @Test func staleRead() throws {
        let stale = try history {
            try $0.invoke(.write(1), by: 0)
            try $0.answer(.written, to: 0)
            try $0.invoke(.read, by: 1)
            try $0.answer(.value(0), to: 1)
        }
        guard case .unexplained(let prefix) = try stale.check(.linearizability, as: register).finding else {
            Issue.record("the write was over")
            return
        }
        #expect(prefix.lastEvent == 3 && prefix.lastOrder == [0])
        #expect(
            try stale.check(.sequentialConsistency, as: register).finding == .explained(order: [1, 0]))
        #expect(try stale.checkRegularity(as: register).unexplained?.read == 1)
    }

    /// A later write explains an earlier read where time does not matter: no prefix by time is asked.
    @Test func laterWrite() throws {
        let early = try history {
            try $0.invoke(.read, by: 1)
            try $0.answer(.value(1), to: 1)
            try $0.invoke(.write(1), by: 0)
            try $0.answer(.written, to: 0)
        }
        #expect(try early.check(.sequentialConsistency, as: register).finding == .explained(order: [1, 0]))
        guard case .unexplained(let prefix) = try early.check(.linearizability, as: register).finding else {
            Issue.record("nobody had written 1")
            return
        }
        #expect(prefix.lastEvent == 1 && prefix.lastOrder == [])
    }

    /// A write without an answer took effect or not, as the reads need it; one that failed did not.
    @Test func pendingAndFailed() throws {
        func events(_ end: (inout History<Register<Int>>) throws -> Void, reads: Int) throws -> History<
            Register<Int>
        > {
            try history {
                try $0.invoke(.write(1), by: 0)
                try end(&$0)
                try $0.invoke(.read, by: 1)
                try $0.answer(.value(reads), to: 1)
            }
        }
        for reads in 0...1 {
            let crashed = try events({ try $0.crash(0) }, reads: reads).check(.linearizability, as: register)
            #expect(crashed.finding == .explained(order: reads == 1 ? [0, 1] : [1]))
            let failed = try events({ try $0.fail(0) }, reads: reads).check(.linearizability, as: register)
            if reads == 0 {
                #expect(failed.finding == .explained(order: [1]))
            } else if case .explained = failed.finding {
                Issue.record("the write had failed")
            }
        }
    }

    /// A write of what is there already changes nothing now, and is needed later.
    @Test func aWriteThatIsNeededLater() throws {
        let twice = try history {
            try $0.invoke(.write(0), by: 0)
            try $0.invoke(.write(1), by: 1)
            try $0.answer(.written, to: 1)
            try $0.invoke(.read, by: 1)
            try $0.answer(.value(0), to: 1)
            try $0.answer(.written, to: 0)
        }
        #expect(try twice.check(.linearizability, as: register).finding == .explained(order: [1, 0, 2]))
    }

    @Test func aLockIsHeldByOne() throws {
        var history = History<Lock>()
        for process in 0...1 {
            try history.invoke(.acquire, by: process)
            try history.answer(.done, to: process)
        }
        let check = try history.check(.linearizability, as: Lock())
        #expect(check.finding == .unexplained(.init(lastEvent: 3, isShortest: true, lastOrder: [0])))
    }

    /// Without an answer, the limit is no verdict.
    @Test func theLimitIsNoVerdict() throws {
        var history = History<FIFOQueue<Int>>()
        for process in 0..<8 { try history.invoke(.enqueue(process), by: process) }
        try history.invoke(.dequeue, by: 8)
        try history.answer(.dequeued(9), to: 8)
        #expect(try history.check(.linearizability, as: FIFOQueue(), limit: 1_000).finding == .unknown)
        guard case .unexplained = try history.check(.linearizability, as: FIFOQueue()).finding else {
            Issue.record("nobody has put 9 in")
            return
        }
    }

    /// Writes without an answer do not double what is to be looked at.
    @Test func manyWithoutAnAnswer() throws {
        let crashes = try history {
            for process in 1...16 {
                try $0.invoke(.write(process), by: process)
                try $0.crash(process)
            }
            for value in 1...16 {
                try $0.invoke(.write(0), by: 0)
                try $0.answer(.written, to: 0)
                try $0.invoke(.read, by: 0)
                try $0.answer(.value(value == 16 ? 99 : value), to: 0)
            }
        }
        let check = try crashes.check(.linearizability, as: register)
        guard case .unexplained(let prefix) = check.finding else {
            Issue.record("nobody has written 99")
            return
        }
        #expect(prefix.isShortest && prefix.lastEvent == crashes.eventCount - 1)
        #expect(check.statesLookedAt < 10_000)
    }

    @Test func eventsThatMakeNoHistory() throws {
        var history = try history { try $0.invoke(.read, by: 1) }
        #expect(throws: HistoryError.busy(process: 1)) { try history.invoke(.read, by: 1) }
        #expect(throws: HistoryError.idle(process: 2)) { try history.answer(.written, to: 2) }
        #expect(throws: HistoryError.idle(process: 2)) { try history.fail(2) }
        try history.crash(1)
        #expect(throws: HistoryError.crashed(process: 1)) { try history.invoke(.read, by: 1) }
        #expect(throws: HistoryError.idle(process: 1)) { try history.crash(1) }
    }

    @Test func wrongOrdersAreRefused() throws {
        let two = try history {
            try $0.invoke(.write(1), by: 0)
            try $0.answer(.written, to: 0)
            try $0.invoke(.read, by: 1)
            try $0.answer(.value(1), to: 1)
            try $0.invoke(.write(2), by: 0)
        }
        try two.validate([0, 1], .linearizability, as: register)
        try two.validate([0, 1, 2], .linearizability, as: register)
        for order in [[0], [1, 0], [0, 0, 1], [0, 1, 3], [0, 2, 1], []] {
            #expect(throws: WitnessError.self, "\(order)") {
                try two.validate(order, .linearizability, as: register)
            }
        }
        #expect(throws: WitnessError.self) {
            try two.validate([2, 0, 1], .sequentialConsistency, as: register)
        }
    }

    /// A history as long as real ones are.
    @Test func aLongHistory() throws {
        var history = History<Register<Int>>()
        var value = 0
        for round in 1...2_000 {
            for process in 0..<4 { try history.invoke(process == 0 ? .write(round) : .read, by: process) }
            try history.answer(.value(value), to: 1)
            try history.answer(.written, to: 0)
            value = round
            try history.answer(.value(value), to: 2)
            try history.answer(.value(value), to: 3)
        }
        guard case .explained(let order) = try history.check(.linearizability, as: register).finding else {
            Issue.record("every answer is right")
            return
        }
        #expect(order.count == 8_000)
        try history.invoke(.read, by: 0)
        try history.answer(.value(value - 1), to: 0)
        guard case .unexplained(let prefix) = try history.check(.linearizability, as: register).finding else {
            Issue.record("the last answer is old")
            return
        }
        #expect(prefix.lastEvent == history.eventCount - 1 && prefix.lastOrder.count == 8_000)
    }
}
