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
    package func runs() throws(TraceFileError) -> [ForeignRun] {
        guard documents.count == 1 else { return try runs(of: documents, isLines: true) }
        guard let elements = documents[0].elements else { return [try Self.run(documents[0], at: .root)] }
        // TLC writes a run without actions as the list of its states.
        if !elements.isEmpty, elements.allSatisfy(Self.isPlainState) {
            return [try TLCTraceReader(states: elements).run()]
        }
        return try runs(of: elements, isLines: false)
    }

    private func runs(of values: [JSONValue], isLines: Bool) throws(TraceFileError) -> [ForeignRun] {
        guard !values.isEmpty else { throw .notITF(reason: "it is an empty list") }
        guard values.allSatisfy({ $0["states"] != nil || $0.tlcTrace != nil }) else {
            throw isLines
                ? .log(values: values.count) : .notITF(reason: "it is a list, and not one of traces")
        }
        var runs: [ForeignRun] = []
        for (index, value) in values.enumerated() {
            runs.append(try Self.run(value, at: isLines ? .root : JSONPath.root[index]))
        }
        return runs
    }

    private static func run(_ value: JSONValue, at path: JSONPath) throws(TraceFileError) -> ForeignRun {
        if value["states"] == nil, let trace = value.tlcTrace { return try TLCTraceReader(trace).run() }
        return try ForeignRunReader(value, at: path).run()
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
