import QuorateHistories
import QuorateLanguage
import SeededRandom

typealias Datum = BoundedInt<0, 2>

/// An object of which random histories are made.
protocol RandomObject: SequentialObject {
    static var sample: Self { get }
    static func call(_ random: inout SplitMix) -> Call
    /// Any answer that a call of this kind can have.
    static func answer(to call: Call, _ random: inout SplitMix) -> Answer
}

extension Register: RandomObject where Value == Datum {
    static var sample: Self { Register(initially: 0) }
    static func call(_ random: inout SplitMix) -> Call {
        Bool.random(using: &random) ? .read : .write(Datum(random.number(0..<3)))
    }
    static func answer(to call: Call, _ random: inout SplitMix) -> Answer {
        call == .read ? .value(Datum(random.number(0..<3))) : .written
    }
}

extension CompareAndSwapRegister: RandomObject where Value == Datum {
    static var sample: Self { CompareAndSwapRegister(initially: 0) }
    static func call(_ random: inout SplitMix) -> Call {
        let (one, other) = (Datum(random.number(0..<3)), Datum(random.number(0..<3)))
        return random.pick([.read, .write(one), .compareAndSwap(from: one, to: other)])
    }
    static func answer(to call: Call, _ random: inout SplitMix) -> Answer {
        switch call {
        case .read: .value(Datum(random.number(0..<3)))
        case .write: .written
        case .compareAndSwap: .swapped(Bool.random(using: &random))
        }
    }
}

extension FIFOQueue: RandomObject where Value == Datum {
    static var sample: Self { FIFOQueue() }
    static func call(_ random: inout SplitMix) -> Call {
        Bool.random(using: &random) ? .dequeue : .enqueue(Datum(random.number(0..<3)))
    }
    static func answer(to call: Call, _ random: inout SplitMix) -> Answer {
        guard call == .dequeue else { return .enqueued }
        return random.pick([.empty, .dequeued(Datum(random.number(0..<3)))])
    }
}

extension Lock: RandomObject {
    static var sample: Self { Lock() }
    static func call(_ random: inout SplitMix) -> Call { random.pick([.acquire, .release]) }
    static func answer(to call: Call, _ random: inout SplitMix) -> Answer { .done }
}

/// A log of events out of which a history is made, whole or up to one of them.
struct RandomHistory<Object: RandomObject>: CustomStringConvertible {
    enum Event {
        case invoke(Object.Call, Int)
        case answer(Object.Answer, Int)
        case fail(Int)
        case crash(Int)
    }

    var events: [Event] = []

    var description: String { events.map { "\($0)" }.joined(separator: "; ") }

    /// A history of an object that may be slow or stale, and that sometimes answers at random.
    init(processes: Int, operations: Int, hasFailures: Bool, _ random: inout SplitMix) {
        var (state, stale) = (Object.sample.initialState, Object.sample.initialState)
        var waiting: [Int: Object.Call] = [:]
        var live = Array(0..<processes)
        var called = 0
        while (called < operations && !live.isEmpty || !waiting.isEmpty) && events.count < 4 * operations {
            let process = random.number(0..<processes)
            if let call = waiting[process] {
                let chance = random.number(0..<20)
                if chance == 0 {
                    events.append(.crash(process))
                    live.removeAll { $0 == process }
                } else if chance == 1, hasFailures {
                    events.append(.fail(process))
                } else if chance < 5 {
                    events.append(.answer(Object.answer(to: call, &random), process))
                } else {
                    let seesStale = chance < 8
                    var content = seesStale ? stale : state
                    guard let answer = Object.sample.perform(call, by: process, on: &content) else {
                        continue
                    }
                    stale = state
                    if !seesStale { state = content }
                    events.append(.answer(answer, process))
                }
                waiting[process] = nil
            } else if live.contains(process), called < operations {
                let call = Object.call(&random)
                waiting[process] = call
                called += 1
                events.append(.invoke(call, process))
            }
        }
    }

    /// The history of the first events.
    func history(of count: Int? = nil) throws -> History<Object> {
        var history = History<Object>()
        for event in events.prefix(count ?? events.count) {
            switch event {
            case .invoke(let call, let process): try history.invoke(call, by: process)
            case .answer(let answer, let process): try history.answer(answer, to: process)
            case .fail(let process): try history.fail(process)
            case .crash(let process): try history.crash(process)
            }
        }
        return history
    }
}
