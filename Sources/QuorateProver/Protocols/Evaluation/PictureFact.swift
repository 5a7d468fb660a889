/// Fact of a picture, as it was said.
struct PictureFact {
    /// Position of the relation in the list of those of which pictures speak.
    let relation: Int
    let members: [Int]

    /// The first fact of `words`, which is taken away, or nil where there is none left.
    ///
    /// A word has the relation times 2^32 and a byte for each member, one more than its number; where 2^63 is added, the
    /// low half is the number of members, which are the words behind it.
    init?(next words: inout ArraySlice<UInt64>) {
        guard let word = words.popFirst() else { return nil }
        relation = Int(word >> 32 & 0x7fff_ffff)
        if word >> 63 == 1 {
            let count = min(Int(word & 0xffff_ffff), words.count)
            members = words.prefix(count).map { Int(truncatingIfNeeded: $0) }
            words.removeFirst(count)
        } else {
            // No byte above the last member's is 0 by chance: a member adds at least one.
            members = (0..<4).map { Int(word >> UInt64(8 * $0) & 0xff) - 1 }.filter { $0 >= 0 }
        }
    }
}
