import QuorateExplorer

extension CheckCommand {
    /// Folder of counterexamples where no other is given.
    static let usualCounterexampleFolder = "Counterexamples"
    private static let updateOption = "--update-counterexamples"

    /// The folder that is to be brought up to date, or nil; it is looked at before a long search.
    ///
    /// - Throws: ``CommandError`` when other options ask for something else.
    func counterexampleFolder(_ request: CheckRequest, in session: Session) throws -> CounterexampleFolder? {
        guard updatesCounterexamples else {
            if counterexamples == nil { return nil }
            throw CommandError.needsOption(option: "--counterexamples", needed: Self.updateOption)
        }
        if let option = optionForOtherRuns(request) ?? optionForOtherOutput {
            throw CommandError.optionsExclude(
                option, Self.updateOption, because: "it is about whole catalogs and specs")
        }
        let path = counterexamples ?? Self.usualCounterexampleFolder
        let folder = try CounterexampleFolder(
            path: path, specs: request.specs.isEmpty ? nil : request.specs, catalog: session.catalog)
        try TraceExport.requireWritable(path)
        return folder
    }

    /// Option that asks for other files or another format than those of the folder, or nil.
    private var optionForOtherOutput: String? {
        if exportFolder != nil { return "--export" }
        return output.chosen == .text ? nil : "--format \(output.chosen.rawValue)"
    }

    /// Option that asks for other runs than those that a check of the catalog or of specs makes, or nil.
    func optionForOtherRuns(_ request: CheckRequest) -> String? {
        let options: [(String, Bool)] = [
            ("--set", !request.settings.isEmpty || request.arguments.contains { $0.contains("=") }),
            ("--mutant", !request.mutants.isEmpty), ("--variant", !request.variants.isEmpty),
            ("--property", !request.properties.isEmpty),
            ("--continue", request.continues), ("--store fingerprint", request.store != .exact),
            ("--max-states", request.limits.states != nil), ("--max-depth", request.limits.depth != nil),
            ("--max-seconds", request.limits.seconds != nil), ("--max-memory", request.limits.memory != nil),
            ("--coverage", request.coverage), ("--certificate", request.certifies),
            ("--coverage", request.coverage), ("--symmetry", request.symmetry != .none),
        ]
        return options.first { $0.1 }?.0
    }
}
