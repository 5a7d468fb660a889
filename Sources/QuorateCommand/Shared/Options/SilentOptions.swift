import ArgumentParser
import QuorateTraces

/// The options that let a spec take steps which nobody has observed.
struct SilentOptions: ParsableArguments {
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

    /// Adds the steps to a request, which has its mapping file already.
    ///
    /// - Throws: ``CommandError`` for a number that makes no sense, or actions without one.
    func add(to request: inout ForeignRequest) throws {
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
}
