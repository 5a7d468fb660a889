public import Foundation

/// Traces as files in the Informal Trace Format, which the tools around Apalache and Quint read.
///
/// The format is Apalache's ADR-015. Which spec, parameters and property a trace belongs to, and which actions
/// it takes, stands under the key `quorate` of `#meta`; the actions stand in the states too, under the names
/// that Quint's model-based testing gives them. Files end in `.itf.json`.
///
/// One thing does not survive a file: the format cannot tell a record of the two fields `tag` (a name) and
/// `value` from an enum's case, so such a record comes back as a case; ``QuorateLanguage/SpecValue/isSame(as:)``
/// takes the two for the same.
public enum ITF {
    /// The most bytes that a file may have.
    static let byteLimit = JSONParser.byteLimit

    /// The text of `trace`, the same for the same trace, laid out so that a diff is readable.
    public static func data(of trace: Trace) -> Data {
        // Wide enough that a step with its place in the source is a line.
        let printer = JSONPrinter(width: 124) { depth, key in depth <= 2 && key != "vars" || key == "steps" }
        return Data(printer.text(document(of: trace)).utf8)
    }

    /// The trace that `data` holds.
    ///
    /// Nothing is checked against the spec: that is what ``Trace/words(in:)`` does.
    /// - Throws: ``TraceFileError``, whatever `data` is.
    public static func trace(from data: Data) throws -> Trace {
        try ITFReader(JSONParser.parse(data)).trace()
    }

    /// The trace in the file at `path`.
    ///
    /// - Throws: ``TraceInputOutputError`` when the file cannot be read; ``TraceFileError`` when it is malformed
    ///   or larger than 64 MiB, of which no more is read.
    public static func trace(fromFile path: String) throws -> Trace {
        try trace(from: content(ofFile: path))
    }

    /// Writes `trace` to the file at `path`, which is replaced in one go: it is written whole or not at all.
    ///
    /// A link stays, and the file behind it is replaced; a device is written to.
    /// - Throws: ``TraceInputOutputError``.
    public static func write(_ trace: Trace, toFile path: String) throws {
        try WholeFile.write(data(of: trace), to: path)
    }
}
