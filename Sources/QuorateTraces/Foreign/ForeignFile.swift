package import Foundation
internal import QuorateLanguage

/// A file of traces that any tool may have written.
package struct ForeignFile {
    /// The JSON documents of the file: nearly always one.
    private let documents: [JSONValue]

    /// - Throws: ``TraceFileError``, whatever `data` is.
    package init(_ data: Data) throws(TraceFileError) {
        documents = try JSONValue.documents(in: data)
    }

    /// Presence of our own fields, which say what the trace is of.
    package var isOwn: Bool { documents.count == 1 && documents[0]["#meta"]?["quorate"] != nil }

    /// The runs in the order of the file, at least one.
    ///
    /// - Parameter kept: names of variables that are read, although they look like some of the tool's own.
    package func runs(keeping kept: Set<String> = []) throws(TraceFileError) -> [ForeignRun] {
        guard documents.count == 1 else { return try runs(of: documents, isLines: true, kept) }
        guard let elements = documents[0].elements else {
            return [try Self.run(documents[0], at: .root, kept)]
        }
        // TLC writes a run without actions as the list of its states.
        if !elements.isEmpty, elements.allSatisfy(Self.isPlainState) {
            return [try TLCTraceReader(states: elements).run()]
        }
        return try runs(of: elements, isLines: false, kept)
    }

    private func runs(
        of values: [JSONValue], isLines: Bool, _ kept: Set<String>
    ) throws(TraceFileError) -> [ForeignRun] {
        guard !values.isEmpty else { throw .notITF(reason: "it is an empty list") }
        guard values.allSatisfy({ $0["states"] != nil || $0.tlcTrace != nil }) else {
            throw Self.refusal(of: values, isLines: isLines)
        }
        var runs: [ForeignRun] = []
        for (index, value) in values.enumerated() {
            runs.append(try Self.run(value, at: isLines ? .root : JSONPath.root[index], kept))
        }
        return runs
    }

    /// Reason why values, not all of which are traces, are none.
    private static func refusal(of values: [JSONValue], isLines: Bool) -> TraceFileError {
        let isTrace = values.map { $0["states"] != nil || $0.tlcTrace != nil }
        guard let stranger = isTrace.firstIndex(of: false), isTrace.contains(true) else {
            return isLines
                ? .log(values: values.count) : .notITF(reason: "it is a list, and not one of traces")
        }
        let place = isLines ? "value \(stranger + 1) of the file" : "element \(stranger) of the list"
        return .notITF(reason: "\(place) is \(values[stranger].summary), and no trace as others of it are")
    }

    private static func run(
        _ value: JSONValue, at path: JSONPath, _ kept: Set<String>
    ) throws(TraceFileError) -> ForeignRun {
        if value["states"] == nil, let trace = value.tlcTrace { return try TLCTraceReader(trace).run() }
        return try ForeignRunReader(value, at: path, keeping: kept).run()
    }

    private static func isPlainState(_ value: JSONValue) -> Bool {
        guard case .object = value else { return false }
        return value["states"] == nil && value.tlcTrace == nil
    }
}

extension JSONValue {
    /// The object with `state` that TLC writes, in another one or alone.
    fileprivate var tlcTrace: JSONValue? {
        let trace = self["counterexample"] ?? self
        return trace["state"]?.elements == nil ? nil : trace
    }
}
