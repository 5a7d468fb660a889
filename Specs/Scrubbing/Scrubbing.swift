import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

/// Two devices mirror the same blocks; a scrubber finds rotten blocks by Merkle hashes and repairs them from
/// the mirror.
///
/// Merkle, "A Digital Signature Based on a Conventional Encryption Function" (1987), for the tree; Schwarz,
/// Xin, Miller, Long, Hospodor and Ng, "Disk Scrubbing in Large Archival Storage Systems" (2004), for what it
/// is good for. The scrubber compares the root that was stored with the one that it computes from the device;
/// if they differ it compares the left half's, goes there if they differ and to the right half otherwise, and
/// so finds a rotten block in at most ⌈log₂ n⌉ comparisons after that of the root, n not always being a power
/// of two. Differences from the papers: the scrubber goes back to the root after each repair, and reading the
/// device to compute the hashes costs nothing.
///
/// The tree has the shape of ``MerkleTree``. Two hashes of a node differ exactly where a block below it is
/// rotten, which a test confirms with real hashes for every set of rotten blocks.
///
/// Fault model: blocks rot on either device at any time, up to a number of times, and nobody notices until
/// somebody compares hashes. What was stored of the hashes does not rot, and a block does not rot on both
/// devices before it is repaired: that is the assumption on which the repair stands.
public struct Scrubbing: Spec {
    public static let summary =
        "A scrubber finds a rotten block in ⌈log₂ n⌉ comparisons and repairs it from the mirror."
    public static let source =
        "Merkle (1987); Schwarz et al., Disk Scrubbing in Large Archival Storage Systems (2004)"

    /// One of the two mirrors.
    public enum Device: PackedEnum {
        case original, copy
        var mirror: Device { self == .original ? .copy : .original }
    }

    /// What the scrubber is at.
    public enum Phase: PackedEnum {
        case idle, searching
        /// It has found a block that is not what was stored.
        case located
        /// The mirror's block is not what was stored either.
        case lost
    }

    /// The number of a block, or how many there are.
    public typealias Count = BoundedInt<0, 8>

    /// n, the number of blocks on each device.
    public var blocks: Int
    /// How often a block may rot.
    public var decays: Int
    public var mutant: Mutant?

    /// `blocks` blocks (1 to 8) on each of two devices, of which `decays` rot (0 to 4).
    public init(blocks: Int = 8, decays: Int = 2, mutant: Mutant? = nil) {
        self.blocks = blocks
        self.decays = decays
        self.mutant = mutant
    }

    public var parameters: [Parameter<Self>] {
        [Parameter("blocks", \.blocks, in: 1...8), Parameter("decays", \.decays, in: 1...4)]
    }
    public var replicas: ReplicaSet { ReplicaSet(count: 2) }

    /// ⌈log₂ n⌉.
    public var comparisonBound: Int { Int.bitWidth - (blocks - 1).leadingZeroBitCount }

    public struct State: SpecState {
        /// The rotten blocks of each device.
        var original = BlockSet()
        var copy = BlockSet()
        /// How often a block has rotted.
        var decayed: Count = 0
        var phase = Phase.idle
        /// What is scrubbed, and between which blocks the search has got to.
        var device = Device.original
        var start: Count = 0
        var end: Count = 0
        /// How many pairs of hashes have been compared since those of the root.
        var comparisons: Count = 0

        /// The rotten blocks of `device`.
        subscript(_ device: Device) -> BlockSet {
            get { device == .original ? original : copy }
            set { if device == .original { original = newValue } else { copy = newValue } }
        }

        /// The blocks that the search has got to.
        var range: Range<Int> {
            get { start.value..<end.value }
            set { (start, end) = (Count(newValue.lowerBound), Count(newValue.upperBound)) }
        }
    }

    public var initialStates: [State] { [State()] }

    public var assumptions: Assumptions? {
        let together =
            mutant == .rottenCopy
            ? "a block may rot on both devices" : "a block never rots on both devices before it is repaired"
        return Assumptions(
            replicas: replicas, faults: mutant == .rottenCopy ? 2 : 1, .corruption(.byChecksum),
            network: .absent, notes: ["the stored hashes do not rot", together])
    }
}
