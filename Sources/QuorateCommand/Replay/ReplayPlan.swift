import QuorateLanguage

/// The files to be replayed, and the code that they are replayed on.
struct ReplayPlan {
    let files: [String]
    let codes: [Code]
    /// Choice of the code by a person; otherwise one that does not exist is left out.
    let isChosen: Bool
    /// Spec of files that other tools have written.
    let foreign: Instance?

    init(files: [String], against code: Code? = nil, foreign: Instance? = nil) {
        self.files = files
        codes = code.map { [$0] } ?? Code.allCases
        isChosen = code != nil
        self.foreign = foreign
    }
}
