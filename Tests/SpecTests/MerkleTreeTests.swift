import Testing

@testable import StorageSpecs

@Suite struct MerkleTreeTests {
    /// The inputs of the test vectors that Certificate Transparency's reference code uses.
    static let blocks: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57], Array(0x60...0x6f),
    ]

    @Test(arguments: [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ])
    func rootsAreThoseOfTheReference(count: Int, root: String) {
        let tree = MerkleTree(over: Array(Self.blocks.prefix(count)))
        #expect(tree.root.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == root)
    }

    @Test(arguments: 1...16) func proofsShowWhatIsThere(count: Int) {
        let blocks = (0..<count).map { [UInt8($0), 7] }
        let tree = MerkleTree(over: blocks)
        for index in 0..<count {
            let proof = tree.inclusionProof(of: index)
            func isAccepted(_ proof: [MerkleTree.Hash], _ block: [UInt8], at place: Int) -> Bool {
                MerkleTree.verify(proof, of: block, at: place, of: count, under: tree.root)
            }
            for place in 0..<count {
                #expect(isAccepted(proof, blocks[index], at: place) == (place == index))
            }
            #expect(!isAccepted(proof, [UInt8(index), 8], at: index))
            #expect(!isAccepted(proof + [tree.root], blocks[index], at: index))
            #expect(!isAccepted(proof, blocks[index], at: count))
            #expect(proof.isEmpty || !isAccepted(Array(proof.dropLast()), blocks[index], at: index))
        }
    }

    /// The two hashes below a node, taken for a block, do not pass for that node.
    @Test func aNodeIsNotABlock() {
        let tree = MerkleTree(over: Array(Self.blocks.prefix(4)))
        let (left, right) = (tree.hash(of: 0..<2), tree.hash(of: 2..<4))
        #expect(MerkleTree(over: [left + right]).root != tree.root)
        #expect(
            !MerkleTree.verify(
                [right], of: tree.hash(of: 0..<1) + tree.hash(of: 1..<2), at: 0, of: 2, under: tree.root))
    }

    @Test func theLeftHalfIsTheLargestPowerOfTwoBelow() {
        let sizes = (2...17).map { MerkleTree.left(of: 3..<3 + $0).count }
        #expect(sizes == [1, 2, 2, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8, 8, 16])
    }
}
