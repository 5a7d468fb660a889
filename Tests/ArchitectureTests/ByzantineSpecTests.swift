import Testing

/// What the vocabulary of faults cannot forbid, specs do not do.
@Suite struct ByzantineSpecTests {
    /// Where the messages of faulty replicas are there from the start no state rests for lack of them, so that
    /// deadlock freedom would hold for nothing. It is asked of two specs, in which faulty replicas are silent: in
    /// one they may fall silent in a step of their own, in the other they never say anything.
    @Test func deadlockFreedomIsAskedOnlyWhereFaultyReplicasAreSilent() {
        let both = Self.specs { $0.contains("MonotoneVotes") || $0.contains("VotingSpec") }
            .intersection(Self.specs { $0.contains("deadlockFreedom") })
        #expect(both == ["AtomicRename", "TrustedRead"])
    }

    /// What reads back evidence: what an action or a property says, or what is in memory. Outside of this package most
    /// of it does not compile.
    private static let readings = [
        #"\bisGiven\b"#, #"\bisShown\(by"#, #"\.takes\(in"#, #"\.premise\b"#, #"\.shows\("#,
        #"\.sending\("#,
        #"\.holds\b(?!\(\s*(distinct:|generated:|depth:|Self\(|"))"#, #"\.modelledAdversary\b"#,
        #"\bMirror\("#,
        #"\bunsafeBitCast\b"#, #"\bwithUnsafe"#,
    ]

    @Test(arguments: readings)
    func specsDoNotReadEvidence(pattern: String) throws {
        let reading = try Regex(pattern)
        #expect(Self.specs { $0.contains(reading) } == [])
    }

    /// An expectation is not a property that is asked.
    @Test func whatReadsEvidenceIsRecognised() throws {
        let reading = try Regex(Self.readings[6])
        #expect("if properties[0].holds(s) {".contains(reading) && "property.holds\n(s)".contains(reading))
        #expect(!".holds(Self(), distinct: 5)".contains(reading))
        #expect(!".holds(\n    generated: 5)".contains(reading))
        #expect(!".holds(\n    \"why a variant is harmless\")".contains(reading))
    }

    /// The specs with a file that `matches`, by the name of the file.
    private static func specs(where matches: (String) -> Bool) -> Set<String> {
        let files = Repository.files(below: "Specs", endingIn: ".swift").filter { path in
            Repository.text(of: path).map(matches) ?? false
        }
        return Set(
            files.map { path in
                String(path.split(separator: "/").last?.prefix { $0.isLetter } ?? "")
            })
    }
}
