/// The form in which a command prints its results.
enum Format: String, CaseIterable {
    /// For people.
    case text
    /// One object, and nothing else, on standard output.
    case json
    /// XML as servers for continuous integration read it.
    case junit
}
