import QuorateQuorums
import Testing

@testable import QuorateProver

/// What a file says, and what is said of a file that cannot be read.
@Suite struct AutomatonReaderTests {
    private static func read(_ text: String) throws(AutomatonFileError) -> ThresholdAutomaton {
        try ThresholdAutomaton(reading: text, file: "folder/round.ta")
    }

    @Test func everythingIsRead() throws {
        let automaton = try Self.read(SmallFile.text)
        #expect(automaton.name == "round")
        #expect(automaton.parameters == ["N", "T", "F"])
        #expect(automaton.counters == ["sent", "crashes"])
        #expect(automaton.locations == ["fresh", "asked", "done", "gone"])
        #expect(automaton.assuming.map { "\($0)" } == ["N > 3T", "T ≥ F and F ≥ 0"])
        #expect(automaton.initial.count == 5 && "\(automaton.initial[0])" == "fresh + asked = N")
        #expect(automaton.rules.map(\.label) == ["0", "1", "2", "3", "4"])
        #expect("\(automaton.rules[1].condition.possible)" == "2sent ≥ N - T + 1 and sent > 0")
        #expect(automaton.rules[1].effects == [.init("sent")])
        #expect(automaton.rules[4].effects.isEmpty && automaton.rules[4].from == automaton.rules[4].to)
        #expect(automaton.properties.map(\.name) == ["quiet", "answer", "few"])
    }

    @Test func formulasHaveTheShapeThatIsWritten() throws {
        let automaton = try Self.read(SmallFile.text)
        let done: Quantity = "done", asked: Quantity = "asked", sent: Quantity = "sent"
        let quiet = RunFormula.now(asked == 0).implies(.always(.now(done == 0)))
        #expect(automaton.properties[0].statement == quiet)
        let few = automaton.properties[2].statement
        #expect(few == .all([.always(.now("crashes" <= "F")), .always(.now(sent <= "N"))]))
        guard case .any(let parts) = automaton.properties[1].statement else {
            Issue.record("\(automaton.properties[1].statement)")
            return
        }
        let premise = asked == 0 && (.multiple(2, sent) < "N" - "T" + 1 || "fresh" == 0)
        #expect(parts[0] == .not(.eventually(.always(.now(premise)))))
        let reply = RunFormula.now(done != 0).implies(.eventually(.now(!("fresh" != 0) || sent < "T" + 1)))
        #expect(parts[1] == .always(reply))
    }

    @Test func guardsAreSortedIntoCases() throws {
        let system = try CounterSystem(Self.read(SmallFile.text))
        // Self-loops are left out, `crashes < 0` and `crashes > crashes` can never be.
        #expect(system.rules.map(\.position) == [0, 1, 2])
        #expect(system.rules[1].thresholds.map(\.direction) == [.rising, .rising])
        #expect(system.rules[2].thresholds.map(\.direction) == [.falling])
        #expect(system.order.map { system.automaton.locations[$0] } == ["fresh", "asked", "gone", "done"])
    }

    @Test func aFileAndAnAutomatonInSwiftAreTheSame() throws {
        let text = """
            skel P { shared sent; parameters n;
              assumptions (1) { n >= 1; } locations (3) { A: [0]; B: [1]; C: [2]; }
              inits (4) { A == n; B == 0; C == 0; sent == 0; }
              rules (2) { 0: A -> B when (true) do { sent' == sent + 1; };
                1: B -> C when (sent >= 2) do { unchanged(sent); }; }
              specifications (1) { s: [](C == 0); } }
            """
        let read = try CounterSystem(Self.read(text))
        let written = try CounterSystem(.chain)
        #expect(read.rules == written.rules && read.initial == written.initial)
        #expect(read.properties[0].formula == written.properties[0].formula)
    }

    // MARK: - Mistakes

    struct Mistake: Sendable {
        let old: String
        let new: String
        let line: Int
        let words: String

        init(_ old: String, _ new: String, _ line: Int, _ words: String) {
            (self.old, self.new, self.line, self.words) = (old, new, line, words)
        }
    }

    private static let mistakes = [
        Mistake("thresholdAutomaton", "automaton", 2, "expected \"skel\""),
        Mistake("local pc", "lokal pc", 3, "there is no section \"lokal\""),
        Mistake("parameters N, T, F", "parameters N, T, T", 6, "T is declared a second time"),
        Mistake("shared sent", "shared true", 4, "\"true\" has a meaning of its own"),
        Mistake("N > 3 * T", "N > 3 * X", 9, "\"X\" is no parameter"),
        Mistake("N > 3 * T", "N > N * T", 9, "two names are multiplied"),
        Mistake("N > 3 * T", "N > 3 T", 9, "expected \";\", and found \"T\""),
        Mistake("N > 3 * T", "N > 99999999999", 9, "the number is too large"),
        Mistake("N > 3 * T", "N > 1000000000 * 1000000000", 9, "the number is too large"),
        Mistake("N > 3 * T", "N + T", 9, "expected a condition"),
        Mistake("N > 3 * T", "N > T > F", 9, "a comparison has two sides"),
        Mistake("N > 3 * T", "(N > T) + 1 > 2", 9, "expected a number"),
        Mistake("N > 3 * T", "N > 3 * sent", 9, "it is about parameters only"),
        Mistake("N > 3 * T", "N > 3 @ T", 9, "\"@\" has no meaning here"),
        Mistake("N > 3 * T", "N > 3 * T || [](N > 1)", 9, "expected a condition without []"),
        Mistake("0: asked -> done", "0: asked -> nowhere", 21, "expected a location"),
        Mistake("0: asked -> done", "0: asked -> sent", 21, "expected a location"),
        Mistake("0: asked", "asked", 21, "expected the number of a rule"),
        Mistake("when (true)", "if (true)", 21, "expected \"when\""),
        Mistake("sent' == sent + 1;", "sent' == sent - 1;", 22, "a counter only grows"),
        Mistake("sent' == sent + 1;", "sent' == crashes + 1;", 22, "a counter only grows"),
        Mistake("sent' == sent + 1;", "sent' == sent; sent' == sent;", 22, "mentioned a second time"),
        Mistake("sent' == sent + 1; ", "", 22, "does not mention sent"),
        Mistake("sent' == sent + 1; ", "N' == N; ", 22, "expected a shared counter"),
        Mistake("when (true)", "when (asked > 0)", 21, "which is a location"),
        Mistake("when (true)", "when (sent > crashes)", 21, "sent > crashes grows with one counter"),
        Mistake(
            "unchanged(sent, crashes); };\n    4", "crashes' == crashes; sent' == sent + 1; };\n    4", 27,
            "may add to a counter for ever"),
        Mistake("quiet:", "answer:", 32, "another property has this name"),
        Mistake("[](done == 0)", "[](done)", 31, "expected a condition"),
        Mistake("} /* Round */", "/* Round", 36, "the comment has no end"),
        Mistake("} /* Round */", "", 36, "found the end of the file"),
        Mistake("} /* Round */", "} }", 36, "expected the end of the file"),
    ]

    @Test(arguments: mistakes) func mistakeIsShownWhereItIs(_ mistake: Mistake) {
        let text = SmallFile.text.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
        #expect(text != SmallFile.text)
        let error = #expect(throws: AutomatonFileError.self) { try Self.read(text) }
        #expect(error?.line == mistake.line, "\(error?.description ?? "")")
        #expect(error?.problem.contains(mistake.words) == true, "\(error?.description ?? "")")
    }

    @Test func columnsCountCharacters() {
        let error = #expect(throws: AutomatonFileError.self) { try Self.read("/* für */ skel P { ü }") }
        #expect(error?.description.hasPrefix("folder/round.ta:1:20: ") == true)
    }

    @Test func cycleIsReadAndNotDecided() throws {
        let text = SmallFile.text.replacing(
            "4: done -> done when (sent >= 0)", with: "4: done -> fresh when (sent >= 0)")
        let error = #expect(throws: AutomatonError.self) { try CounterSystem(Self.read(text)) }
        #expect(error?.problem.contains("fresh → done → fresh are a cycle") == true)
    }
}
