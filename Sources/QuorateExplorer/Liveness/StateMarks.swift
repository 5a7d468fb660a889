/// A byte for each state: the regions of liveness properties that it is in, and how far a walk through one of them has
/// come there.
///
/// Several threads may write at once, each for states of its own.
final class StateMarks: @unchecked Sendable {
    /// Most regions.
    static let regionLimit = 6
    /// Bits of the regions, the same for all states.
    static let regions: UInt8 = 1 << 6 - 1

    /// Progress of a walk at a state.
    enum Visit: UInt8 {
        case none
        /// On the way from the root to where the walk is.
        case open
        /// Left, and runs through the state may go on in the region for ever.
        case kept
        /// Left, and every way from the state leads out of the region.
        case trimmed
    }

    let stateCount: Int
    private let region: Region
    private let marks: UnsafeMutablePointer<UInt8>

    /// States in no region, not visited.
    ///
    /// - Throws: ``ExplorerError`` without the address space.
    init(stateCount: Int) throws {
        self.stateCount = stateCount
        region = try Region.largest(upTo: stateCount, least: stateCount, hugePages: false)
        marks = region.start.assumingMemoryBound(to: UInt8.self)
    }

    var bytes: Int { stateCount }

    /// Regions of a state, a bit for each.
    subscript(_ state: Int) -> UInt8 {
        @inline(__always) get { marks[state] & Self.regions }
        @inline(__always) set { marks[state] = marks[state] & ~Self.regions | newValue }
    }

    @inline(__always)
    func visit(_ state: Int) -> Visit { Visit(rawValue: marks[state] >> 6)! }

    @inline(__always)
    func setVisit(_ visit: Visit, of state: Int) {
        marks[state] = marks[state] & Self.regions | visit.rawValue << 6
    }

    /// Takes all states out of a region but those that a walk has kept, and forgets the walk.
    func endWalk(through region: UInt8) {
        for state in 0..<stateCount where marks[state] != 0 {
            let left = visit(state) == .kept ? ~0 : ~region
            marks[state] = marks[state] & Self.regions & left
        }
    }
}
