import Foundation
import Testing

/// The scenarios in the folder `Scenarios`, with the output that is recorded in them.
///
/// `QUORATE_REGENERATE=1 swift test -c release --filter ScenarioTests` writes the output again; read the diff.
@Suite struct ScenarioTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scenarios")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".txt") }.sorted()

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test("replicas do what is recorded", arguments: names)
    func isAsRecorded(name: String) throws {
        let now = try Scenario(Self.text(name)).played()
        if ProcessInfo.processInfo.environment["QUORATE_REGENERATE"] != nil {
            try Data(now.utf8).write(to: Self.folder.appendingPathComponent(name))
        }
        let difference = Scenario.difference(recorded: try Self.text(name), now: now)
        #expect(difference == nil, "\(name), \(difference ?? "")")
    }

    @Test("the four scenarios are there")
    func areThere() {
        let expected = [
            "bracha-equivocating-sender.txt", "pbft-view-change.txt", "raft-figure-7.txt",
            "raft-figure-8.txt",
        ]
        #expect(Self.names == expected)
    }

    /// In each file every line of output is changed, left out and doubled. What is played depends on the inputs alone,
    /// so it is played again for every tenth of them only.
    @Test("a wrong expectation is noticed, with its line", arguments: names)
    func wrongExpectationIsNoticed(name: String) throws {
        let text = try Self.text(name)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let outputs = lines.indices.filter { lines[$0].hasPrefix(" ") }
        #expect(outputs.count > 20)
        let now = try Scenario(text).played()
        for (position, output) in outputs.enumerated() {
            for wrong in [[lines[output] + "!"], [], [lines[output], lines[output] + "!"]] {
                var changed = lines
                changed.replaceSubrange(output...output, with: wrong)
                let recorded = changed.joined(separator: "\n")
                if position % 10 == 0 { #expect(try Scenario(recorded).played() == now) }
                let difference = Scenario.difference(recorded: recorded, now: now)
                #expect(difference?.hasPrefix("line ") == true, "\(name), line \(output + 1)")
            }
        }
    }

    @Test("another order of the same inputs is another output")
    func orderMatters() throws {
        let text = try Self.text("raft-figure-7.txt")
        let swapped = text.replacing("exchange l a", with: "exchange l X").replacing(
            "exchange l e", with: "exchange l a"
        ).replacing("exchange l X", with: "exchange l e")
        #expect(Scenario.difference(recorded: text, now: try Scenario(swapped).played()) != nil)
    }

    @Test(
        "a line that means nothing is named",
        arguments: [
            ("deliver", "line 1: begin with raft, pbft or bracha, not with deliver"),
            ("# why\n\n    output\nraft", "line 4: the names of the replicas are missing"),
            ("raft a b a", "line 1: two replicas have the same name"),
            ("raft a b c unsafe", "line 1: the rule is missing"),
            ("raft a b c unsafe votes-twice", "line 1: there is no rule votes-twice"),
            (
                "raft a b c\nfly a",
                "line 2: fly is no input; these are: deliver, lose, exchange, crash, restart, show, "
                    + "log, timeout, heartbeat, propose"
            ),
            ("raft a b c\ntimeout", "line 2: the name of a replica is missing"),
            ("raft a b c\ntimeout d", "line 2: d is none of the replicas a b c"),
            ("raft a b c\ntimeout a b", "line 2: b has no meaning here"),
            ("raft a b c\n\n# nothing yet\ndeliver", "line 4: no such message waits"),
            ("raft a b c\ntimeout a\ndeliver Vote to a", "line 3: no such message waits"),
            ("raft a b c\ntimeout a\n    a stands\nexchange b c", "line 4: no message waits between them"),
            ("raft a b c\nlog a 1 2 0", "line 2: 0 is no term; terms are 1 to 99"),
            ("raft a b c\nlog a 2 1", "line 2: terms go up"),
            ("raft a b c\nlog a 1 2 term 1", "line 2: terms go up"),
            ("raft a b c\ncrash a\ntimeout a", "line 3: a is down"),
            ("raft a b c\ncrash a\ncrash a", "line 3: a is down already"),
            ("pbft a b c d\nrequest a", "line 2: what the client wants is missing"),
            ("bracha a b c d\nsay a ECHO x to b", "line 2: a is not faulty"),
            ("bracha a b c d faulty a\nbroadcast a x", "line 2: a is faulty, and has no code"),
            ("bracha a b c d faulty e", "line 1: e is none of the replicas a b c d"),
            (
                "bracha a b c d faulty a\nsay a HELLO x to b",
                "line 2: HELLO is no kind of message; these are: INITIAL, ECHO, READY"
            ),
            ("bracha a b c d faulty a\nsay a ECHO x b", "line 2: to whom is missing"),
        ])
    func slip(script: String, reason: String) {
        let failure = #expect(throws: Scenario.Failure.self) { try Scenario(script).played() }
        #expect(failure?.description == reason)
    }
}
