import Foundation
import QuorateLanguage
import QuorateTraces

/// A trace file that was walked on its spec in a catalog.
struct CatalogTrace {
    let trace: Trace
    let spec: ErasedSpec

    /// - Throws: whatever is wrong with the trace.
    init(_ data: Data, in catalog: Catalog) throws {
        trace = try ITF.trace(from: data)
        spec = try trace.instance.spec(in: catalog)
        // A walk that somebody has saved may show no property, and is a run of the spec all the same.
        _ = try trace.property.isEmpty ? trace.wordsOfSteps(in: spec) : trace.words(in: spec)
    }

    /// - Throws: ``CommandError`` with the name of the file in front of whatever is wrong with it.
    init(file: String, in catalog: Catalog) throws {
        do {
            try self.init(ITF.content(ofFile: file), in: catalog)
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }
}
