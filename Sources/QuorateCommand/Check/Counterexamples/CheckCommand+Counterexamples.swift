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
        if let option = request.optionForOtherRuns ?? optionForOtherOutput {
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
}
