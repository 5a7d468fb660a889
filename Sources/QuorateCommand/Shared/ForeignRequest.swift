import QuorateLanguage
import QuorateTraces

/// Request for a run of a file of another tool, and what is called otherwise in it.
struct ForeignRequest {
    /// Spec that the run is held against, or nil.
    var instance: Instance?
    /// The new name for each old one.
    var renames: [String: String] = [:]
    var module: String?
    /// Number of the trace, from 1 on.
    var trace: Int?

    /// Arguments that ask for the same.
    var arguments: [String] {
        (instance.map { ["--spec"] + $0.arguments } ?? [])
            + renames.sorted { $0.key < $1.key }.map { "--rename=\($0.key)=\($0.value)" }
            + (module.map { ["--module", $0] } ?? []) + (trace.map { ["--trace", "\($0)"] } ?? [])
    }

    /// The runs that are meant, of those in a file.
    ///
    /// - Throws: ``CommandError`` for an option that means nothing in this file.
    func chosen(of runs: [ForeignRun]) throws -> [ForeignRun] {
        guard let trace else { return try renamed(runs) }
        guard runs.indices.contains(trace - 1) else {
            throw CommandError.unsuitable(
                option: "--trace", value: "\(trace)",
                write: runs.count == 1 ? "1: the file has one trace" : "a number from 1 to \(runs.count)")
        }
        return try renamed([runs[trace - 1]])
    }

    /// The one run that is meant.
    ///
    /// - Throws: ``TraceFileError`` where the file has several, and none was chosen.
    func run(of runs: [ForeignRun]) throws -> ForeignRun {
        let chosen = try chosen(of: runs)
        guard chosen.count == 1 else { throw TraceFileError.severalTraces(count: chosen.count) }
        return chosen[0]
    }

    private func renamed(_ runs: [ForeignRun]) throws -> [ForeignRun] {
        let renamed = runs.map { $0.renamed(renames) }
        // A name that only some of the runs have is known.
        let unknown = renamed.dropFirst().reduce(Set(renamed[0].unknown)) { $0.intersection($1.unknown) }
        if let name = unknown.min() {
            throw CommandError.unsuitable(
                option: "--rename", value: "\(name)=\(renames[name] ?? "")",
                write: "a name that the file has; it has no \(ForeignText.name(name))")
        }
        return try renamed.map { try inModule($0.run) }
    }

    private func inModule(_ run: ForeignRun) throws -> ForeignRun {
        guard let module else { return run }
        guard run.hasModule(module) else {
            throw CommandError.unsuitable(
                option: "--module", value: module,
                write: "a module that stands in front of a variable of the file")
        }
        var run = run
        run.module = module
        return run
    }
}

/// A run of another tool that was found again on a spec.
struct ForeignTrace {
    /// The run as the spec takes it; it names no property where it shows none.
    let trace: Trace
    let variables: ComparedVariables

    /// - Throws: `TraceMismatch`.
    init(_ run: ForeignRun, in spec: ErasedSpec) throws {
        trace = try Self.trace(of: run, in: spec)
        variables = try run.comparedVariables(in: spec, along: trace.steps)
    }

    private static func trace(of run: ForeignRun, in spec: ErasedSpec) throws -> Trace {
        do { return try Trace(run, in: spec) } catch TraceMismatch.showsNothing {
            if run.steps.isEmpty { throw TraceMismatch.noSteps(spec: spec.name) }
            let matched = try run.matched(in: spec)
            return Trace(
                of: spec.instance, property: "", propertyKind: .always, propertySite: nil,
                steps: matched.steps, states: matched.states)
        }
    }
}

extension Instance {
    /// The spec of a catalog.
    ///
    /// - Throws: ``CommandError`` for parameters that the spec refuses.
    func suitableSpec(in catalog: Catalog) throws -> ErasedSpec {
        do { return try spec(in: catalog) } catch let problem as SpecError {
            throw CommandError.unsuitableParameters(problem)
        }
    }
}
