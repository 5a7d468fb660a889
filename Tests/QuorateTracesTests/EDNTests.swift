import Foundation
import QuorateTraces
import SeededRandom
import Testing

/// The extensible data notation, as far as histories have it.
@Suite struct EDNTests {
    private static func texts(_ text: String) throws -> [String] {
        try JSONValue.ednSequence(in: Data(text.utf8)).map(\.value.canonicalText)
    }

    /// Text with the values that it holds, or nil where it is malformed.
    private static let cases: [(String, [String]?)] = [
        ("nil true false", ["null", "true", "false"]), ("1 -2 +3 0 4N", ["1", "-2", "3", "0", "4"]),
        ("5.50M 1e9 -0.5E-3 2/3", ["5.50", "1e9", "-0.5E-3", "2/3"]), ("01", nil), ("1x", nil), ("--1", nil),
        ("- + a/b .c", ["\"-\"", "\"+\"", "\"a/b\"", "\".c\""]), (":a :b/c", [":a", ":b/c"]),
        ("\"a\\n\\u00e9\\\"\"", ["\"a\\né\\\"\""]),
        ("\\a \\newline \\é \\(", ["\"a\"", "\"\\n\"", "\"é\"", "\"(\""]),
        ("\"", nil), ("\"\\ud800\"", nil), ("#{3 1 2}", ["#{1 2 3}"]),
        ("{:b 1, \"a\" (2)}", ["{\"a\" [2], \"b\" 1}"]), ("{1}", nil), ("{1 2 1 3}", nil),
        ("#inst \"2020\" #a/b{:c 1} #_ :no 4", ["\"2020\"", "{\"c\" 1}", "4"]), ("#_", nil), ("#", nil),
        ("#3", nil),
        ("#:n{:a 1}", ["{\"n/a\" 1}"]), ("#:n 3", nil), ("^{:doc 1} a [1 [2]]", ["\"a\"", "[1 [2]]"]),
        ("##NaN", ["\"##NaN\""]), ("[1 ; one\n 2,3]", ["1", "2", "3"]), ("[1 2] 3", nil), ("[1 2", nil),
        (")", nil),
        ("[}", nil),
    ]

    @Test func values() throws {
        for (text, expected) in Self.cases {
            if let expected {
                #expect(try Self.texts(text) == expected, "\(text)")
            } else {
                #expect(throws: EDNError.self, "\(text)") { try Self.texts(text) }
            }
        }
    }

    @Test func numbersAreComparedByTheirText() throws {
        #expect(try Self.texts("1 +1 1N") == ["1", "1", "1"])
        #expect(try Self.texts("1.0 1.0M 2/3") == ["1.0", "1.0", "2/3"])
    }

    @Test func linesAreCounted() throws {
        let edn = "\n{} ; a\n\n#_{}\n{}"
        #expect(try JSONValue.ednSequence(in: Data(edn.utf8)).map(\.line) == [2, 5])
        #expect(try JSONValue.sequence(in: Data("{}\n\n{} {}\n".utf8)).map(\.line) == [1, 3, 3])
        #expect(try JSONValue.sequence(in: Data(" [\n1,\n\n[2]]\n".utf8)).map(\.line) == [2, 4])
        #expect(try JSONValue.sequence(in: Data(" \n".utf8)) == [])
        #expect(throws: TraceFileError.self) { try JSONValue.sequence(in: Data("[1] 2".utf8)) }
    }

    /// Whatever stands in a file: values or an error, never a trap.
    @Test func anyBytes() {
        var random = SplitMix(seed: Seed.announced())
        let pieces = [
            "{", "}", "[", "]", "(", ")", "#", "#{", "#_", "#:a", "^", ":", "\\", "\"", ";", "\n", " ", "nil",
            "1", "-",
            "a", "é", "\u{0}", "e9", "/", ",", "\\u12", "##",
        ]
        var (values, errors) = (0, 0)
        for _ in 0..<5_000 {
            var bytes = (0..<random.number(1..<12)).flatMap { _ in Array(random.pick(pieces).utf8) }
            if random.number(0..<4) == 0 { bytes.append(UInt8(random.number(0..<256))) }
            do {
                _ = try JSONValue.ednSequence(in: Data(bytes)).map(\.value.canonicalText)
                values += 1
            } catch {
                errors += 1
            }
        }
        #expect(values > 100 && errors > 100)
    }
}
