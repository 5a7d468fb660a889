public import QuorateLanguage

extension CommitCertificate {
    /// A next version of the directory, told from the others by whose the entry `home` is.
    public enum Directory: PackedEnum {
        case alices, bobs
        /// Nobody asked for it, and no correct replica takes it for valid.
        case eves

        /// The entries in the order of their names, `home` among them.
        var entries: [[UInt8]] {
            [
                "bin root 2f7a", "etc root 91c0", "home \(self) 55d2", "lib root 0b1e", "usr root c3a8",
            ].map { Array($0.utf8) }
        }

        /// The Merkle tree over the entries.
        public var tree: MerkleTree { MerkleTree(over: entries) }

        /// The position of `home` among the entries.
        static var home: Int { 2 }
    }

    /// Which entry is proved to stand under which root, found once with real hashes.
    ///
    /// A liar may show any entry with any of the proofs that there are. That two directories have different
    /// roots is a consequence: otherwise an entry would be proved under two roots.
    struct InclusionTable: Hashable, Sendable {
        private let proved: UInt16

        /// The table over all directories, worked out when it is first asked for.
        static let shared = InclusionTable()

        private init() {
            let directories = Directory.allCases
            let trees = directories.map(\.tree)
            let proofs = trees.flatMap { tree in (0..<tree.blockCount).map(tree.inclusionProof) }
            var bits: UInt16 = 0
            for entry in directories {
                for root in directories {
                    let (block, tree) = (entry.entries[Directory.home], trees[Int(root.packed)])
                    let isProved = proofs.contains { proof in
                        MerkleTree.verify(
                            proof, of: block, at: Directory.home, of: tree.blockCount, under: tree.root)
                    }
                    if isProved { bits |= 1 << Self.position(entry, root) }
                }
            }
            proved = bits
        }

        /// Whether the entry of `entry` has a proof under the root of `root`.
        @inline(__always)
        func contains(_ entry: Directory, under root: Directory) -> Bool {
            proved >> Self.position(entry, root) & 1 != 0
        }

        @inline(__always)
        private static func position(_ entry: Directory, _ root: Directory) -> UInt16 {
            UInt16(truncatingIfNeeded: entry.packed * 3 + root.packed)
        }
    }
}
