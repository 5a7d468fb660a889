import Foundation
import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateTraces

/// Values as other tools write them, read as the spec has them.
@Suite struct ForeignValueTests {
    private static func value(_ text: String) throws -> ForeignValue {
        ForeignValue(try JSONValue.documents(in: Data(text.utf8))[0])
    }

    private static func isRead(_ text: String, as value: SpecValue) throws -> Bool {
        // As a walk compares them, down to the entries.
        let read = try Self.value(text).read(like: value)
        return ValueChange.list(from: read, to: value, at: "value").isEmpty
    }

    private static let counts = SpecValue.map(
        [0, 1].map { .init(key: .integer($0), value: .integer($0 + 5)) })
    private static let roles = SpecValue.map([
        .init(key: .string("r0"), value: .string("leader")),
        .init(key: .string("r1"), value: .string("none")),
    ])
    private static let vote = SpecValue.variant(
        "vote", .record([.init(name: "by", value: .string("r0")), .init(name: "term", value: .integer(1))]))

    private static let same: [(String, SpecValue)] = [
        ("7", SpecValue.integer(7)), (##"{"#bigint": "7"}"##, .integer(7)),
        (##"{"#bigint": 7}"##, .integer(7)),
        (##"{"#bigint": {"s": -1, "e": 1, "c": [70]}}"##, .integer(-70)), ("-0", .integer(0)),
        (##"{"#bigint": {"s": 1, "e": 15, "c": [12, 34567890123456]}}"##, .integer(1_234_567_890_123_456)),
        (##"{"#bigint": {"s": 1, "e": 20, "c": [1000000]}}"##, .largeInteger("100000000000000000000")),
        ("123456789012345678901234567890", .largeInteger("123456789012345678901234567890")),
        (##"{"tag": "leader", "value": {}}"##, .string("leader")),
        (##"{"tag": "leader", "value": {"#tup": []}}"##, .string("leader")),
        (##"{"tag": "leader", "value": "u_OF_UNIT"}"##, .string("leader")),
        (##"{"tag": "None", "value": {}}"##, .string("none")),
        (##"{"tag": "Some", "value": 3}"##, .integer(3)),
        (##"{"tag": "Some", "value": 3}"##, .variant("some", .integer(3))),
        ("3", .variant("some", .integer(3))),
        ("[5, 6]", counts), (##"{"#tup": [5, 6]}"##, counts), (##"{"0": 5, "1": 6}"##, counts),
        (##"{"#map": [[{"#bigint": "1"}, 6], [0, 5]]}"##, counts),
        (##"{"r1": {"tag": "None", "value": {}}, "r0": "leader"}"##, roles),
        (##"{"#map": [["r1", "none"], ["r0", {"tag": "Some", "value": "leader"}]]}"##, roles),
        ("[1, 2]", .set([.integer(2), .integer(1)])), (##"{"#set": []}"##, .set([])), ("{}", .map([])),
        (##"{"1": true, "2": false}"##, .list([.boolean(true), .boolean(false)])),
        (##"{"tag": "vote", "value": {"term": 1, "by": "r0"}}"##, vote),
        (##"[{"tag": "vote", "value": {"#map": [["by", "r0"], ["term", 1]]}}]"##, .set([vote])),
    ]

    /// Two things of one name, as after a rename, are never both taken for one.
    @Test func aNameThatStandsThereTwice() {
        func record(_ values: [Int]) -> SpecValue {
            .record(values.map { .init(name: "term", value: .integer($0)) })
        }
        #expect(!ValueChange.list(from: record([77, 1]), to: record([1]), at: "value").isEmpty)
        #expect(!ValueChange.list(from: record([1, 77]), to: record([1]), at: "value").isEmpty)
        #expect(ValueChange.list(from: record([1]), to: record([1]), at: "value").isEmpty)
    }

    @Test(arguments: same) func whatIsTheSame(text: String, value: SpecValue) throws {
        #expect(try Self.isRead(text, as: value), "\(text) is no \(value)")
    }

    private static let different: [(String, SpecValue)] = [
        ("0.5", SpecValue.integer(0)), ("null", .string("none")), ("null", .string("null")),
        ("1e0", .integer(1)),
        // A bag is no set, and what stands there twice is not the same as one.
        ("[1, 2, 2]", .set([.integer(2), .integer(1)])),
        (##"{"#set": [1, 2, 2]}"##, .set([.integer(2), .integer(1)])),
        (##"{"tag": "None", "value": {"term": 5}}"##, .string("none")),
        (##"{"tag": "Some", "value": {"tag": "Some", "value": 3}}"##, .integer(3)),
        (##"{"#unserializable": "7"}"##, .string("7")), (##"{"#bigint": "7x"}"##, .integer(7)),
        (##"{"#bigint": {"s": 1, "e": 0, "c": [1, 50000000000000]}}"##, .integer(1)),
        (##""7""##, .integer(7)),
        ("[5, 6, 7]", counts), ("[5]", counts), ("[6, 5]", counts), (##"{"0": 5, "1": 6, "2": 7}"##, counts),
        (##"{"#map": [[0, 5], [1, 6], [1, 7]]}"##, counts),
        (##"{"#map": [[0, 4], [1, 6], [0, 5]]}"##, counts),
        (##"["leader", "none"]"##, roles), ("[1, 3]", .set([.integer(2), .integer(1)])),
        ("[1]", .set([.integer(2), .integer(1)])), ("[1, 2]", .set([.integer(1)])),
        (##"{"#set": [1]}"##, .list([.integer(1)])),
        (##"{"2": true, "3": false}"##, .list([.boolean(true), .boolean(false)])),
        (##"{"tag": "vote", "value": {"term": 2, "by": "r0"}}"##, vote),
        (##"{"tag": "veto", "value": {"term": 1, "by": "r0"}}"##, vote),
        (##"{"tag": "leader", "value": 1}"##, .string("leader")),
        (##"{"tag": "None", "value": {}}"##, .integer(0)),
    ]

    @Test(arguments: different) func whatIsNot(text: String, value: SpecValue) throws {
        #expect(try !Self.isRead(text, as: value), "\(text) is \(value)")
    }

    /// Every value of ours is read as itself, and one of which a part is changed is not.
    @Test func randomValuesComeBack() {
        let seed = Seed.announced()
        var random = RandomTraces(seed: seed)
        var others = 0
        for field in (0..<60).flatMap({ _ in random.trace().states[0] }) {
            let written = ForeignValue(Self.plainNumbers(JSONValue(itf: field.value)))
            let read = written.read(like: field.value)
            #expect(read.isSame(as: field.value), "QUORATE_SEED=\(seed): \(field.value) is \(read)")
            guard let changed = Self.changed(field.value) else { continue }
            others += 1
            #expect(
                !written.read(like: changed).isSame(as: changed),
                "QUORATE_SEED=\(seed): \(field.value) is \(changed)")
        }
        #expect(others > 20, "QUORATE_SEED=\(seed)")
    }

    /// The value with its integers as the format had them before 2023.
    private static func plainNumbers(_ json: JSONValue) -> JSONValue {
        if case .string(let text) = json.alone("#bigint") { return .number(text) }
        switch json {
        case .array(let elements): return .array(elements.map(plainNumbers))
        case .object(let members):
            return .object(members.map { .init(key: $0.key, value: plainNumbers($0.value)) })
        default: return json
        }
    }

    /// The value with another number or name in it, or nil where it has none.
    private static func changed(_ value: SpecValue) -> SpecValue? {
        switch value {
        case .boolean(let truth): return .boolean(!truth)
        case .integer(let number): return .integer(number &+ 1)
        case .largeInteger(let digits): return .largeInteger(digits + "1")
        case .string(let text): return .string(text + "x")
        case .list(var elements):
            guard let first = elements.first.flatMap(changed) else { return nil }
            elements[0] = first
            return .list(elements)
        case .record(var fields):
            guard let first = fields.first.flatMap({ changed($0.value) }) else { return nil }
            fields[0].value = first
            return .record(fields)
        case .map(var entries):
            guard let first = entries.first.flatMap({ changed($0.value) }) else { return nil }
            entries[0].value = first
            return .map(entries)
        case .variant(let tag, let payload): return changed(payload).map { .variant(tag, $0) }
        case .set: return nil
        }
    }

    /// A value of very many levels takes no longer with each level.
    @Test func deepValuesAreReadOnce() throws {
        let deep = (0..<28).reduce("1") { inner, _ in
            ##"{"tag": "Cons", "value": {"#tup": [1, \##(inner)]}}"##
        }
        #expect(try Self.value(deep).plain.description.hasPrefix("Cons(1, Cons(1, "))
        let levels = 100_000
        let brackets = String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
        let value = try Self.value(#"{"a": \#(brackets), "b": 1}"#)
        #expect(value.plain.description.hasSuffix("b: 1)"))
        #expect(throws: TraceFileError.self) { try Self.value(String(brackets.dropLast()) + "}") }
    }
}
