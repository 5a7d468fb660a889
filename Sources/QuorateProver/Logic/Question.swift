/// A problem with the answer that is wanted.
struct Question: Sendable {
    /// Lowercase words joined by hyphens or dots.
    let name: String
    let problem: Problem
    let expected: Obligation.Status

    /// A question about `problem`; `title` says to a reader what is asked.
    init(_ name: String, _ title: String, _ problem: Problem, expected: Obligation.Status) {
        self.name = name
        self.expected = expected
        var problem = problem
        problem.title.append(title)
        self.problem = problem
    }
}
