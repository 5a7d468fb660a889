import SeededRandom
import Testing

@testable import QuorateProver

/// A file out of nowhere ends in an automaton or in an error, soon, whatever is in it.
@Suite struct HostileFileTests {
    private static func isRead(_ text: String) -> Bool {
        (try? ThresholdAutomaton(reading: text, file: "hostile.ta")) != nil
    }

    @Test func changedFilesEndWell() {
        var random = SplitMix(seed: Seed.announced(1))
        let bytes = Array(SmallFile.text.utf8)
        var readable = 0
        for _ in 0..<2000 {
            var changed = bytes
            for _ in 0..<random.number(1..<4) { Self.change(&changed, &random) }
            if Self.isRead(String(decoding: changed, as: UTF8.self)) { readable += 1 }
        }
        // Comments, counts in parentheses and numbers may change.
        #expect((1..<1500).contains(readable))
    }

    private static func change(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        let signs = Array("(){}[]<>;:,'=!&|+-*09 azTN\n\u{0}é".utf8)
        let place = random.number(0..<max(1, bytes.count))
        guard place < bytes.count else { return }
        let length = min(random.number(1..<30), bytes.count - place)
        switch random.number(0..<6) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = random.pick(signs)
        case 2: bytes.insert(random.pick(signs), at: place)
        case 3: bytes.removeSubrange(place..<place + length)
        case 4: bytes.insert(contentsOf: bytes[place..<place + length], at: random.number(0..<bytes.count))
        default: bytes.removeLast(length)
        }
    }

    @Test func randomBytesEndWell() {
        var random = SplitMix(seed: Seed.announced(2))
        for _ in 0..<300 {
            let bytes = (0..<random.number(0..<200)).map { _ in UInt8(random.number(0..<256)) }
            #expect(!Self.isRead(String(decoding: bytes, as: UTF8.self)))
            #expect(!Self.isRead("skel P { assumptions { " + String(decoding: bytes, as: UTF8.self)))
        }
    }

    @Test func everyBeginningIsAnError() {
        let text = SmallFile.text
        for length in stride(from: 0, to: text.utf8.count - 20, by: 7) {
            #expect(!Self.isRead(String(text.prefix(length))))
        }
    }

    /// Each of these took a parser somewhere down: the stack, the memory, or a time that grows with the square.
    @Test(arguments: [
        "parentheses", "negations", "boxes", "implications", "conjunctions", "sums", "minuses", "names",
        "long name",
        "digits", "products", "alternatives", "defines",
    ])
    func muchOfTheSameEndsWell(_ kind: String) {
        let text = Self.much(kind)
        let duration = ContinuousClock().measure { _ = Self.isRead(text) }
        #expect(duration < .seconds(100), "\(kind): \(text.utf8.count) bytes")
    }

    private static func much(_ kind: String) -> String {
        let count = 20_000
        func times(_ part: String) -> String { String(repeating: part, count: count) }
        func file(_ assumption: String, defines: String = "") -> String {
            "skel P { shared c; parameters N; \(defines) assumptions { \(assumption); } locations { A: [0]; B: [1]; } "
                + "inits { A == N; B == 0; c == 0; } rules { } specifications { } }"
        }
        switch kind {
        case "parentheses": return file(times("(") + "N > 1" + times(")"))
        case "negations": return file(times("!") + "(N > 1)")
        case "boxes": return file("true; } specifications { p: " + times("[]<>") + "(A == 0)")
        case "implications": return file(times("N > 1 -> ") + "N > 2")
        case "conjunctions": return file(times("N > 1 && ") + "N > 2")
        case "sums": return file(times("N + ") + "N > 2")
        case "minuses": return file(times("- ") + "N < 2")
        case "names":
            return "skel P { parameters " + (0..<count).map { "N\($0)" }.joined(separator: ", ") + ";"
        case "long name": return file(times("Name") + " > 2")
        case "digits": return file("N > " + times("9"))
        case "products": return file("N > " + times("2 * ") + "2")
        case "alternatives":
            return file(
                "true; } rules { 0: A -> B when (" + times("(c > 1 || c > 2) && ")
                    + "true) do { unchanged(c); }")
        default:
            let lines = (1..<300).map { "define D\($0) == D\($0 - 1) + D\($0 - 1);" }
            return file("N > D299", defines: "define D0 == N;" + lines.joined())
        }
    }

    @Test func deepestNestingFitsOnASmallStack() throws {
        let deepest = (ExpressionValue.nestingLimit - 1)
        #expect(try onSmallStack { Self.isRead(Self.negated(deepest)) })
        #expect(try onSmallStack { !Self.isRead(Self.negated(deepest + 1)) })
        let many = String(repeating: "(c > 1 || ", count: 88) + "c > 2" + String(repeating: ")", count: 88)
        let text =
            "skel P { shared c; parameters N; locations { A: [0]; B: [0]; } rules { 0: A -> B when (\(many)) "
            + "do { unchanged(c); }; } }"
        #expect(try onSmallStack { Self.isRead(text) })
    }

    /// A condition in that many parentheses, each with a negation in it.
    private static func negated(_ levels: Int) -> String {
        let condition =
            String(repeating: "(!", count: levels) + "(N > 1)" + String(repeating: ")", count: levels)
        return "skel P { parameters N; assumptions { \(condition); } locations { A: [0]; } }"
    }
}
