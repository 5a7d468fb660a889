/// Search for an order of operations that explains all answers, depth first.
///
/// Wing and Gong, "Testing and Verifying Concurrent Objects", Journal of Parallel and Distributed Computing 17 (1993), with
/// the memory of Lowe, "Testing for Linearizability", Concurrency and Computation: Practice and Experience 29 (2017): what
/// can follow depends only on the operations that took effect and on the content of the object, so no such pair is
/// looked at twice, nor one that is as good as another. An operation that changes nothing, wherever it stands, is taken without a choice as soon as its answer is
/// right: in any order that explains the rest it can be moved to the front. A write of what is there already is none: it
/// may be needed later.
struct OrderSearch {
    /// Operation of a process.
    struct Item {
        let operation: Int
        let invoked: Int
        /// `Int.max` for one without an end.
        let returned: Int
        /// Freedom to take no effect at all; the later ones of the process have it too.
        let isOptional: Bool
        /// Certainty that the operation, with the answer that it has, changes nothing.
        let isObservation: Bool
    }

    enum Outcome {
        case order([Int])
        case none
        case limit
    }

    /// Choice among the processes whose next operation may take effect.
    private struct Frame {
        let choices: [Int]
        var next = 0
    }

    let lanes: [[Item]]
    let keepsTime: Bool
    let limit: Int
    /// Content after an operation in the content with the given number, or nil where its answer is another one.
    let step: (_ content: UInt32, _ operation: Int) -> UInt32?

    private var cursors: [UInt32]
    private var content: UInt32 = 0
    private var owed: Int
    private var taken: [(lane: Int, before: UInt32)] = []
    private var seen: ConfigurationSet

    /// Number of states that were looked at.
    var statesLookedAt: Int { seen.count }

    init(
        lanes: [[Item]], keepsTime: Bool, limit: Int,
        step: @escaping (_ content: UInt32, _ operation: Int) -> UInt32?
    ) {
        self.lanes = lanes
        self.keepsTime = keepsTime
        self.limit = limit
        self.step = step
        cursors = Array(repeating: 0, count: lanes.count)
        owed = lanes.reduce(0) { $0 + $1.count { !$0.isOptional } }
        seen = ConfigurationSet(
            owed: lanes.map { $0.count { !$0.isOptional } },
            spare: lanes.map { $0.count(where: \.isOptional) })
    }

    mutating func run() -> Outcome {
        _ = seen.insert(cursors, content)
        var frames = owed == 0 ? [] : [Frame(choices: choices())]
        while owed > 0 {
            guard let top = frames.indices.last else { return .none }
            if frames[top].next == frames[top].choices.count {
                frames.removeLast()
                undo()
                continue
            }
            let lane = frames[top].choices[frames[top].next]
            frames[top].next += 1
            guard takes(lane) else { continue }
            if seen.count > limit { return .limit }
            frames.append(Frame(choices: choices()))
        }
        return .order(order)
    }

    /// The operations that took effect, in their order.
    private var order: [Int] {
        var places = [Int](repeating: 0, count: lanes.count)
        return taken.map { lane, _ in
            defer { places[lane] += 1 }
            return lanes[lane][places[lane]].operation
        }
    }

    /// Takes the next operation of a process, unless its answer is another one or what follows is known.
    private mutating func takes(_ lane: Int) -> Bool {
        let item = lanes[lane][Int(cursors[lane])]
        guard let after = step(content, item.operation) else { return false }
        if isLastInVain(before: item, on: lane, after) { return false }
        cursors[lane] += 1
        guard seen.insert(cursors, after) else {
            cursors[lane] -= 1
            return false
        }
        taken.append((lane, content))
        content = after
        if !item.isOptional { owed -= 1 }
        return true
    }

    /// True where the last operation need not have taken effect, and the next one leads to the same content without it: an
    /// order without it is shorter, and is looked at too.
    private func isLastInVain(before item: Item, on lane: Int, _ after: UInt32) -> Bool {
        guard let last = taken.last, last.lane != lane, Int(cursors[last.lane]) == lanes[last.lane].count,
            lanes[last.lane][Int(cursors[last.lane]) - 1].isOptional
        else { return false }
        return step(last.before, item.operation) == after
    }

    private mutating func undo() {
        guard let (lane, before) = taken.popLast() else { return }
        cursors[lane] -= 1
        content = before
        if !lanes[lane][Int(cursors[lane])].isOptional { owed += 1 }
    }

    /// The processes whose next operation may take effect now, those that end first before the others.
    private func choices() -> [Int] {
        var ready: [(lane: Int, item: Item)] = []
        var firstReturn = Int.max
        for lane in lanes.indices where cursors[lane] < lanes[lane].count {
            let item = lanes[lane][Int(cursors[lane])]
            firstReturn = min(firstReturn, item.returned)
            ready.append((lane, item))
        }
        // Nothing takes effect before what had ended when it was called.
        if keepsTime { ready.removeAll { $0.item.invoked > firstReturn } }
        for (lane, item) in ready where item.isObservation && step(content, item.operation) != nil {
            return [lane]
        }
        return ready.sorted { $0.item.returned < $1.item.returned }.map(\.lane)
    }
}
