/// The form in which a command prints its results.
enum Format: String, CaseIterable {
    /// For people.
    case text
    /// One object, and nothing else, on standard output.
    case json
    /// XML as servers for continuous integration read it.
    case junit
    /// A SARIF log, which hosts of code show beside the lines that it names.
    case sarif
    /// Workflow commands of GitHub, which become annotations.
    case github
    /// A summary for people, for the page of a run or a comment.
    case markdown
}
