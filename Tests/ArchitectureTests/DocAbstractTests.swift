import Testing

/// An abstract begins with the noun of the field: `/// Number of replicas that crash.`, not `/// How many
/// crash.`
@Suite struct DocAbstractTests {
    @Test func noAbstractAsks() {
        let files = ["Sources", "Specs"].flatMap { Repository.files(below: $0, endingIn: ".swift") }
        let abstracts = files.map { ($0, DocAbstracts(Repository.text(of: $0) ?? "")) }
        #expect(abstracts.reduce(0) { $0 + $1.1.lines.count } > 2_000)
        for (file, abstracts) in abstracts {
            #expect(abstracts.questions.isEmpty, "\(file): begin with what the thing is")
        }
    }

    @Test func recognisesAnAbstractThatAsks() {
        let abstracts = DocAbstracts(
            """
            /// What stands above nothing.

            /// Number of crashes.
            /// How many there are is no abstract.
            var crashes: Int
                /// Whether it holds.
                @inlinable
                var holds: Bool
            // Why a plain comment does not count.
            var other: Int
            /// Whoever asks does not ask here.
            var last: Int
            """)
        #expect(
            abstracts.lines == [
                "Number of crashes.", "Whether it holds.", "Whoever asks does not ask here.",
            ])
        #expect(abstracts.questions == ["Whether it holds."])
    }
}
