/// Sets of actions that were possible at once, each with how often each action was taken there: the abstract states of a
/// spec, of which there are few enough to be counted.
///
/// With more than 64 actions several share a bit.
final class AbstractStates {
    private let actionCount: Int
    /// Rows by set: positions in `keys`, or -1.
    private var slots: [Int32] = Array(repeating: -1, count: 64)
    private(set) var keys: [UInt64] = []
    private var counts: UnsafeMutablePointer<Int>
    private var capacity = 32

    init(actionCount: Int) {
        self.actionCount = actionCount
        counts = .allocate(capacity: 32 * actionCount)
        counts.initialize(repeating: 0, count: 32 * actionCount)
    }

    deinit { counts.deallocate() }

    /// Number of the sets.
    var count: Int { keys.count }

    /// The bit of an action.
    @inline(__always)
    static func bit(_ action: Int) -> UInt64 { 1 << UInt64(truncatingIfNeeded: action & 63) }

    /// For each action how often it was taken where these were possible; nil for a set that was never met.
    func row(of set: UInt64) -> UnsafeMutablePointer<Int>? {
        let position = slots[slot(of: set)]
        return position < 0 ? nil : counts + Int(position) * actionCount
    }

    /// Counts that the action was taken where these were possible.
    func add(_ action: Int, in set: UInt64, times: Int = 1) {
        let slot = slot(of: set)
        var position = Int(slots[slot])
        if position < 0 {
            position = keys.count
            slots[slot] = Int32(position)
            keys.append(set)
            if keys.count > capacity { growCounts() }
            if keys.count * 2 > slots.count { growSlots() }
        }
        counts[position * actionCount + action] &+= times
    }

    /// Adds what another has counted.
    func merge(_ other: AbstractStates) {
        for (position, set) in other.keys.enumerated() {
            for action in 0..<actionCount {
                let times = other.counts[position * actionCount + action]
                if times > 0 { add(action, in: set, times: times) }
            }
        }
    }

    /// Forgets everything.
    func clear() {
        counts.update(repeating: 0, count: keys.count * actionCount)
        for slot in slots.indices { slots[slot] = -1 }
        keys.removeAll(keepingCapacity: true)
    }

    private func slot(of set: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: RunRandom.scrambled(set)) & mask
        while slots[slot] >= 0 && keys[Int(slots[slot])] != set { slot = (slot + 1) & mask }
        return slot
    }

    private func growCounts() {
        let wider = UnsafeMutablePointer<Int>.allocate(capacity: 2 * capacity * actionCount)
        wider.initialize(repeating: 0, count: 2 * capacity * actionCount)
        wider.update(from: counts, count: capacity * actionCount)
        counts.deallocate()
        (counts, capacity) = (wider, 2 * capacity)
    }

    private func growSlots() {
        slots = Array(repeating: -1, count: 2 * slots.count)
        for (position, set) in keys.enumerated() { slots[slot(of: set)] = Int32(position) }
    }
}
