public import Foundation
public import QuorateLanguage

extension Trace {
    public func rendering(full: Bool = false) -> String {
        var lines = ["\(spec) \(mutant ?? ""): \(property) is broken"]
        for (position, state) in states.enumerated() {
            if position > 0 { lines.append("\(position)  \(steps[position - 1].action)") }
            lines.append("   " + state.map { "\($0.name): \($0.value)" }.joined(separator: ", "))
        }
        return lines.joined(separator: "\n")
    }
    public func words(in spec: ErasedSpec) throws -> [[UInt64]] { [] }
}

public struct TraceFileError: Error, CustomStringConvertible { public var description: String }
public struct TraceMismatch: Error, CustomStringConvertible { public var description: String }
public struct TraceInputOutputError: Error, CustomStringConvertible { public var description: String }

public enum ITF {
    public static func data(of trace: Trace) -> Data { Data("{}".utf8) }
    public static func trace(from data: Data) throws -> Trace { throw TraceFileError(description: "stub") }
    public static func trace(fromFile path: String) throws -> Trace {
        throw TraceInputOutputError(description: "stub")
    }
    public static func write(_ trace: Trace, toFile path: String) throws {
        try data(of: trace).write(to: URL(fileURLWithPath: path))
    }
}
