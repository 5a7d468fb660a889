import Testing

@testable import QuorateCommand

/// The small parts: names that are near, words for a shell, sizes, the table of statuses.
@Suite struct WordsTests {
    @Test(arguments: [
        ("managres", "managers"), ("manager", "managers"), ("MANAGERS", "managers"),
        ("ball", "ballots"), ("xyz", nil), ("", nil), (String(repeating: "managers", count: 100), nil),
    ])
    func theNearestWordIsFound(name: String, expected: String?) {
        #expect(NearestName.nearest(to: name, among: ["managers", "ballots", "acceptors"]) == expected)
    }

    @Test(arguments: [("", "", 0), ("abc", "", 3), ("abc", "acb", 1), ("kitten", "sitting", 3)])
    func distancesAreThoseOfLevenshtein(first: String, second: String, expected: Int) {
        #expect(NearestName.distance(Array(first), Array(second)) == expected)
        #expect(NearestName.distance(Array(second), Array(first)) == expected)
    }

    @Test(arguments: [
        ("plain-1=2", "plain-1=2"), ("two words", "'two words'"), ("it's", "'it'\\''s'"), ("", "''"),
        ("$HOME", "'$HOME'"), ("é", "'é'"),
    ])
    func wordsAreQuotedForAShell(word: String, expected: String) { #expect(Shell.quoted(word) == expected) }

    @Test(arguments: [
        ("512M", 512 << 20), ("2G", 2 << 30), ("2GiB", 2 << 30), ("2gb", 2 << 30), ("1024", 1024),
        ("1.5K", 1536), ("1t", 1 << 40), ("M", nil), ("", nil), ("5 M", nil), ("1e9", nil), ("٣M", nil),
        ("99999999999999999999G", nil),
    ])
    func sizesOfMemoryAreRead(text: String, bytes: Int?) {
        #expect(MemorySize(argument: text)?.bytes == bytes)
    }

    @Test func everyStatusIsInTheTable() async {
        let outcome = await quorate("help exit-status")
        #expect(outcome.status == 0)
        for status in ExitStatus.allCases {
            #expect(outcome.output.contains("\(status.rawValue)  \(status.meaning)\n"))
        }
    }

    @Test(
        arguments: [
            ([], true, .asExpected), ([.asExpected, .asExpected], true, .asExpected),
            ([.asExpected, .deadlock], true, .mixed), ([.asExpected, .deadlock], false, .deadlock),
            ([.asExpected, .inconclusive], true, .inconclusive),
            ([.asExpected, .inconclusive], false, .inconclusive),
            ([.asExpected, .inconclusive, .deadlock], true, .mixed),
            ([.vacuous, .deadlock], false, .mixed), ([.deadlock, .deadlock], true, .deadlock),
        ] as [([QuorateCommand.ExitStatus], Bool, QuorateCommand.ExitStatus)])
    func joined(
        statuses: [QuorateCommand.ExitStatus], countingSuccesses: Bool, expected: QuorateCommand.ExitStatus
    ) {
        #expect(QuorateCommand.ExitStatus.joined(statuses, countingSuccesses: countingSuccesses) == expected)
    }

    @Test func settingsWithAndWithoutOption() throws {
        let request = CheckRequest(arguments: ["A", "n=1", "A", "B"], settings: ["t=2"])
        #expect(request.specs == ["A", "B"])
        #expect(try request.parsedSettings() == ["n": 1, "t": 2])
    }

    @Test func oneRunOrInstances() throws {
        func runs(_ request: CheckRequest) throws -> Int {
            try CheckPlan(request, catalog: fixtures).runs.count
        }
        #expect(try runs(CheckRequest(arguments: ["Staircase"])) == 5)
        #expect(try runs(CheckRequest(arguments: ["Staircase"], store: .fingerprint)) == 5)
        #expect(try runs(CheckRequest(arguments: ["Staircase", "steps=2"])) == 1)
        #expect(try runs(CheckRequest(arguments: ["Staircase"], continues: true)) == 1)
        #expect(try runs(CheckRequest(arguments: ["Staircase"], limits: .init(states: 9))) == 1)
        #expect(try runs(CheckRequest(limits: .init(states: 9))) == 8)
    }
}
