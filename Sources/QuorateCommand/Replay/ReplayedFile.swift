/// The replays of one file.
struct ReplayedFile: JobResult {
    typealias Part = String

    let replays: [FinishedReplay]

    var status: ExitStatus { .joined(replays.map(\.status), countingSuccesses: Self.answersForItself) }
}

extension JobResults<ReplayedFile> {
    /// The replays of all files.
    var replays: [FinishedReplay] { made.flatMap(\.replays) }
}
