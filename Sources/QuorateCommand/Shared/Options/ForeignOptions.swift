import ArgumentParser
import QuorateLanguage
import QuorateTraces

/// The options that say of which spec the files of other tools are, and what is called otherwise in them.
struct ForeignOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The spec of files that other tools have written: their runs are found again on it.",
            valueName: "spec"))
    var spec: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Set a parameter of that spec.", valueName: "name=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("Break that spec on purpose.", valueName: "name"))
    var mutant: String?

    @Option(help: ArgumentHelp("Make a harmless change to that spec.", valueName: "name"))
    var variant: String?

    @Option(
        name: .customLong("rename"),
        help: ArgumentHelp(
            "Name in the file, and what the spec calls it: a variable, an action, a pick, or a value as in n1=r0.",
            valueName: "file=spec"))
    var renames: [String] = []

    @Option(
        help: ArgumentHelp(
            "The module whose variables are meant, where several in the file have one of that name.",
            valueName: "name"))
    var module: String?

    @Option(help: ArgumentHelp("The one trace of a file that has several, from 1 on.", valueName: "n"))
    var trace: Int?

    @Option(
        help: ArgumentHelp(
            "The property that the run is to show, where the file does not determine one.",
            valueName: "name"))
    var property: String?

    @Option(
        help: ArgumentHelp(
            "A mapping file: names and places in the file, and what the spec calls them.", valueName: "file"))
    var map: String?

    @Option(
        help: ArgumentHelp(
            "The most steps in a row that the spec takes and the file does not have; none unless given.",
            valueName: "n"))
    var silent: Int?

    @Option(
        help: ArgumentHelp(
            "The actions that such steps may take, with commas between them; all unless given.",
            valueName: "actions"))
    var silentActions: String?

    /// Request as it was typed.
    ///
    /// - Throws: ``CommandError`` for an option that makes no sense, or none without `--spec`.
    func request() throws -> ForeignRequest {
        var request = ForeignRequest(renames: try names(), module: module, trace: trace)
        request.map = try map.map { ($0, try Self.content(ofMap: $0)) }
        guard let spec else {
            let needing = [
                ("--set", !settings.isEmpty), ("--mutant", mutant != nil), ("--variant", variant != nil),
                ("--module", module != nil), ("--property", property != nil), ("--silent", silent != nil),
                ("--silent-actions", silentActions != nil),
            ]
            for (option, isGiven) in needing where isGiven {
                throw CommandError.needsOption(option: option, needed: "--spec")
            }
            return request
        }
        let values = try CheckRequest(settings: settings).parsedSettings()
        request.instance = Instance(spec: spec, mutant: mutant, variant: variant, values: values)
        request.property = property
        try addSilentSteps(to: &request)
        return request
    }

    private func addSilentSteps(to request: inout ForeignRequest) throws {
        if let silent, !(0...RunMap.mostSilent).contains(silent) {
            throw CommandError.unsuitable(
                option: "--silent", value: "\(silent)", write: "a number from 0 to \(RunMap.mostSilent)")
        }
        if silentActions != nil, silent == nil, request.map?.content.silent == nil {
            throw CommandError.needsOption(option: "--silent-actions", needed: "--silent")
        }
        request.silent = silent
        request.silentActions = silentActions?.split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// The content of a mapping file.
    private static func content(ofMap file: String) throws -> RunMap {
        do { return try RunMap(parsing: ITF.content(ofFile: file)) } catch let error as TraceInputOutputError
        {
            throw error
        } catch {
            throw CommandError.refusedTrace(file: file, reason: error)
        }
    }

    private func names() throws -> [String: String] {
        var names: [String: String] = [:]
        for text in renames {
            // The spec's names have no equals sign.
            guard let sign = text.lastIndex(of: "="), sign != text.startIndex,
                text.index(after: sign) != text.endIndex
            else {
                throw CommandError.unsuitable(
                    option: "--rename", value: text,
                    write: "the name in the file, an equals sign and the name in the spec")
            }
            let old = String(text[..<sign])
            if names.updateValue(String(text[text.index(after: sign)...]), forKey: old) != nil {
                throw CommandError.unsuitable(option: "--rename", value: text, write: "each name once")
            }
        }
        return names
    }
}
