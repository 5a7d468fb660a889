/// Steps out of one state that change it, each with its action, the replica that acts, and the words of the state behind
/// it; of one thread.
public final class WalkSteps {
    /// Words of a state.
    package let wordCount: Int
    /// The number of actions, without their arguments.
    @usableFromInline let actionCount: Int
    /// The number that stands for no replica.
    @usableFromInline package static var noReplica: UInt8 { 255 }
    /// For each action how often it was enabled, with whatever arguments, since the steps were made.
    package let offered: UnsafeMutablePointer<Int>
    // Behind a pointer, since a field of a class is guarded against two accesses at once, in each of millions of steps.
    private let found: UnsafeMutablePointer<Found>

    private struct Found {
        /// For each step its label, and the words of the state behind it.
        var records: UnsafeMutablePointer<UInt64>
        var count = 0
        var capacity = 64
        /// Enabled steps, those that change nothing included.
        var enabled = 0
    }

    /// Action and replica of a step.
    package struct Label {
        package let bits: UInt64
        /// The position of the action among the names.
        package var action: Int { Int(truncatingIfNeeded: bits >> 8) }
        /// The number of the replica that acts, or 255.
        package var replica: UInt8 { UInt8(truncatingIfNeeded: bits) }
    }

    @usableFromInline
    init(wordCount: Int, actionCount: Int) {
        self.wordCount = wordCount
        self.actionCount = actionCount
        offered = SuccessorSink.newCounters(actionCount)
        found = .allocate(capacity: 1)
        found.initialize(to: Found(records: .allocate(capacity: 64 * (wordCount + 1))))
    }

    deinit {
        offered.deallocate()
        found.pointee.records.deallocate()
        found.deallocate()
    }

    /// Number of the steps that change the state.
    package var count: Int { found.pointee.count }
    /// Number of the enabled steps, those that change nothing included.
    package var enabledCount: Int { found.pointee.enabled }

    /// A step: its label, and the words of the state behind it, until the next expansion.
    package subscript(_ position: Int) -> (label: Label, words: UnsafePointer<UInt64>) {
        let record = found.pointee.records + position &* (wordCount &+ 1)
        return (Label(bits: record[0]), UnsafePointer(record + 1))
    }

    @usableFromInline
    func clear() { (found.pointee.count, found.pointee.enabled) = (0, 0) }

    /// Adds a step, and returns the place for the bytes of the state behind it, the last word of which is 0.
    @usableFromInline
    func add(_ action: Int, _ replica: UInt8) -> UnsafeMutableRawPointer {
        let place = found
        if place.pointee.count == place.pointee.capacity { grow() }
        let record = place.pointee.records + place.pointee.count &* (wordCount &+ 1)
        record[0] = UInt64(truncatingIfNeeded: action) << 8 | UInt64(replica)
        record[wordCount] = 0
        place.pointee.count &+= 1
        offered[action] &+= 1
        return UnsafeMutableRawPointer(record + 1)
    }

    private func grow() {
        let (records, words) = (found.pointee.records, found.pointee.count * (wordCount + 1))
        found.pointee.capacity *= 2
        found.pointee.records = .allocate(capacity: 2 * words)
        found.pointee.records.update(from: records, count: words)
        records.deallocate()
    }

    /// Drops the steps that lead back to the state that they leave; they count as enabled all the same.
    @usableFromInline
    func dropUnchanging(_ state: UnsafeRawPointer) {
        let size = wordCount &+ 1
        let words = state.assumingMemoryBound(to: UInt64.self)
        let place = found
        let count = place.pointee.count
        place.pointee.enabled = count
        var kept = 0
        for position in 0..<count {
            let record = place.pointee.records + position &* size
            var word = 0
            while word < wordCount && record[word &+ 1] == words[word] { word &+= 1 }
            if word == wordCount { continue }
            if kept != position { (place.pointee.records + kept &* size).update(from: record, count: size) }
            kept &+= 1
        }
        place.pointee.count = kept
    }
}
