import QuorateLanguage

/// The way back in a store that forgets states: for each state the number of its parent, and 24 bits of its own fingerprint
/// below it. Nothing else knows this layout.
struct ParentLog: @unchecked Sendable {
    /// The parent of an initial state.
    static let noParent: UInt64 = (1 << 40) - 1
    private static let checkBits: UInt64 = 24
    private static let checkMask: UInt64 = (1 << checkBits) - 1
    /// Bytes for each state.
    static let entryBytes = 8

    private let region: Region
    private let entries: UnsafeMutablePointer<UInt64>
    private let hasher: StateHasher

    init(byteCount: Int, hasher: StateHasher, hugePages: Bool) throws {
        region = try Region.largest(upTo: byteCount, hugePages: hugePages)
        entries = region.words
        self.hasher = hasher
    }

    /// Room in the address space for every state with a number below `index`.
    func reaches(_ index: Int) -> Bool { index * Self.entryBytes <= region.byteCount }

    /// Notes where the state with number `index` came from.
    @inline(__always)
    func note(_ index: Int, parent: UInt64, fingerprint: UInt64) {
        entries[index] = parent &<< Self.checkBits | fingerprint & Self.checkMask
    }

    /// The checks of a state, of its parent, and so on to an initial state.
    func checks(from index: Int) -> [UInt64] {
        var checks: [UInt64] = []
        var index = UInt64(index)
        while index != Self.noParent {
            let entry = entries[Int(index)]
            checks.append(entry & Self.checkMask)
            index = entry >> Self.checkBits
        }
        return checks
    }

    /// Returns true if `state` may be the one whose check was noted.
    func passes(_ state: [UInt64], _ check: UInt64) -> Bool {
        StateHasher.fingerprint(hasher.hash(of: state)) & Self.checkMask == check
    }
}
