import Foundation
import SeededRandom

@testable import QuorateTraces

/// Breaks files: some by their bytes, some by what stands in them.
struct FileMutator {
    var generator: SplitMix

    init(seed: UInt64) { generator = SplitMix(seed: seed) }

    /// A file like `kept`, with one thing changed, or a few.
    ///
    /// - Parameter tree: what stands in the file.
    mutating func mutated(_ kept: KeptTrace, _ tree: JSONValue) -> Data {
        switch number(0...7) {
        case 0...1:
            var trace = kept.trace
            for _ in 0..<number(1...2) { change(&trace) }
            return ITF.data(of: trace)
        case 2...4:
            var tree = tree
            for _ in 0..<number(1...2) { tree = changed(tree) }
            return Data(JSONPrinter.line(tree).utf8)
        default:
            var bytes = [UInt8](kept.data)
            for _ in 0..<number(1...3) { change(&bytes) }
            return Data(bytes)
        }
    }

    /// A change that leaves a trace, if not one of the spec.
    private mutating func change(_ trace: inout Trace) {
        guard !trace.steps.isEmpty else { return }
        let (step, other) = (number(0...trace.steps.count - 1), number(0...trace.steps.count - 1))
        let field = number(0...trace.states[0].count - 1)
        switch number(0...8) {
        case 0: trace.steps.swapAt(step, other)
        case 1: trace.steps[step].action.arguments = trace.steps[other].action.arguments
        case 2: trace.steps[step].action.name = trace.steps[other].action.name
        case 3: trace.states.swapAt(step, other)
        case 4: trace.states[step][field].value = trace.states[other][field].value
        case 5:
            trace.steps.remove(at: step)
            trace.states.remove(at: step)
        case 6: trace.states[step][field].value = .integer(number(-1...99))
        case 7:
            trace.steps[step].action.arguments.append(.init(name: "to", value: .string("r99")))
        default: trace.property = ["", "agreement", trace.spec].randomElement(using: &generator)!
        }
    }

    /// A change that knows nothing of JSON.
    private mutating func change(_ bytes: inout [UInt8]) {
        guard bytes.count > 2 else { return }
        let slice = slice(of: bytes)
        switch number(0...8) {
        case 0: bytes.removeSubrange(slice.lowerBound...)
        case 1: bytes[slice.lowerBound] ^= UInt8(1 << number(0...7))
        case 2: bytes[slice.lowerBound] = UInt8(number(0...255))
        case 3: bytes.removeSubrange(slice)
        case 4: bytes.insert(contentsOf: bytes[slice], at: number(0...bytes.count))
        case 5:
            let token = FuzzTests.tokens.randomElement(using: &generator)!
            bytes.replaceSubrange(slice, with: token.utf8)
        case 6:
            bytes.insert(contentsOf: Self.wrongText.randomElement(using: &generator)!, at: slice.lowerBound)
        case 7: bytes[slice].reverse()
        default:
            let other = self.slice(of: bytes)
            guard slice.upperBound <= other.lowerBound else { return }
            bytes = Array(
                bytes[..<slice.lowerBound] + bytes[other] + bytes[slice.upperBound..<other.lowerBound]
                    + bytes[slice] + bytes[other.upperBound...])
        }
    }

    /// A change of the bytes of a file.
    mutating func breakBytes(of data: inout Data) {
        var bytes = [UInt8](data)
        change(&bytes)
        data = Data(bytes)
    }

    private mutating func slice(of bytes: [UInt8]) -> Range<Int> {
        let start = number(0...bytes.count - 1)
        return start..<min(start + number(1...60), bytes.count)
    }

    /// Bytes that are no UTF-8: a lone continuation, an overlong slash, half a surrogate, beyond Unicode, cut
    /// short.
    private static let wrongText: [[UInt8]] = [
        [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x86],
    ]

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
}

extension FileMutator {
    /// `value` with some value inside it changed.
    mutating func changed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements) where !elements.isEmpty && number(0...7) > 0:
            var elements = elements
            let index = number(0...elements.count - 1)
            switch number(0...11) {
            case 0: elements.remove(at: index)
            case 1: elements.insert(elements[index], at: number(0...elements.count))
            case 2: elements.swapAt(index, number(0...elements.count - 1))
            default: elements[index] = changed(elements[index])
            }
            return .array(elements)
        case .object(var members) where !members.isEmpty && number(0...7) > 0:
            let index = number(0...members.count - 1)
            switch number(0...11) {
            case 0: members.remove(at: index)
            case 1: members.append(members[index])
            case 2: members[index].key = Self.keys.randomElement(using: &generator)!
            case 3:
                members.append(
                    .init(key: Self.keys.randomElement(using: &generator)!, value: leaf(for: value)))
            default: members[index].value = changed(members[index].value)
            }
            return .object(members)
        default: return leaf(for: value)
        }
    }

    /// Another value in the place of `value`.
    private mutating func leaf(for value: JSONValue) -> JSONValue {
        if case .number(let digits) = value, let old = Int(digits), number(0...1) == 0 {
            return JSONValue(old &+ number(-2...2))
        }
        if case .string(let text) = value, text.hasPrefix("r"), number(0...1) == 0 {
            return .string(["r0", "r1", "r7", "r63", "r64", "r99", "r-1"].randomElement(using: &generator)!)
        }
        switch number(0...9) {
        case 0: return .null
        case 1: return .boolean(number(0...1) == 0)
        case 2: return .number(Self.numbers.randomElement(using: &generator)!)
        case 3: return ["#bigint": .string(Self.numbers.randomElement(using: &generator)!)]
        case 4: return [value]
        case 5: return ["#set": [value, value]]
        case 6: return ["tag": "Some", "value": value]
        case 7:
            return (0..<number(1...80)).reduce(value) { inner, level in
                level % 2 == 0 ? [inner] : ["a": inner]
            }
        case 8: return .string(String(repeating: "x\u{301}\u{1B}🙂", count: number(0...200)))
        default: return ["#map": [[value, value], [value, value]]]
        }
    }

    private static let keys = [
        "#set", "#map", "#tup", "#bigint", "#meta", "tag", "value", "action", "spec", "mbt::actionTaken",
        "__x", "", ".0",
        "x", "mbt::nondetPicks", "manager", "a::prepared", "loop", "states", "state", "vars",
        "#unserializable",
    ]
    private static let numbers = [
        "0", "-0", "1", "-1", "3", "99", "1e3", "0.5", "9223372036854775807", "-9223372036854775808",
        "9223372036854775808", "123456789012345678901234567890", "1e999999999",
    ]
}
