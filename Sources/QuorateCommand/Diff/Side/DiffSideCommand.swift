import ArgumentParser
import Foundation
import QuorateExplorer

/// One side of `quorate diff`, in the program that was built from it.
struct DiffSideCommand: AsyncParsableCommand, SearchingCommand {
    static let searched = "distinct states"
    /// Name of the command, by which the other side of the pipe asks for it.
    static let name = "diff-side"

    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Answers what `diff` asks about the catalog, on standard input and output.",
        shouldDisplay: false)

    @Option var workers = 1
    @OptionGroup var limits: LimitOptions<Self>

    func run() async throws {
        let session = Session.current
        let output = FileHandle.standardOutput
        let server = try SideServer(session, limits: limits.chosen, workers: workers) { bytes in
            do { try output.write(contentsOf: Data(bytes)) } catch {
                throw CommandError.outputLost(reason: "nobody reads them any more")
            }
        }
        try await server.serve { readLine() }
    }
}
