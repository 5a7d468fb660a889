/// SHA-256, by which a page's policy knows the page's own style and script and obeys no other.
///
/// FIPS 180-4, "Secure Hash Standard", section 6.2.
enum PageHash {
    /// The source expression of `text` in a content policy, as in `'sha256-...'`.
    static func source(_ text: String) -> String { "'sha256-\(base64(digest(Array(text.utf8))))'" }

    /// Fractions of the square and cube roots of the first primes, 32 bits of each.
    private static let primes = (2...311).filter { number in
        (2..<number).allSatisfy { number % $0 != 0 }
    }
    private static let start = primes.prefix(8).map { root($0, power: 2) }
    private static let constants = primes.map { root($0, power: 3) }

    /// The first 32 bits behind the point of a root, found bit by bit in whole numbers.
    private static func root(_ number: Int, power: Int) -> UInt32 {
        var root: UInt64 = 0
        for bit in (0..<36).reversed() {
            let trial = root | 1 << UInt64(bit)
            if isAtMost(trial, power, number) { root = trial }
        }
        return UInt32(truncatingIfNeeded: root)
    }

    /// The answer to whether `value` / 2^32, to the power, is at most `number`.
    private static func isAtMost(_ value: UInt64, _ power: Int, _ number: Int) -> Bool {
        let wide = (0..<power).reduce(UInt128(1)) { product, _ in product * UInt128(value) }
        return wide <= UInt128(number) << UInt128(32 * power)
    }

    static func digest(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        while padded.count % 64 != 56 { padded.append(0) }
        padded += bytes(UInt64(message.count * 8))
        var state = start
        for block in stride(from: 0, to: padded.count, by: 64) {
            mix(padded[block..<block + 64], into: &state)
        }
        return state.flatMap(bytes)
    }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { place in
            block[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for place in 16..<64 {
            let (early, late) = (words[place - 15], words[place - 2])
            let small = turn(early, 7) ^ turn(early, 18) ^ early >> 3
            let large = turn(late, 17) ^ turn(late, 19) ^ late >> 10
            words.append(words[place - 16] &+ small &+ words[place - 7] &+ large)
        }
        var mixed = state
        for (word, constant) in zip(words, constants) { round(&mixed, word &+ constant) }
        state = zip(state, mixed).map { $0 &+ $1 }
    }

    private static func round(_ state: inout [UInt32], _ input: UInt32) {
        let (a, e) = (state[0], state[4])
        let choice = e & state[5] ^ ~e & state[6]
        let majority = a & state[1] ^ a & state[2] ^ state[1] & state[2]
        let first = state[7] &+ (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) &+ choice &+ input
        let second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ majority
        state = [first &+ second, a, state[1], state[2], state[3] &+ first, e, state[5], state[6]]
    }

    private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        (0..<number.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 {
                text.append(place <= part.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
