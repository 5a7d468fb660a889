import Testing

/// What the vocabulary of faults cannot forbid, specs do not do.
@Suite struct ByzantineSpecTests {
    /// Where the messages of faulty replicas are there from the start no state rests for lack of them, so that
    /// deadlock freedom would hold for nothing. It is asked of two specs, in which faulty replicas are silent: in
    /// one they may fall silent in a step of their own, in the other they never say anything.
    @Test func deadlockFreedomIsAskedOnlyWhereFaultyReplicasAreSilent() {
        let both = Self.folders { $0.contains("MonotoneVotes") }
            .intersection(Self.folders { $0.contains("deadlockFreedom") })
        #expect(both == ["AtomicRename", "TrustedRead"])
    }

    /// Reading back what an action or a property says is reading evidence.
    @Test(arguments: ["isGiven", "isViolated(by", ".takes(in"])
    func specsDoNotReadEvidence(word: String) {
        #expect(Self.folders { $0.contains(word) } == [])
    }

    /// The folders of specs with a file that `matches`.
    private static func folders(where matches: (String) -> Bool) -> Set<String> {
        let files = Repository.files(below: "Specs", endingIn: ".swift").filter { path in
            Repository.text(of: path).map(matches) ?? false
        }
        return Set(files.map { String($0.split(separator: "/")[1]) })
    }
}
