import QuorateCrypto

/// A Merkle tree over a sequence of blocks, with SHA-256.
///
/// Laurie, Langley and Kasper, "Certificate Transparency", RFC 6962 (2013), section 2.1: the left half of a
/// node is the largest power of two below its number of blocks, and leaves and nodes are hashed with
/// different prefixes, so that neither passes for the other.
struct MerkleTree: Hashable, Sendable {
    /// The 32 bytes of a hash.
    typealias Hash = [UInt8]

    /// The hash of each block.
    private let leaves: [Hash]

    /// The tree over `blocks`.
    init(over blocks: [[UInt8]]) { leaves = blocks.map(Self.leafHash) }

    /// The number of blocks.
    var blockCount: Int { leaves.count }

    /// The hash that stands for all blocks.
    var root: Hash { hash(of: 0..<leaves.count) }

    /// The hash of the node over the blocks in `range`: the whole tree, or a half of another node.
    func hash(of range: Range<Int>) -> Hash {
        switch range.count {
        case 0: Self.sha256([])
        case 1: leaves[range.lowerBound]
        default: Self.nodeHash(hash(of: Self.left(of: range)), hash(of: Self.right(of: range)))
        }
    }

    /// The hashes beside the way from the block number `index` up to the root, the lowest first.
    func inclusionProof(of index: Int) -> [Hash] {
        var proof: [Hash] = []
        var range = 0..<leaves.count
        while range.count > 1 {
            let (left, right) = (Self.left(of: range), Self.right(of: range))
            proof.insert(hash(of: left.contains(index) ? right : left), at: 0)
            range = left.contains(index) ? left : right
        }
        return proof
    }

    /// Check that `proof` shows that `block` is the block number `index` of `count` under `root`.
    static func verify(
        _ proof: [Hash], of block: [UInt8], at index: Int, of count: Int, under root: Hash
    ) -> Bool {
        guard (0..<count).contains(index) else { return false }
        var turns: [Bool] = []
        var range = 0..<count
        while range.count > 1 {
            let goesLeft = left(of: range).contains(index)
            turns.append(goesLeft)
            range = goesLeft ? left(of: range) : right(of: range)
        }
        guard turns.count == proof.count else { return false }
        let found = zip(turns.reversed(), proof).reduce(leafHash(block)) { below, step in
            step.0 ? nodeHash(below, step.1) : nodeHash(step.1, below)
        }
        return found == root
    }

    /// The blocks under the left half of the node over `range`, which has at least two.
    static func left(of range: Range<Int>) -> Range<Int> {
        let size = 1 << (Int.bitWidth - 1 - (range.count - 1).leadingZeroBitCount)
        return range.lowerBound..<range.lowerBound + size
    }

    /// The blocks under the right half.
    static func right(of range: Range<Int>) -> Range<Int> {
        left(of: range).upperBound..<range.upperBound
    }

    private static func leafHash(_ block: [UInt8]) -> Hash { sha256([0] + block) }
    private static func nodeHash(_ left: Hash, _ right: Hash) -> Hash { sha256([1] + left + right) }
    private static func sha256(_ bytes: [UInt8]) -> Hash { SHA256.digest(of: bytes) }
}
