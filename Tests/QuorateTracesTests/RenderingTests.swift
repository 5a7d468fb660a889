import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@Suite struct RenderingTests {
    @Test func changesAreShownAlone() {
        #expect(
            HastyCommit.trace.rendering() == """
                TwoPhaseCommit, mutant hasty-commit, managers=3
                breaks "consistency" after 5 steps (QuorateSpecs/TwoPhaseCommit.swift:7)

                0  initial state        manager:  {r0: working, r1: working, r2: working}
                                        decision: undecided
                                        (everything else is empty)
                1  prepare(r0)          manager[r0]: working → prepared; prepared: {} → {r0}
                2  receivePrepared(r0)  acknowledged: {} → {r0}
                3  commit               decision: undecided → committed
                4  obeyCommit(r0)       manager[r0]: prepared → committed
                5  abortAlone(r1)       manager[r1]: working → aborted
                """)
        #expect("\(HastyCommit.trace)" == HastyCommit.trace.rendering())
    }

    @Test func wholeStatesAreShown() {
        var trace = HastyCommit.trace
        trace.steps.removeLast(4)
        trace.states.removeLast(4)
        #expect(
            trace.rendering(full: true) == """
                TwoPhaseCommit, mutant hasty-commit, managers=3
                breaks "consistency" after 1 step (QuorateSpecs/TwoPhaseCommit.swift:7)

                0  initial state    manager:      {r0: working, r1: working, r2: working}
                                    prepared:     {}
                                    acknowledged: {}
                                    decision:     undecided
                1  prepare(r0)    * manager:      {r0: prepared, r1: working, r2: working}
                                  * prepared:     {r0}
                                    acknowledged: {}
                                    decision:     undecided
                """)
    }

    @Test func longThingsAreWrapped() {
        func votes(_ count: Int) -> SpecValue {
            .set((0..<count).map { .variant("vote", .record([.init(name: "view", value: .integer($0))])) })
        }
        func views(_ view: Int) -> SpecValue {
            .map(
                (0..<12).map {
                    .init(key: .string("r\($0)"), value: .list([.integer(view), .integer(view)]))
                })
        }
        let argument = SpecValue.Field(name: "certificate", value: votes(9))
        let trace = Trace(
            of: Instance(spec: "Wide"), property: "some view ends", propertyKind: .reachable,
            propertySite: nil,
            steps: [
                .init(action: .init(name: "send", arguments: []), site: nil),
                .init(action: .init(name: "adopt", arguments: [argument]), site: nil),
                .init(action: .init(name: "wait", arguments: []), site: nil),
            ],
            states: [(9, 0), (10, 0), (10, 1), (10, 1)].map {
                [.init(name: "votes", value: votes($0)), .init(name: "view", value: views($1))]
            })
        #expect(
            trace.rendering() == """
                Wide
                meets "some view ends" after 3 steps

                0  initial state  votes: {vote(view: 0), vote(view: 1), vote(view: 2), vote(view: 3), vote(view: 4),
                                           vote(view: 5), vote(view: 6), vote(view: 7), vote(view: 8)}
                                  view:  {r0: [0, 0], r1: [0, 0], r2: [0, 0], r3: [0, 0], r4: [0, 0], r5: [0, 0], r6: [0, 0],
                                           r7: [0, 0], r8: [0, 0], r9: [0, 0], r10: [0, 0], r11: [0, 0]}
                1  send           votes: +{vote(view: 9)}
                2  adopt(certificate: {vote(view: 0), vote(view: 1), vote(view: 2), vote(view: 3), vote(view: 4),
                     vote(view: 5), vote(view: 6), vote(view: 7), vote(view: 8)})
                                  view[r0]: [0, 0] → [1, 1]; view[r1]: [0, 0] → [1, 1]; view[r2]: [0, 0] → [1, 1];
                                  view[r3]: [0, 0] → [1, 1]; view[r4]: [0, 0] → [1, 1]; view[r5]: [0, 0] → [1, 1];
                                  view[r6]: [0, 0] → [1, 1]; view[r7]: [0, 0] → [1, 1]; view[r8]: [0, 0] → [1, 1];
                                  view[r9]: [0, 0] → [1, 1]; view[r10]: [0, 0] → [1, 1]; view[r11]: [0, 0] → [1, 1]
                3  wait           (no change)
                """)
    }

    @Test func aHostileNameIsEscaped() {
        var trace = HastyCommit.trace
        trace.property = "line\nbreak \u{1B}[2J é"
        trace.states[1][3].value = .string("tab\there")
        let text = trace.rendering()
        #expect(text.contains(#"breaks "line\u{a}break \u{1b}[2J \u{e9}""#))
        #expect(text.contains(#"decision: undecided → tab\u{9}here"#))
        #expect(
            text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) || $0 == "→" || $0 == "\n" })
    }

    @Test func aTraceThatIsNoRunIsRenderedToo() {
        var trace = HastyCommit.trace
        trace.steps.removeLast(4)
        #expect(trace.rendering().contains("\n2  ?              acknowledged: {} → {r0}\n"))
        trace.states[3] = []
        #expect(trace.rendering().contains("decision: undecided → (none)"))
        trace.states = []
        #expect(trace.rendering().hasPrefix("TwoPhaseCommit"))
    }

    @Test func everyTraceRendersWithinTheWidth() {
        let seed = Seed.announced()
        var random = RandomTraces(seed: seed)
        for _ in 0..<300 {
            let trace = random.trace()
            for text in [trace.rendering(), trace.rendering(full: true)] {
                for line in text.split(separator: "\n") {
                    let longestWord = line.split(separator: " ").map(\.count).max() ?? 0
                    #expect(line.count <= 110 || longestWord > 50, "QUORATE_SEED=\(seed): \(line)")
                    #expect(line.last != " ", "QUORATE_SEED=\(seed): \(line)")
                }
            }
        }
    }
}
