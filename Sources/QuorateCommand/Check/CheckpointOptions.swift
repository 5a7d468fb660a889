import ArgumentParser
import QuorateExplorer

/// The options that keep a search in memory from being lost.
struct CheckpointOptions: ParsableArguments {
    @Option(
        name: .customLong("checkpoint"),
        help: ArgumentHelp(
            """
            Write checkpoints of the one run, whose states are in memory, to this folder, the last one when it ends or is \
            interrupted; `resume` goes on. They come between levels: a kill loses the level that was begun.
            """, valueName: "folder"))
    var folder: String?

    @Option(
        name: .customLong("every"), parsing: .unconditional,
        help: ArgumentHelp(
            "Time from one to the next, if no level takes longer: 90, 90s, 10m or 2h; 5m unless given.",
            valueName: "duration"))
    var interval: TimeSpan?

    private static let usualSeconds = 300.0

    /// The checkpoints that were asked for.
    var chosen: CheckpointUse? {
        folder.map { CheckpointUse(folder: $0, every: interval?.seconds ?? Self.usualSeconds) }
    }

    /// Refuses a time without checkpoints.
    func check() throws {
        if interval != nil, folder == nil {
            throw CommandError.needsOption(option: "--every", needed: "--checkpoint")
        }
    }
}
