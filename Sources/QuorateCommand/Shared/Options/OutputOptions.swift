import ArgumentParser

/// A command with results, each format of which has a reporter.
protocol PrintingCommand {
    /// The formats that it has.
    static var formats: [Format] { get }
    /// The options that say in which of them it prints.
    var output: OutputOptions<Self> { get }
}

/// The options that say how a command prints.
struct OutputOptions<Command: PrintingCommand>: ParsableArguments {
    @Option(help: "How to print.")
    var format = FormatOption<Command>(format: .text)

    /// The format that was asked for.
    var chosen: Format { format.format }

    /// The reporter of the format that was asked for.
    ///
    /// - Throws: ``CommandError`` for a format that the command does not have.
    func reporter<Result>(
        among reporters: [Format: any Reporter<Result>]
    ) throws -> any Reporter<Result> {
        guard let reporter = reporters[chosen] else { throw refusal }
        return reporter
    }

    /// Prints a result in the format that was asked for.
    func print(_ result: some WholeResult, to console: Console) throws {
        switch chosen {
        case .text: try console.print(result.text)
        case .json: try console.print(result.json)
        case .junit, .sarif, .github, .markdown: throw refusal
        }
    }

    /// The parser says so before, and a command that promises a format too many is told of it here.
    private var refusal: CommandError {
        .unsuitable(
            option: "--format", value: chosen.rawValue,
            write: "one of \(Command.formats.map(\.rawValue).joined(separator: ", "))")
    }
}

/// One of the formats of a command, as an argument.
struct FormatOption<Command: PrintingCommand>: ExpressibleByArgument {
    let format: Format

    init(format: Format) { self.format = format }

    init?(argument: String) {
        guard let format = Format(rawValue: argument), Command.formats.contains(format) else { return nil }
        self.format = format
    }

    var defaultValueDescription: String { format.rawValue }
    static var allValueStrings: [String] { Command.formats.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
