/// A problem with the answer that is wanted.
struct Question: Sendable {
    /// Lowercase words joined by hyphens or dots.
    let name: String
    var problem: Problem
    let expected: Obligation.Status

    /// A question about `problem`; `title` says to a reader what is asked.
    init(_ name: String, _ title: String, _ problem: Problem, expected: Obligation.Status) {
        self.name = name
        self.expected = expected
        self.problem = problem
        self.problem.title.append(title)
    }
}
