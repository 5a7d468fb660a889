import QuorateFaults

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
/// Fault model: blocks rot on either device at any time, up to a number of times, and no one notices until
/// hashes are compared. What was stored of the hashes does not rot, and a block does not rot on both
/// devices before it is repaired: that is the assumption on which the repair stands.
struct Scrubbing: Spec {
    static let summary =
        "A scrubber finds a rotten block in ⌈log₂ n⌉ comparisons and repairs it from the mirror."
    static let source =
        "Merkle (1987); Schwarz et al., Disk Scrubbing in Large Archival Storage Systems (2004)"

    /// n, the number of blocks on each device.
    var blocks = 8
    /// Number of times that a block may rot.
    var decays = 2
    var mutant: Mutant?

    var parameters: [Parameter<Self>] {
        [Parameter("blocks", \.blocks, in: 1...8), Parameter("decays", \.decays, in: 1...4)]
    }
    var replicas: ReplicaSet { ReplicaSet(count: 2) }
    var assumptions: Assumptions? {
        let together =
            mutant == .rottenCopy
            ? "a block may rot on both devices" : "a block never rots on both devices before it is repaired"
        return Assumptions(
            replicas: replicas, faults: mutant == .rottenCopy ? 2 : 1, .corruption(.byChecksum),
            network: .absent, notes: ["the stored hashes do not rot", together])
    }

    /// ⌈log₂ n⌉.
    var comparisonBound: Int { Int.bitWidth - (blocks - 1).leadingZeroBitCount }

    /// One of the two mirrors.
    enum Device: FiniteValue {
        case original, copy
        var mirror: Device { self == .original ? .copy : .original }
    }

    /// Phase of the scrubber.
    enum Phase: FiniteValue {
        case idle, searching
        /// It has found a block that is not what was stored.
        case located
        /// The mirror's block is not what was stored either.
        case lost
    }

    /// Number of a block, or of blocks.
    typealias Count = BoundedInt<0, 8>

    struct State: SpecState {
        /// Rotten blocks of each device.
        var original = BlockSet()
        var copy = BlockSet()
        /// Number of times that a block has rotted.
        var decayed: Count = 0
        var phase = Phase.idle
        /// Device that is scrubbed, and the blocks between which the search has got to.
        var device = Device.original
        var start: Count = 0
        var end: Count = 0
        /// Number of pairs of hashes that have been compared since those of the root.
        var comparisons: Count = 0

        /// Rotten blocks of `device`.
        subscript(_ device: Device) -> BlockSet {
            get { device == .original ? original : copy }
            set { if device == .original { original = newValue } else { copy = newValue } }
        }

        /// Blocks that the search has got to.
        var range: Range<Int> {
            get { start.value..<end.value }
            set { (start, end) = (Count(newValue.lowerBound), Count(newValue.upperBound)) }
        }
    }

    var initialStates: [State] { [State()] }

    enum Action: SpecAction {
        case rot(Device, block: Int)
        /// The scrubber finds that the roots are the same.
        case pass(Device)
        /// The scrubber finds that the roots differ.
        case search(Device)
        case compare
        case repair
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for device in Device.values {
            for block in 0..<blocks {
                let canRot =
                    !s[device].contains(block) && (mutant == .rottenCopy || !s[device.mirror].contains(block))
                next.take(.rot(device, block: block), if: canRot && s.decayed < decays) {
                    $0[device].insert(block)
                    $0.decayed += 1
                }
            }
            next.take(.pass(device), if: s.phase == .idle && s[device].isEmpty)
            let isScrubbed = mutant != .unscrubbedCopy || device == .original
            next.take(.search(device), if: s.phase == .idle && !s[device].isEmpty && isScrubbed) {
                $0.device = device
                narrow(&$0, to: 0..<blocks)
            }
        }
        next.take(.compare, if: s.phase == .searching) {
            $0.comparisons += 1
            narrow(&$0, to: rangeAfterComparison(in: $0))
        }
        next.take(.repair, if: s.phase == .located) {
            let block = $0.start.value
            if $0[$0.device.mirror].contains(block) {
                $0.phase = .lost
            } else {
                $0[$0.device].remove(block)
                ($0.phase, $0.device, $0.comparisons) = (.idle, .original, 0)
                $0.range = 0..<0
            }
        }
    }

    private func narrow(_ s: inout State, to range: Range<Int>) {
        s.range = range
        s.phase = range.count == 1 ? .located : .searching
    }

    /// Range that a rotten block must be in, once the hashes of the left half have been compared.
    private func rangeAfterComparison(in s: State) -> Range<Int> {
        var (left, right) = (MerkleTree.left(of: s.range), MerkleTree.right(of: s.range))
        if mutant == .linearScan {
            left = s.range.lowerBound..<s.range.lowerBound + 1
            right = left.upperBound..<s.range.upperBound
        }
        return s[s.device].intersects(left) ? left : right
    }

    /// Decay, which nobody owes.
    var environmentActions: [String] { ["rot"] }

    /// Steps of the scrubber.
    var fairness: [Fairness<Self>] {
        [.weak("the scrubber goes on", actions: "pass", "search", "compare", "repair")]
    }

    var properties: [Property<State>] {
        let bound = comparisonBound
        return [
            .always("logarithmic search") { s in s.comparisons <= bound },
            .always("location", when: { s in s.phase == .located }) { s in
                s[s.device].contains(s.start.value)
            },
            .always("recoverability") { s in s.phase != .lost },
            .leadsTo(
                "repair of what can be repaired", from: { s in !s.original.isEmpty || !s.copy.isEmpty },
                to: { s in s.original.isEmpty && s.copy.isEmpty || s.phase == .lost }),
            .reachable("search that takes all comparisons") { s in
                s.phase == .located && s.comparisons == bound
            },
            .reachable("devices as good as new after decay") { s in
                s.decayed > 0 && s.original.isEmpty && s.copy.isEmpty
            },
        ]
    }
}

/// A set of blocks, numbered from 0 to 7.
struct BlockSet: Hashable, Sendable, BitwiseCopyable {
    private var bits: UInt8 = 0

    /// The empty set.
    init() {}

    var isEmpty: Bool { bits == 0 }

    func contains(_ block: Int) -> Bool { bits >> block & 1 != 0 }
    mutating func insert(_ block: Int) { bits |= 1 << block }
    mutating func remove(_ block: Int) { bits &= ~(1 << block) }

    /// Intersection with `range`: some block of it is in the set.
    func intersects(_ range: Range<Int>) -> Bool {
        UInt16(bits) >> range.lowerBound & (1 << range.count - 1) != 0
    }
}

extension BlockSet: SpecDescribable {
    /// The set of the blocks' numbers.
    func specValue(for replicas: ReplicaSet) -> SpecValue {
        .set((0..<8).filter(contains).map(SpecValue.integer))
    }
}
