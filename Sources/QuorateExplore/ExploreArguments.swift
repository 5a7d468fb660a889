import ArgumentParser
import Foundation
import QuorateCommand
import QuorateLanguage

/// The arguments of the program that serves the page.
struct ExploreArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quorate-explore",
        abstract: "Serves a local page on which a protocol is walked by hand.",
        discussion: """
            It prints the address of the page, which only this machine can open, and which has a secret in it. On the page \
            steps are taken and undone; it looks for the nearest state that breaks a property, reaches one, enables an \
            action or makes an expression of `quorate show --eval` true; walks are saved as traces, and taken on real code \
            where there is some. Ctrl-C ends it.
            """, version: StandaloneTool.version)

    @Argument(
        help: ArgumentHelp("The spec to walk through, and its parameters as name=value.", valueName: "spec"))
    var words: [String]

    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter.", valueName: "name=value"))
    var settings: [String] = []

    @Option(help: ArgumentHelp("Break the spec on purpose.", valueName: "name"))
    var mutant: String?

    @Option(help: ArgumentHelp("Make a change that is claimed to be harmless.", valueName: "name"))
    var variant: String?

    @Option(help: ArgumentHelp("Open a trace file, and go on from any of its steps.", valueName: "file"))
    var trace: String?

    @Option(help: ArgumentHelp("The port of the page; one that is free unless given.", valueName: "n"))
    var port: Int?

    @Option(
        name: .customLong("max-states"),
        help: ArgumentHelp("Stop looking for a state after this many.", valueName: "n"))
    var stateLimit = GoalSearch.Limits().states

    @Option(
        name: .customLong("max-memory"),
        help: ArgumentHelp(
            "Stop looking for a state when the states take about this much: 512M, 2G or bytes.",
            valueName: "size"))
    var memoryLimit = "1G"

    /// The instance that is meant.
    func instance() throws -> Instance {
        let names = words.filter { !$0.contains("=") }
        guard names.count == 1 else { throw ValidationError("Name one spec; quorate list shows them.") }
        var values: [String: Int] = [:]
        for text in settings + words where text.contains("=") || settings.contains(text) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let value = Int(parts[1]) else {
                throw ValidationError(
                    "\(text): write a name, an equals sign and a whole number, as in --set managers=3")
            }
            guard values.updateValue(value, forKey: String(parts[0])) == nil else {
                throw ValidationError("The parameter \(parts[0]) is set twice; give it one value.")
            }
        }
        return Instance(spec: names[0], mutant: mutant, variant: variant, values: values)
    }

    /// The bounds of a search.
    func limits() throws -> GoalSearch.Limits {
        guard stateLimit >= 1, stateLimit <= Int(Int32.max) else {
            throw ValidationError("--max-states: write a number from 1 to \(Int32.max)")
        }
        guard let bytes = StandaloneTool.bytes(memoryLimit), bytes >= 1 else {
            throw ValidationError("--max-memory: write a size such as 512M")
        }
        return GoalSearch.Limits(states: stateLimit, memory: bytes)
    }

    mutating func validate() throws {
        if let port, !(1...65_535).contains(port) {
            throw ValidationError("--port: write a number from 1 to 65535")
        }
    }
}
