import ArgumentParser
import QuorateLanguage
import QuorateTraces

/// The options that say of which spec the files of other tools are, and what is called otherwise in them.
struct ForeignOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The spec of files that other tools have written: their runs are found again on it.",
            valueName: "spec"),
        completion: .specs)
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

    @OptionGroup var silence: SilentOptions

    /// Request as it was typed.
    ///
    /// - Throws: ``CommandError`` for an option that makes no sense, or none without `--spec`.
    func request() throws -> ForeignRequest {
        var request = ForeignRequest(renames: try names(), module: module, trace: trace)
        request.map = try map.map(ForeignRequest.map)
        guard let spec else {
            let needing = [
                ("--set", !settings.isEmpty), ("--mutant", mutant != nil), ("--variant", variant != nil),
                ("--module", module != nil), ("--property", property != nil),
                ("--silent", silence.silent != nil),
                ("--silent-actions", silence.silentActions != nil),
            ]
            for (option, isGiven) in needing where isGiven {
                throw CommandError.needsOption(option: option, needed: "--spec")
            }
            return request
        }
        try request.hold(against: spec, settings, mutant: mutant, variant: variant)
        request.property = property
        try silence.add(to: &request)
        return request
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
