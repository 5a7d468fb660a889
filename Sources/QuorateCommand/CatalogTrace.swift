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
            spec = try Self.spec(of: trace, in: catalog)
            _ = try trace.words(in: spec)
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    private static func spec(of trace: Trace, in catalog: Catalog) throws -> ErasedSpec {
        var settings: [String: Int] = [:]
        for parameter in trace.parameters { settings[parameter.name] = parameter.value }
        let spec = try catalog.entry(trace.spec).spec(settings: settings, mutant: trace.mutant)
        if let problem = spec.problem() { throw problem }
        return spec
    }
}
