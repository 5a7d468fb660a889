import QuorateLanguage
import QuorateQuorums
import Testing

@testable import StorageSpecs

/// The search for a rotten block, on the spec and on trees with real hashes.
@Suite struct ScrubbingTests {
    /// The spec compares sets where a scrubber compares hashes: for every set of rotten blocks it is the
    /// same.
    @Test(arguments: 1...8) func hashesDifferWhereABlockIsRotten(count: Int) {
        let stored = MerkleTree(over: Self.blocks(count))
        for mask in 0..<1 << count {
            let rotten = (0..<count).filter { mask >> $0 & 1 == 1 }
            let found = MerkleTree(over: Self.blocks(count, rotten: rotten))
            var set = BlockSet()
            rotten.forEach { set.insert($0) }
            for range in Self.nodes(0..<count) {
                #expect((stored.hash(of: range) != found.hash(of: range)) == set.intersects(range))
            }
        }
    }

    /// On real trees of up to 40 blocks: at most ⌈log₂ n⌉ comparisons, taken by some block, and by all of
    /// 2^k.
    @Test(arguments: 1...40) func realTreesAreSearchedInLogarithmicTime(count: Int) {
        let stored = MerkleTree(over: Self.blocks(count))
        let bound = (0...6).first { 1 << $0 >= count }!
        let needed = (0..<count).map { block in
            let found = MerkleTree(over: Self.blocks(count, rotten: [block]))
            let (place, comparisons) = Self.search(found, for: stored)
            #expect(place == block)
            return comparisons
        }
        #expect(needed.max() == bound)
        if count & (count - 1) == 0 { #expect(needed.min() == bound) }
        if count <= 8 { #expect(Scrubbing(blocks: count).comparisonBound == bound) }
    }

    /// The spec finds each block in exactly as many comparisons as the search on real trees.
    @Test(arguments: 1...8) func theSpecSearchesLikeRealTrees(count: Int) throws {
        let spec = Scrubbing(blocks: count)
        let stored = MerkleTree(over: Self.blocks(count))
        for block in 0..<count {
            var state = try Self.step(spec, spec.initialStates[0], .rot(.original, block: block))
            state = try Self.step(spec, state, .search(.original))
            while state.phase == .searching { state = try Self.step(spec, state, .compare) }
            let real = Self.search(MerkleTree(over: Self.blocks(count, rotten: [block])), for: stored)
            #expect(state.phase == .located)
            #expect((state.start.value, state.comparisons.value) == (real.block, real.comparisons))
            state = try Self.step(spec, state, .repair)
            #expect(state.original.isEmpty && state.phase == .idle)
        }
    }

    private static func step(
        _ spec: Scrubbing, _ state: Scrubbing.State, _ action: Scrubbing.Action
    ) throws -> Scrubbing.State {
        try #require(spec.takes(in: state).first { $0.action == action }?.successor)
    }

    private static func blocks(_ count: Int, rotten: [Int] = []) -> [[UInt8]] {
        (0..<count).map { [UInt8($0), rotten.contains($0) ? 1 : 0] }
    }

    /// The whole tree, its halves, and so on.
    private static func nodes(_ range: Range<Int>) -> [Range<Int>] {
        range.count < 2
            ? [range] : [range] + nodes(MerkleTree.left(of: range)) + nodes(MerkleTree.right(of: range))
    }

    /// Where `found` differs from `stored`, and how many pairs of hashes below the root that took.
    private static func search(
        _ found: MerkleTree, for stored: MerkleTree
    ) -> (block: Int, comparisons: Int) {
        var (range, comparisons) = (0..<stored.blockCount, 0)
        while range.count > 1 {
            let left = MerkleTree.left(of: range)
            comparisons += 1
            range = found.hash(of: left) != stored.hash(of: left) ? left : MerkleTree.right(of: range)
        }
        return (range.lowerBound, comparisons)
    }
}
