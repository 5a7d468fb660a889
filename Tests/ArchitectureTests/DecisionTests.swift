import Foundation
import Testing

/// The rules that can be broken on purpose stand in the way of a reader: each replica asks for them in one file.
@Suite struct DecisionTests {
    static let sources = Repository.files(below: "Sources/QuorateReplicas", endingIn: ".swift")

    /// Where rules are declared or asked for: with the decisions, and in the configurations that hold them.
    private static func isAllowed(_ path: String) -> Bool {
        path.hasSuffix("Replica+Decisions.swift") || path.contains("Configuration")
    }

    /// The lines of code, not of comment, that ask for a rule.
    static func questions(in text: String) -> [String] {
        text.split(separator: "\n").map(String.init).filter { line in
            let code = line.split(separator: "//", omittingEmptySubsequences: false)[0]
            return code.contains(/(^|[^A-Za-z])(rules|unsafe)\./)
        }
    }

    @Test func everyReplicaHasItsDecisions() {
        let names = Self.sources.filter { $0.hasSuffix("+Decisions.swift") }
            .map { $0.split(separator: "/").last.map(String.init) ?? "" }
        #expect(
            names.sorted() == [
                "BrachaReplica+Decisions.swift", "PBFTReplica+Decisions.swift", "RaftReplica+Decisions.swift",
            ])
    }

    @Test func noOtherFileAsksForARule() {
        for path in Self.sources where !Self.isAllowed(path) {
            #expect(Self.questions(in: Repository.text(of: path) ?? "") == [], "\(path)")
        }
    }

    @Test func recognisesAQuestion() {
        let text = """
            if rules.votesTwice { return }
            /// See rules.votesTwice.
            guard configuration.unsafe.checksSignatures else { return }
            let count = overrules.count // rules.
            """
        #expect(
            Self.questions(in: text) == [
                "if rules.votesTwice { return }",
                "guard configuration.unsafe.checksSignatures else { return }",
            ])
    }
}
