import QuorateLanguage
import QuorateTraces

/// A trace file that was walked on its spec in a catalog.
struct CatalogTrace {
    let trace: Trace
    let spec: ErasedSpec

    /// - Throws: ``CommandError`` with the name of the file in front of whatever is wrong with it.
    init(file: String, in catalog: Catalog) throws {
        do {
            trace = try ITF.trace(fromFile: file)
            spec = try trace.instance.spec(in: catalog)
            _ = try trace.words(in: spec)
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }
}
