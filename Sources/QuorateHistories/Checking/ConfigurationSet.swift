/// Set of the states of a search: for each process the number of its operations that took effect, and the number of the
/// object's content. Exact: whole keys are compared.
///
/// Whoever has used fewer of the operations that need not take effect, and is otherwise in the same state, can do whatever
/// the other can. So such a state is in the set already if one with fewer is.
struct ConfigurationSet {
    /// For each process the number of operations that must take effect, and of those behind them that need not.
    private let owed: [Int]
    private let spare: [Int]
    /// The processes that have such operations.
    private let owing: [Int]
    private let sparing: [Int]

    private var keys: [UInt32] = []
    /// For each key the last of its states, and for each state the one before: 0 for none, otherwise one more.
    private var lastStates: [UInt32] = []
    private var previous: [UInt32] = []
    private var used: [UInt32] = []
    /// 0 for a free place, otherwise one more than the number of the key.
    private var slots = [UInt32](repeating: 0, count: 64)

    /// Number of states.
    var count: Int { previous.count }

    init(owed: [Int], spare: [Int]) {
        self.owed = owed
        self.spare = spare
        owing = owed.indices.filter { owed[$0] > 0 }
        sparing = spare.indices.filter { spare[$0] > 0 }
    }

    /// Adds a state, and returns false if it was there, or one from which as much can be done.
    mutating func insert(_ cursors: [UInt32], _ content: UInt32) -> Bool {
        let key = key(of: cursors, content)
        let uses = spareUses(of: cursors)
        var state = lastStates[key]
        while state != 0 {
            if isEnough(Int(state - 1), for: uses) { return false }
            state = previous[Int(state - 1)]
        }
        previous.append(lastStates[key])
        used.append(contentsOf: uses)
        lastStates[key] = UInt32(previous.count)
        return true
    }

    /// Number of used operations of each process that need not take effect.
    private func spareUses(of cursors: [UInt32]) -> [UInt32] {
        sparing.map { UInt32(max(0, Int(cursors[$0]) - owed[$0])) }
    }

    /// True of a state from which as much can be done as after `uses`: it has used as many of each process, or fewer where
    /// the process has no more.
    private func isEnough(_ state: Int, for uses: [UInt32]) -> Bool {
        let start = state * sparing.count
        for index in uses.indices where used[start + index] != uses[index] {
            if used[start + index] > uses[index] || uses[index] < spare[sparing[index]] { return false }
        }
        return true
    }

    /// The number of a key, which is added if it is new.
    private mutating func key(of cursors: [UInt32], _ content: UInt32) -> Int {
        if lastStates.count * 2 >= slots.count { grow() }
        let start = keys.count
        for lane in owing { keys.append(min(cursors[lane], UInt32(owed[lane]))) }
        keys.append(content)
        let width = owing.count + 1
        var slot = hash(at: start) & (slots.count - 1)
        while slots[slot] != 0 {
            let other = Int(slots[slot] - 1)
            if keys[start...].elementsEqual(keys[other * width..<(other + 1) * width]) {
                keys.removeLast(width)
                return other
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        lastStates.append(0)
        slots[slot] = UInt32(lastStates.count)
        return lastStates.count - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 4)
        for number in lastStates.indices {
            var slot = hash(at: number * (owing.count + 1)) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    private func hash(at start: Int) -> Int {
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        for index in start...start + owing.count {
            hash = (hash ^ UInt64(keys[index])) &* 0xbf58_476d_1ce4_e5b9
            hash ^= hash >> 29
        }
        return Int(truncatingIfNeeded: hash >> 1)
    }
}
