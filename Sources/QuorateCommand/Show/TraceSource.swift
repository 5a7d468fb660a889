import Foundation
import QuorateLanguage
import QuorateTraces

/// A trace file that is read, or standard input.
struct TraceSource {
    private let name: String
    private let data: Data

    /// - Throws: ``TraceInputOutputError``, or ``CommandError`` for more than is read.
    init(_ path: String) throws {
        name = path == "-" ? "standard input" : path
        do {
            data =
                try path == "-"
                ? ITF.content(of: .standardInput, at: "standard input") : ITF.content(ofFile: path)
        } catch let error as TraceFileError {
            throw CommandError.refusedTrace(file: name, reason: error)
        }
    }

    /// Reads what is in the file, and puts its name in front of whatever is wrong with it.
    func reading(_ body: (Data) throws -> Void) throws {
        do { try body(data) } catch let error where error is TraceFileError || error is TraceMismatch {
            throw CommandError.refusedTrace(file: name, reason: error)
        } catch let error where error is CatalogError || error is SpecError {
            throw CommandError.refusedTrace(file: name, reason: error)
        }
    }
}
