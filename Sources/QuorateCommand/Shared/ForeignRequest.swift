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
    /// Name of the property that the run is to show, or nil for whichever it does.
    var property: String?
    /// Mapping file with its content, or nil.
    var map: (file: String, content: RunMap)?
    /// The most silent steps in a row, or nil for what the mapping file says.
    var silent: Int?
    /// The actions that may be silent, or nil for what the mapping file says.
    var silentActions: [String]?

    /// A mapping file with its content.
    ///
    /// - Throws: ``CommandError`` for one that is malformed; `TraceInputOutputError` for one that cannot be read.
    static func map(at file: String) throws -> (file: String, content: RunMap) {
        do { return (file, try RunMap(parsing: ITF.content(ofFile: file))) } catch let error
            as TraceInputOutputError
        {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    /// Asks for the run to be held against a spec with parameters as typed.
    mutating func hold(against spec: String, _ settings: [String], mutant: String?, variant: String?) throws {
        let values = try CheckRequest(settings: settings).parsedSettings()
        instance = Instance(spec: spec, mutant: mutant, variant: variant, values: values)
    }

    /// Arguments that ask for the same.
    var arguments: [String] {
        (instance.map { ["--spec"] + $0.arguments } ?? [])
            + renames.sorted { $0.key < $1.key }.map { "--rename=\($0.key)=\($0.value)" }
            + optionArguments
    }

    private var optionArguments: [String] {
        let options = [
            ("module", module), ("trace", trace.map { "\($0)" }), ("property", property), ("map", map?.file),
            ("silent", silent.map { "\($0)" }), ("silent-actions", silentActions?.joined(separator: ",")),
        ]
        return options.compactMap { name, value in value.map { "--\(name)=\($0)" } }
    }

    /// The runs that are meant, of those in a file.
    ///
    /// - Throws: ``CommandError`` for an option that means nothing in this file.
    func runs(in file: ForeignFile) throws -> [ForeignRun] {
        let places = map?.content.places ?? RunMap.Places()
        let read = try chosen(of: file.runs(keeping: places.variables)).map { run in
            do { return try run.read(at: places) } catch {
                throw CommandError.refusedTrace(file: map?.file ?? "", reason: error)
            }
        }
        try checkingMap { map throws(RunMapError) in try map.checkVariables(of: read) }
        return try renamed(read.map { run in map.map { run.renamed(RunNames($0.content)) } ?? run })
    }

    /// The one run that is meant.
    ///
    /// - Throws: ``TraceFileError`` where the file has several, and none was chosen.
    func run(in file: ForeignFile) throws -> ForeignRun {
        let runs = try runs(in: file)
        guard runs.count == 1 else { throw TraceFileError.severalTraces(count: runs.count) }
        return runs[0]
    }

    private func chosen(of runs: [ForeignRun]) throws -> [ForeignRun] {
        guard let trace else { return runs }
        guard runs.indices.contains(trace - 1) else {
            throw CommandError.unsuitable(
                option: "--trace", value: "\(trace)",
                write: runs.count == 1 ? "1: the file has one trace" : "a number from 1 to \(runs.count)")
        }
        return [runs[trace - 1]]
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

    /// Refuses options that mean nothing for a file of ours, which is walked on its own spec as it is.
    ///
    /// - Throws: ``CommandError``.
    func checkOwn(_ file: ForeignFile) throws {
        if !renames.isEmpty { throw CommandError.needsOption(option: "--rename", needed: "--spec") }
        if map != nil { throw CommandError.needsOption(option: "--map", needed: "--spec") }
        _ = try chosen(of: file.runs())
    }

    /// The run as a spec takes it.
    ///
    /// - Throws: `TraceMismatch`, or ``CommandError`` for silent actions that the spec does not have.
    func explained(_ run: ForeignRun, in spec: ErasedSpec) throws -> ExplainedFile {
        try checkingMap { map throws(RunMapError) in try map.check(against: spec) }
        return try ExplainedFile(run, in: spec, showing: property, silent: silentSteps(of: spec))
    }

    /// Checks the mapping file, whose mistakes are told with its name.
    private func checkingMap(_ check: (RunMap) throws(RunMapError) -> Void) throws {
        guard let map else { return }
        do { try check(map.content) } catch { throw CommandError.refusedTrace(file: map.file, reason: error) }
    }

    func silentSteps(of spec: ErasedSpec) throws -> SilentSteps {
        var steps = map?.content.silent ?? .none
        steps.most = silent ?? steps.most
        if let silentActions { steps.actions = Set(silentActions) }
        if let unknown = steps.actions?.filter({ !spec.actionNames.contains($0) }).min() {
            throw CommandError.unsuitable(
                option: silentActions == nil ? "--map" : "--silent-actions", value: unknown,
                write: "actions of \(spec.name): \(spec.actionNames.joined(separator: ", "))")
        }
        return steps
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
