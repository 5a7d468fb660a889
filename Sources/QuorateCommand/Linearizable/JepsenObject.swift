import QuorateHistories
import QuorateTraces

/// An object with the names and values under which its operations stand in a history of Jepsen's. Values are
/// compared by their text.
protocol JepsenObject: SequentialObject {
    /// Names of the operations.
    static var functions: [String] { get }
    /// Operations that are called with a value, and those that are answered with one.
    static var valued: (calls: [String], answers: [String]) { get }
    /// The call of an operation, one of ``functions``, with the value that it is invoked with.
    static func call(_ function: String, _ value: JSONValue) throws(ValueError) -> Call
    /// The answer of a call that was ok with a value.
    static func answer(to call: Call, _ value: JSONValue) throws(ValueError) -> Answer
    /// True of a call whose answer can contradict an order.
    static func tells(_ call: Call) -> Bool
    /// Text of an operation, with its answer where there is one.
    static func text(_ call: Call, _ answer: Answer?) -> String
}

/// A value that an operation cannot have.
struct ValueError: Error {
    let reason: String

    /// - Throws: for a value other than that of the call, where there is one.
    static func check(_ value: JSONValue, is called: String) throws(ValueError) {
        if value != .null, value.canonicalText != called {
            throw ValueError(reason: "value: called with \(called), and ended with \(value.shown)")
        }
    }

    /// - Throws: for an operation that is called with a value, and has none: nobody compares it, and it may be the key of
    ///   one of several objects.
    static func checkCall(of noun: String, _ value: JSONValue) throws(ValueError) {
        if let elements = value.elements, elements.count == 2, elements[1] == .null {
            throw ValueError(
                reason: "value: \(noun) of \(value.shown) looks like one of independent keys; add --keyed")
        }
        guard value != .null else { return }
        throw ValueError(
            reason:
                "value: \(noun) is called with none, found \(value.shown); where it names the object, write"
                + " [\(value.shown) nil] and add --keyed")
    }
}

extension Register: JepsenObject where Value == String {
    static var functions: [String] { ["read", "write"] }
    static var valued: (calls: [String], answers: [String]) { (["write"], ["read"]) }

    static func call(_ function: String, _ value: JSONValue) throws(ValueError) -> Call {
        if function == "write" { return .write(value.canonicalText) }
        try ValueError.checkCall(of: "a read", value)
        return .read
    }

    static func answer(to call: Call, _ value: JSONValue) throws(ValueError) -> Answer {
        guard case .write(let written) = call else { return .value(value.canonicalText) }
        try ValueError.check(value, is: written)
        return .written
    }

    static func tells(_ call: Call) -> Bool { call == .read }

    static func text(_ call: Call, _ answer: Answer?) -> String {
        if case .write(let value) = call { return "write \(value)" }
        if case .value(let value) = answer { return "read \(value)" }
        return "read"
    }
}

extension CompareAndSwapRegister: JepsenObject where Value == String {
    static var functions: [String] { ["read", "write", "cas"] }
    static var valued: (calls: [String], answers: [String]) { (["write", "cas"], ["read"]) }

    static func call(_ function: String, _ value: JSONValue) throws(ValueError) -> Call {
        switch function {
        case "write": return .write(value.canonicalText)
        case "cas":
            guard let values = value.elements, values.count == 2 else {
                throw ValueError(
                    reason: "value: expected a list of the old and the new value, found \(value.shown)")
            }
            return .compareAndSwap(from: values[0].canonicalText, to: values[1].canonicalText)
        default:
            try ValueError.checkCall(of: "a read", value)
            return .read
        }
    }

    static func answer(to call: Call, _ value: JSONValue) throws(ValueError) -> Answer {
        switch call {
        case .read: return .value(value.canonicalText)
        case .write(let written):
            try ValueError.check(value, is: written)
            return .written
        case .compareAndSwap(let old, let new):
            try ValueError.check(value, is: "[\(old) \(new)]")
            return .swapped(true)
        }
    }

    static func tells(_ call: Call) -> Bool { if case .write = call { false } else { true } }

    static func text(_ call: Call, _ answer: Answer?) -> String {
        switch call {
        case .read: if case .value(let value) = answer { "read \(value)" } else { "read" }
        case .write(let value): "write \(value)"
        case .compareAndSwap(let old, let new): "cas \(old) \(new)"
        }
    }
}

extension FIFOQueue: JepsenObject where Value == String {
    static var functions: [String] { ["enqueue", "dequeue"] }
    static var valued: (calls: [String], answers: [String]) { (["enqueue"], ["dequeue"]) }

    static func call(_ function: String, _ value: JSONValue) throws(ValueError) -> Call {
        if function == "enqueue" { return .enqueue(value.canonicalText) }
        try ValueError.checkCall(of: "a dequeue", value)
        return .dequeue
    }

    static func answer(to call: Call, _ value: JSONValue) throws(ValueError) -> Answer {
        guard case .enqueue(let put) = call else {
            return value == .null ? .empty : .dequeued(value.canonicalText)
        }
        try ValueError.check(value, is: put)
        return .enqueued
    }

    static func tells(_ call: Call) -> Bool { call == .dequeue }

    static func text(_ call: Call, _ answer: Answer?) -> String {
        switch (call, answer) {
        case (.enqueue(let value), _): "enqueue \(value)"
        case (_, .dequeued(let value)): "dequeue \(value)"
        case (_, .empty): "dequeue nothing"
        default: "dequeue"
        }
    }
}

extension Lock: JepsenObject {
    static var functions: [String] { ["acquire", "release"] }
    static var valued: (calls: [String], answers: [String]) { ([], []) }

    static func call(_ function: String, _ value: JSONValue) throws(ValueError) -> Call {
        try ValueError.checkCall(of: "\(function) of a lock", value)
        return function == "acquire" ? .acquire : .release
    }

    static func answer(to call: Call, _ value: JSONValue) throws(ValueError) -> Answer {
        guard value != .null else { return .done }
        throw ValueError(
            reason:
                "value: \(call) of a lock has none to answer with, and nobody compares \(value.shown); write null"
        )
    }

    static func tells(_ call: Call) -> Bool { true }

    static func text(_ call: Call, _ answer: Answer?) -> String { "\(call)" }
}
