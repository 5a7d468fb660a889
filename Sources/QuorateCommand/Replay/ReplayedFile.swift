/// The replays of one file.
struct ReplayedFile: JobResult {
    typealias Part = ReplayPlan.Part

    let file: String
    let replays: [FinishedReplay]
    /// Reason why a file of a folder is not replayed, or nil.
    var omission: String?

    var status: ExitStatus { .joined(replays.map(\.status), countingSuccesses: Self.answersForItself) }
    var comparesSomething: Bool { !replays.isEmpty }

    static func label(of part: ReplayPlan.Part) -> String { part.path }
}

extension JobResults<ReplayedFile> {
    /// The replays of all files.
    var replays: [FinishedReplay] { made.flatMap(\.replays) }
    /// The files of folders that are not replayed, with the reasons.
    var omissions: [(file: String, reason: String)] {
        made.compactMap { made in made.omission.map { (made.file, $0) } }
    }
}
