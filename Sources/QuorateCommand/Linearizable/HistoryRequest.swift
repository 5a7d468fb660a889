import ArgumentParser
import Foundation
import QuorateTraces

/// Object that a history is of, by the name that a person types.
enum JepsenObjectKind: String, CaseIterable, ExpressibleByArgument {
    case register
    case casRegister = "cas-register"
    case queue
    case lock

    /// Name in a sentence.
    var phrase: String { self == .casRegister ? "a register with compare-and-swap" : "a \(rawValue)" }
}

/// Condition on a history, by the name that a person types.
enum ConsistencyKind: String, CaseIterable, ExpressibleByArgument {
    case linearizable
    case sequential
    case regular

    /// Name in a sentence.
    var phrase: String { self == .sequential ? "sequentially consistent" : rawValue }
}

/// Arguments of `linearizable`, read and found to make sense.
struct HistoryRequest {
    /// The largest limit: a state takes some bytes for each process.
    static let largestLimit = 100_000_000

    let file: String
    let kind: JepsenObjectKind
    let consistency: ConsistencyKind
    let isKeyed: Bool
    /// Value of a register before the first write.
    let initial: JSONValue
    let limit: Int

    /// - Throws: ``CommandError`` that says what to write, for what makes no sense.
    init(
        file: String, kind: JepsenObjectKind, consistency: ConsistencyKind, isKeyed: Bool, initial: String?,
        limit: Int
    ) throws {
        guard (1...Self.largestLimit).contains(limit) else {
            throw CommandError.unsuitable(
                option: "--limit", value: "\(limit)", write: "a number from 1 to \(Self.largestLimit)")
        }
        if consistency == .regular, kind != .register {
            throw CommandError.unsuitable(
                option: "--consistency", value: consistency.rawValue,
                write:
                    "linearizable or sequential: regularity is of reads and writes, so of --as register only")
        }
        self.initial = try initial.map { try Self.initialValue($0, kind) } ?? .null
        self.file = file
        self.kind = kind
        self.consistency = consistency
        self.isKeyed = isKeyed
        self.limit = limit
    }

    private static func initialValue(_ text: String, _ kind: JepsenObjectKind) throws -> JSONValue {
        guard kind == .register || kind == .casRegister else {
            throw CommandError.needsOption(option: "--initial", needed: "--as register or --as cas-register")
        }
        // EDN reads the values of JSON as well.
        guard let values = try? JSONValue.ednSequence(in: Data("[\(text)]".utf8)), values.count == 1 else {
            throw CommandError.unsuitable(
                option: "--initial", value: text,
                write: "one value as it stands in the file, as in --initial 0")
        }
        return values[0].value
    }
}
