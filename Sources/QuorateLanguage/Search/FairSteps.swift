/// Steps out of a state, each with the obligations that it discharges; of one thread.
public final class FairSteps {
    /// Words of a state.
    package let wordCount: Int
    // Behind a pointer, since a field of a class is guarded against two accesses at once, in each of millions of steps.
    private let found: UnsafeMutablePointer<Found>

    private struct Found {
        /// For each step the obligations that it discharges, and the words of the state behind it.
        var records: UnsafeMutablePointer<UInt64>
        var count = 0
        var capacity: Int
        var owed: UInt64 = 0
        var misplaced: (action: Int, obligations: UInt64)?
        var dischargeable: UInt64 = 0
        var owedUnaided: UInt64 = 0
    }

    @usableFromInline
    init(wordCount: Int) {
        self.wordCount = wordCount
        found = .allocate(capacity: 1)
        found.initialize(
            to: Found(records: .allocate(capacity: 64 * (wordCount + 1)), capacity: 64))
    }

    deinit {
        found.pointee.records.deallocate()
        found.deallocate()
    }

    /// Number of the steps.
    package var count: Int { found.pointee.count }
    /// Obligations owed in the state, a bit for each.
    @usableFromInline package var owed: UInt64 { found.pointee.owed }
    /// The first step of the environment that an obligation holds, or nil.
    package var misplaced: (action: Int, obligations: UInt64)? { found.pointee.misplaced }

    /// A step: the obligations that it discharges, a bit for each, and the words of the state behind it, until the next
    /// expansion.
    package subscript(_ position: Int) -> (discharged: UInt64, words: UnsafePointer<UInt64>) {
        let record = found.pointee.records + position &* (wordCount &+ 1)
        return (record[0], UnsafePointer(record + 1))
    }

    /// Forgets everything but a misplaced obligation.
    @usableFromInline
    func clear() {
        found.pointee.count = 0
        (found.pointee.owed, found.pointee.dischargeable, found.pointee.owedUnaided) = (0, 0, 0)
    }

    /// Notes obligations that hold an action of the environment.
    @usableFromInline
    func noteMisplaced(_ mask: UInt64, action: Int) {
        if found.pointee.misplaced == nil { found.pointee.misplaced = (action, mask) }
    }

    /// Adds a step that discharges these obligations, and returns the place for the words of the state behind it.
    @usableFromInline
    func add(_ mask: UInt64) -> UnsafeMutableRawPointer {
        if found.pointee.count == found.pointee.capacity { grow() }
        let record = found.pointee.records + found.pointee.count &* (wordCount &+ 1)
        record[0] = mask
        record[wordCount] = 0
        found.pointee.count &+= 1
        found.pointee.dischargeable |= mask
        return UnsafeMutableRawPointer(record + 1)
    }

    private func grow() {
        let (records, capacity) = (found.pointee.records, found.pointee.capacity)
        let wider = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * capacity * (wordCount + 1))
        wider.update(from: records, count: capacity * (wordCount + 1))
        records.deallocate()
        (found.pointee.records, found.pointee.capacity) = (wider, 2 * capacity)
    }

    @usableFromInline
    func owe(_ mask: UInt64) { found.pointee.owedUnaided |= mask }

    /// Ends the state: what can be discharged there is owed, with the help of faulty replicas or, where they are asked
    /// apart, only if it can be discharged without.
    @usableFromInline
    func endState(isUnaided: Bool) {
        let (own, all) = (found.pointee.dischargeable, found.pointee.owedUnaided)
        found.pointee.owed = isUnaided ? own : own & all
    }
}
