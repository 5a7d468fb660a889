import Foundation
import QuorateExplorer
import QuorateProver

/// Measures decisions of threshold automata, each in processes of its own.
struct AutomatonBench: Job {
    let parts: [String]
    let interrupt: Interrupt
    private let repeats: Int
    private let program: String

    /// - Throws: ``CommandError`` for a name that no automaton has, and a file that is none.
    init(cases: [String], repeats: Int, session: Session) throws {
        parts = cases.isEmpty ? session.automata.map(\.name) : cases
        if parts.isEmpty { throw CommandError.noBenchmarks }
        for name in parts { _ = try Self.properties(name, in: session) }
        self.repeats = repeats
        interrupt = session.interrupt
        program = session.programFile
    }

    /// A part of a benchmark is no comparison.
    func isOfOnePart(_ error: any Error) -> Bool { false }

    /// The medians of the repeats.
    func result(of name: String) async throws -> MeasuredAutomaton {
        let runs = try (0..<repeats).map { _ in
            if interrupt.isRaised { throw CommandError.interrupted }
            return try ChildProcess.run(program, ["bench-case", name, "--automaton"])
        }
        let counts = runs[0].text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        guard counts.count == 4 else { throw InternalError("bench-case printed \"\(runs[0].text)\"") }
        return MeasuredAutomaton(
            name: Self.title(of: name), proved: counts[0], refuted: counts[1], vacuous: counts[2],
            rules: counts[3],
            cpuSeconds: BenchRun.median(runs.map(\.usage.cpuSeconds)),
            wallSeconds: BenchRun.median(runs.map(\.usage.wallSeconds)))
    }

    /// A file's name without folder and ending.
    private static func title(of name: String) -> String {
        AutomatonProperty.isFile(name)
            ? String((name as NSString).lastPathComponent.dropLast(3)) : name
    }

    // MARK: - In the process that is measured

    /// Seconds that one property may take: the limit under which the published times were taken.
    private static let timeLimit = Duration.seconds(1200)

    /// Decides the properties of safety and prints how many were proved, refuted and vacuous, and the number of rules.
    static func decide(_ name: String, in session: Session) throws {
        let properties = try properties(name, in: session)
        let findings = properties.map { $0.decide(timeLimit: timeLimit) }
        if let open = findings.first(where: { !$0.isDecided }) {
            throw CommandError.figuresDiffer("\(name): \(open.property) is unknown: \(open.remark)")
        }
        let counts = ["proved", "refuted", "vacuous"].map { word in
            findings.count { $0.verdict.word == word }
        }
        let rules = properties.first?.ruleCount ?? 0
        try session.console.print((counts + [rules]).map(String.init).joined(separator: " "))
    }

    /// The properties of safety of an automaton, by file or name.
    private static func properties(_ name: String, in session: Session) throws -> [AutomatonProperty] {
        let all: [AutomatonProperty]
        if AutomatonProperty.isFile(name) {
            all = try AutomatonProperty.all(inFile: name)
        } else if let automaton = session.automata.first(where: { $0.name == name }) {
            all = try AutomatonProperty.all(of: automaton)
        } else {
            throw CommandError.unknownCase(name, known: session.automata.map(\.name))
        }
        let safety = all.filter { !$0.isLiveness }
        if safety.isEmpty { throw CommandError.noSafety(automaton: name) }
        return safety
    }
}

/// Time in which the properties of safety of an automaton were decided.
struct MeasuredAutomaton: JobResult {
    typealias Part = String

    let name: String
    let proved: Int
    let refuted: Int
    let vacuous: Int
    let rules: Int
    let cpuSeconds: Double
    let wallSeconds: Double

    /// Times of the published automaton of this name, if it has as many rules: a file of one's own may have its name.
    var published: PublishedTimes? { PublishedTimes.all[name].flatMap { $0.rules == rules ? $0 : nil } }
    /// Success: what is undecided has no result.
    var status: ExitStatus { .asExpected }
    static func label(of name: String) -> String { name }
}
