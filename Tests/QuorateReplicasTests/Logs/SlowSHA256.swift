import Foundation

/// SHA-256 as FIPS 180-4 (2015), section 6.2 describes it, without a library: the twin's own checksums.
enum SlowSHA256 {
    static func hash(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        while padded.count % 64 != 56 { padded.append(0) }
        padded += withUnsafeBytes(of: UInt64(message.count * 8).bigEndian) { Array($0) }
        var state = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
        for start in stride(from: 0, to: padded.count, by: 64) {
            state = zip(state, compressed(state, schedule(padded[start..<start + 64]))).map { $0 &+ $1 }
        }
        return state.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    }

    private static let primes = (2..<312).filter { number in (2..<number).allSatisfy { number % $0 != 0 } }
    private static let constants = primes.map { fraction(cbrt(Double($0))) }

    /// The first 32 bits behind the point.
    private static func fraction(_ number: Double) -> UInt32 {
        UInt32((number - number.rounded(.down)) * 4_294_967_296)
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }

    private static func schedule(_ block: ArraySlice<UInt8>) -> [UInt32] {
        var words = (0..<16).map { index in
            block.dropFirst(4 * index).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for t in 16..<64 {
            let (x, y) = (words[t - 15], words[t - 2])
            let sigma0 = rotate(x, 7) ^ rotate(x, 18) ^ x >> 3
            let sigma1 = rotate(y, 17) ^ rotate(y, 19) ^ y >> 10
            words.append(sigma1 &+ words[t - 7] &+ sigma0 &+ words[t - 16])
        }
        return words
    }

    private static func compressed(_ state: [UInt32], _ words: [UInt32]) -> [UInt32] {
        var s = state
        for (word, constant) in zip(words, constants) {
            let sum1 = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)
            let choice = s[4] & s[5] ^ ~s[4] & s[6]
            let first = s[7] &+ sum1 &+ choice &+ constant &+ word
            let sum0 = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)
            let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
            s = [first &+ sum0 &+ majority, s[0], s[1], s[2], s[3] &+ first, s[4], s[5], s[6]]
        }
        return s
    }
}
