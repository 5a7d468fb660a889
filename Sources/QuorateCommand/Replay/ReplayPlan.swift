import QuorateLanguage

/// The files to be replayed, and the code that they are replayed on.
struct ReplayPlan {
    /// A file, or a folder that has none.
    enum Part {
        /// A file that a person has named.
        case named(String)
        /// A file that was found in a folder.
        case found(String)
        /// A folder without a trace, or one that cannot be read.
        case folder(String, any Error)

        var path: String {
            switch self {
            case .named(let path), .found(let path), .folder(let path, _): path
            }
        }
    }

    let parts: [Part]
    let codes: [Code]
    /// Choice of the code by a person; otherwise one that does not exist is left out.
    let isChosen: Bool
    /// Request for the runs in files that other tools have written.
    let foreign: ForeignRequest

    /// - Parameter paths: files, and folders of which all traces are meant.
    init(paths: [String], against code: Code? = nil, foreign: ForeignRequest = ForeignRequest()) {
        let all = paths.flatMap(TraceFolder.parts)
        // What is named beside its folder is replayed once.
        var known = Set(all.compactMap { if case .named(let path) = $0 { path } else { nil } })
        parts = all.filter { part in
            if case .named = part { true } else { known.insert(part.path).inserted }
        }
        codes = code.map { [$0] } ?? Code.allCases
        isChosen = code != nil
        self.foreign = foreign
    }

    /// Presence of a folder, whose replays are reported in a line each.
    var isOfFolder: Bool {
        parts.contains { if case .named = $0 { false } else { true } }
    }
}
