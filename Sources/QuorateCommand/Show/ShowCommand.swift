import ArgumentParser
import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateTraces

/// `quorate show`: a trace file, to be read.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints a trace file step by step.",
        discussion: """
            A file of ours is walked on the spec in the catalog first: a file with a step that the spec does not allow \
            is refused (exit status 65).

            A file of Quint, Apalache or TLC (-dumpTrace json) is printed as it is. With --spec it is found again on \
            that spec, and refused where it is no run of it.

            An expression of --eval has variables, .field, [key], .count of sets, lists and maps, {a, b} for sets, \
            whole numbers, names of values (leader, or in quotes), + - *, == != < <= > >= in, ! && || and parentheses.
            """)

    @Argument(
        help: ArgumentHelp("The trace file; - is standard input.", valueName: "file"), completion: .file())
    var file: String

    @Flag(help: "Print whole states, and not only what changed.")
    var full = false

    @Flag(help: "Say which step makes the run show its property, and what that step has changed.")
    var why = false

    @Option(
        name: .customLong("eval"),
        help: ArgumentHelp(
            "Print the value of an expression in each state, as in 'role[r0] == leader' or messages.count.",
            valueName: "expression"))
    var expressions: [String] = []

    @Option(
        name: .customLong("html"),
        help: ArgumentHelp(
            "Write the run as a page: one file that needs no other, to be opened in a browser.",
            valueName: "page"))
    var pagePath: String?

    @OptionGroup var linkOptions: PageLinkOptions

    @OptionGroup var foreign: ForeignOptions

    func run() throws {
        let session = Session.current
        let page = try page(in: session)
        let request = try foreign.request()
        let questions = try StateQuestions(expressions)
        let spec = try request.instance?.suitableSpec(in: session.catalog)
        let source = try TraceSource(file)
        try source.reading { data in
            let found = try ForeignFile(data)
            guard spec == nil, found.isOwn else {
                let runs = try page == nil ? request.runs(in: found) : [request.run(in: found)]
                for (index, run) in runs.enumerated() {
                    if runs.count > 1 {
                        try session.console.print(
                            "\(index > 0 ? "\n" : "")trace \(index + 1) of \(runs.count)")
                    }
                    try show(run, spec, request, questions, page, session)
                }
                return
            }
            try request.checkOwn(found)
            let walked = try CatalogTrace(data, in: session.catalog)
            try show(walked.trace, walked.spec, questions, page, session)
        }
    }

    /// A page that is asked for, with where its links lead.
    private struct ShownPage {
        let file: PageFile
        let links: PageLinks
    }

    /// The page that is asked for, or nil.
    ///
    /// - Throws: ``CommandError`` for options that ask for a text besides.
    private func page(in session: Session) throws -> ShownPage? {
        let links = try linkOptions.links(isNeeded: pagePath != nil, in: session)
        guard let pagePath else { return nil }
        let others = [("--full", full), ("--why", why), ("--eval", !expressions.isEmpty)]
        if let option = others.first(where: \.1)?.0 {
            throw CommandError.optionsExclude(option, "--html", because: "it is about the text")
        }
        let places = [pagePath, file].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        if file != "-", places[0] == places[1] {
            throw CommandError.unsuitable(
                option: "--html", value: pagePath,
                write: "another file than the trace, which it would replace")
        }
        return ShownPage(file: PageFile(path: pagePath), links: links)
    }

    /// Shows a run of another tool, held against a spec if there is one.
    private func show(
        _ run: ForeignRun, _ spec: ErasedSpec?, _ request: ForeignRequest, _ questions: StateQuestions,
        _ page: ShownPage?,
        _ session: Session
    ) throws {
        guard let spec else {
            if why { throw CommandError.needsOption(option: "--why", needed: "--spec") }
            if let page { return try page.file.write(RunPage(of: run, page.links), session.console) }
            let answers = try questions.answers(along: run.states.map(ForeignRun.fields), run.stepLabels)
            try session.console.print(run.rendering(full: full) + answers)
            return session.console.note("Nothing was held against a spec; --spec does that.")
        }
        let found = try request.explained(run, in: spec)
        try show(found.trace, spec, questions, page, session)
        for fact in found.variables.facts(of: found.trace) { session.console.note(fact) }
    }

    /// Shows a run of a spec.
    private func show(
        _ trace: Trace, _ spec: ErasedSpec, _ questions: StateQuestions, _ page: ShownPage?,
        _ session: Session
    ) throws {
        if let page {
            try page.file.write(RunPage(of: trace, in: spec, page.links), session.console)
            return session.console.note(Self.claim(of: trace))
        }
        let answers = try questions.answers(along: trace.states, trace.steps.map(\.action.description))
        let reasons = why ? try Self.reasons(of: trace, in: spec) : ""
        let text =
            trace.property.isEmpty
            ? trace.rendering(claim: "shows no property of the spec", full: full)
            : trace.rendering(full: full)
        try session.console.print(text + answers + reasons)
        session.console.note(Self.claim(of: trace))
    }

    private static func reasons(of trace: Trace, in spec: ErasedSpec) throws -> String {
        let lines = try trace.reasons(in: spec)
        return "\n\n" + (lines.isEmpty ? "no state alone shows a property" : lines.joined(separator: "\n"))
    }

    /// Sentence on what was found out about a run that was walked on its spec.
    private static func claim(of trace: Trace) -> String {
        let steps = Numerals.count(trace.steps.count, "step")
        let walked = "Every step is one that \(trace.spec) allows (\(steps))"
        guard !trace.property.isEmpty else { return walked + ", and the last state shows no property." }
        let verb = trace.propertyKind == .reachable ? "meets" : "breaks"
        let end = trace.loop == nil ? "the last state" : "the run, whose loop closes and is fair,"
        return walked + ", and \(end) \(verb) \"\(trace.property)\"."
    }
}
