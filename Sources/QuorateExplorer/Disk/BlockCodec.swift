import QuorateLanguage

/// The form of a block of sorted states in a file.
///
/// Three words come first: the number of states in the low half and that of the words behind the head in the high half;
/// the level or the run that the block is of; and a checksum of all the rest, the offset in the file and the search itself,
/// so that a block of another search, or one that was moved, is none. Then follow the states in bytes: the first one whole,
/// of any other the number of words that are those of the state before (where a state has several), and for each word after
/// these a bit for each byte that differs, and these bytes.
struct BlockCodec: Sendable {
    let wordCount: Int
    let blockStates: Int
    /// Number of the search, which no other has.
    let nonce: UInt64

    static let headWords = 3

    /// Words of the largest block, with room for what a state may take beyond its end.
    var mostWords: Int { Self.headWords + wordCount + blockStates * (2 + wordCount + wordCount / 8) + 2 }

    /// Writes the states from `states` on as a block at `place`, without its checksum.
    ///
    /// - Returns: the words of the block.
    func encode(
        _ states: UnsafePointer<UInt64>, _ count: Int, part: Int, to place: UnsafeMutablePointer<UInt64>
    ) -> Int {
        let body = place + Self.headWords
        body.update(from: states, count: wordCount)
        let start = UnsafeMutableRawPointer(body).assumingMemoryBound(to: UInt8.self)
        var end = start + wordCount * 8
        for position in 1..<max(1, count) {
            let state = states + position * wordCount
            append(state, after: state - wordCount, to: &end)
        }
        while (end - start) & 7 != 0 {
            end.pointee = 0
            end += 1
        }
        let words = (end - start) / 8
        place[0] = UInt64(count) | UInt64(words) << 32
        place[1] = UInt64(part)
        return Self.headWords + words
    }

    @inline(__always)
    private func append(
        _ state: UnsafePointer<UInt64>, after former: UnsafePointer<UInt64>,
        to end: inout UnsafeMutablePointer<UInt8>
    ) {
        var word = 0
        if wordCount > 1 {
            while word < wordCount, state[word] == former[word] { word &+= 1 }
            end.pointee = UInt8(truncatingIfNeeded: word)
            end += 1
        }
        while word < wordCount {
            var rest = state[word] ^ former[word]
            let mask = end
            end += 1
            var bits: UInt8 = 0
            while rest != 0 {
                let byte = UInt64(rest.trailingZeroBitCount) & ~7
                bits |= 1 &<< UInt8(truncatingIfNeeded: byte &>> 3)
                end.pointee = UInt8(truncatingIfNeeded: rest &>> byte)
                end += 1
                rest &= ~(0xff &<< byte)
            }
            mask.pointee = bits
            word &+= 1
        }
    }

    /// Puts the checksum into a block that goes to `offset`.
    func seal(_ place: UnsafeMutablePointer<UInt64>, words: Int, at offset: Int) {
        place[2] = checksum(place, words, offset)
    }

    private func checksum(_ place: UnsafePointer<UInt64>, _ words: Int, _ offset: Int) -> UInt64 {
        let head = [nonce, UInt64(offset), place[0], place[1], UInt64(words)]
        let body = StateHash.words(place + Self.headWords, words - Self.headWords)
        return StateHash.words(head + [body], head.count + 1)
    }

    /// The number of states of a block whose words are `words`, if it is what was written; nil otherwise.
    func stateCount(_ place: UnsafePointer<UInt64>, words: Int, part: Int, at offset: Int) -> Int? {
        let count = Int(place[0] & 0xffff_ffff)
        guard words > Self.headWords, words <= mostWords, Int(place[0] >> 32) == words - Self.headWords,
            place[1] == UInt64(part), count >= 1, count <= blockStates,
            place[2] == checksum(place, words, offset)
        else { return nil }
        return count
    }

    /// Reads the states of a block that has its checksum.
    ///
    /// - Returns: false where the states are not those of a block all the same.
    func decode(
        _ place: UnsafePointer<UInt64>, words: Int, _ count: Int, to states: UnsafeMutablePointer<UInt64>
    ) -> Bool {
        let body = place + Self.headWords
        guard words - Self.headWords >= wordCount else { return false }
        states.update(from: body, count: wordCount)
        var next = UnsafeRawPointer(body + wordCount).assumingMemoryBound(to: UInt8.self)
        let end = UnsafeRawPointer(place + words).assumingMemoryBound(to: UInt8.self)
        for position in 1..<max(1, count) {
            let state = states + position &* wordCount
            var word = 0
            state.update(from: state - wordCount, count: wordCount)
            if wordCount > 1 {
                word = Int(next.pointee)
                next += 1
            }
            while word < wordCount {
                var bits = next.pointee
                next += 1
                var difference: UInt64 = 0
                while bits != 0 {
                    difference |= UInt64(next.pointee) &<< UInt64(bits.trailingZeroBitCount &* 8)
                    next += 1
                    bits &= bits &- 1
                }
                state[word] ^= difference
                word &+= 1
            }
            if next > end { return false }
        }
        return true
    }
}
