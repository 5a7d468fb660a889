import QuorateLanguage
import QuorateTraces
import SeededRandom
import Testing

@testable import QuorateCommand

/// Runs as pictures: who acts, who sends to whom, what is left out, and nothing that Mermaid does not read.
@Suite struct SequenceDiagramTests {
    private func trace(
        _ actions: [ErasedSpec.ActionOutline], faulty: [String] = [], loop: Int? = nil
    ) -> Trace {
        let state: [SpecValue.Field] = [.init(name: "faulty", value: .set(faulty.map { .string($0) }))]
        var trace = Trace(
            of: Instance(spec: "Toy"), property: "agreement", propertyKind: .always, propertySite: nil,
            steps: actions.map { .init(action: $0, site: nil) },
            states: Array(repeating: state, count: actions.count + 1))
        trace.loop = loop.map { .init(start: $0) }
        return trace
    }

    private func action(_ name: String, _ arguments: KeyValuePairs<String, String>)
        -> ErasedSpec.ActionOutline
    {
        .init(name: name, arguments: arguments.map { .init(name: $0.key, value: .string($0.value)) })
    }

    private func lines(_ trace: Trace) throws -> [String] {
        let text = SequenceDiagram(of: trace).text
        try MermaidSequence.check(text)
        return text.split(separator: "\n").map { String($0.drop { $0 == " " }) }
    }

    @Test func notesAndArrows() throws {
        let run = trace(
            [
                action("ask", [:]), action("prepare", [".0": "r2"]),
                action("vote", [".0": "r1", "for": "r0"]),
                action("receive", [".0": "r1", "from": "r10"]), action("gossip", ["from": "r0", "to": "r2"]),
                action("vote", [".0": "r1", "for": "r1"]), action("send", [".0": "r1", "to": "r3"]),
                action("meet", [".0": "r1", ".1": "r2"]), action("lose", ["to": "r1"]),
            ], faulty: ["r3"])
        #expect(
            try lines(run) == [
                "sequenceDiagram", "participant r0", "participant r1", "participant r2", "participant r10",
                "participant adversary", "participant environment", "Note over environment: 1. ask",
                "Note over r2: 2. prepare(r2)", "r1->>r0: 3. vote(r1, for: r0)",
                "r10->>r1: 4. receive(r1, from: r10)", "r0->>r2: 5. gossip(from: r0, to: r2)",
                "Note over r1: 6. vote(r1, for: r1)", "r1->>adversary: 7. send(r1, to: r3)",
                "Note over r1: 8. meet(r1, r2)", "Note over r1: 9. lose(to: r1)",
                "Note over r0,environment: breaks \"agreement\"",
            ])
    }

    @Test func loops() throws {
        let steps = (0..<3).map { action("vote", [".0": "r\($0)"]) }
        #expect(
            try lines(trace(steps, loop: 1)).suffix(6) == [
                "Note over r0: 1. vote(r0)", "loop for ever, from step 2 on", "Note over r1: 2. vote(r1)",
                "Note over r2: 3. vote(r2)", "end", "Note over r0,r2: breaks \"agreement\"",
            ])
        #expect(
            try lines(trace(steps, loop: 3)).last
                == "Note over r0,r2: stays like this for ever, which breaks \"agreement\"")
        #expect(
            try lines(trace([], loop: 0)) == [
                "sequenceDiagram", "participant environment",
                "Note over environment: stays like this for ever, which breaks \"agreement\"",
            ])
    }

    /// Of a long run its beginning and its end; every step is shown or named as left out.
    @Test(arguments: [0, 1, 49, 50, 51, 52, 200])
    func longRuns(count: Int) throws {
        let parts = StepExcerpt(of: count).parts
        var next = 1
        for part in parts {
            switch part {
            case .step(let number):
                #expect(number == next)
                next += 1
            case .gap(let range):
                #expect(range.lowerBound == next && count > 50)
                next = range.upperBound + 1
            }
        }
        #expect(next == count + 1 && parts.count <= 51)
        for loop in [nil, 0, 10, 30, 150].filter({ $0 ?? 0 < max(1, count) }) {
            let run = trace((0..<count).map { action("vote", [".0": "r\($0 % 3)"]) }, loop: loop)
            let lines = try lines(run)
            #expect(lines.contains { $0.hasSuffix("are left out") } == (count > 50))
            let isAround = loop.map { $0 < count } ?? false
            #expect(lines.contains { $0.hasPrefix("loop ") } == isAround)
        }
    }

    @Test func labelsAreLabels() throws {
        var random = SplitMix(seed: Seed.announced(23))
        for _ in 0..<300 {
            let text = HostileText.random(using: &random)
            let run = trace([action("vote", [".0": text, "for": "r0"]), action(text, [:])])
            try MermaidSequence.check(SequenceDiagram(of: run).text)
            let label = SequenceDiagram.escaped(text)
            let seen = label.replacing(/#([0-9]+);/) { String(Unicode.Scalar(UInt32($0.1)!)!) }
            let shown = ForeignText.shown(text).replacing(/[\n\t]/, with: " ")
            #expect(seen == shown || label.contains("…"))
        }
        #expect(SequenceDiagram.escaped("a: b:c; 50%") == "a: b#58;c#59; 50#37;")
        let long = SequenceDiagram.escaped(String(repeating: "x", count: 1000))
        #expect(long.count == 121)
    }
}
