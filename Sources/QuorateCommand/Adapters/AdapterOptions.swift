import ArgumentParser
import QuorateReplay

/// The options that name an adapter: a program with real code in it.
struct AdapterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The program with the real code, which speaks the adapter protocol: it is started with its arguments, by no"
                + " shell.", valueName: "command"))
    var adapter: String?

    @Option(
        help: ArgumentHelp(
            "The time that the adapter has for each answer after the first one.", valueName: "seconds"))
    var adapterTimeout: Double?

    /// Request as it was typed, or nil.
    ///
    /// - Throws: ``CommandError`` for a command or a time that makes no sense.
    func request() throws -> AdapterRequest? {
        guard let adapter else {
            if adapterTimeout == nil { return nil }
            throw CommandError.needsOption(option: "--adapter-timeout", needed: "--adapter")
        }
        return try AdapterRequest(adapter, seconds: adapterTimeout)
    }
}

/// An adapter that a person has named.
struct AdapterRequest: Sendable {
    /// The command as it was typed.
    let command: String
    /// The program and its arguments.
    let words: [String]
    /// Seconds for each answer.
    let seconds: Double
    /// Processes of it among which `conform` shares out the steps. One unless given: whoever wrote an adapter need not
    /// have thought of a second one beside it, with the same files and ports.
    var processes = 1

    /// Seconds unless given; no less for the first answer.
    static let usualSeconds = 10.0

    /// - Throws: ``CommandError`` for a command or a time that makes no sense.
    init(_ command: String, seconds: Double? = nil) throws {
        self.command = command
        self.seconds = seconds ?? Self.usualSeconds
        guard self.seconds > 0, self.seconds <= 86_400 else {
            throw CommandError.unsuitable(
                option: "--adapter-timeout", value: "\(self.seconds)",
                write: "a number of seconds above 0, and no more than a day")
        }
        guard let words = CommandWords.split(command), let program = words.first, !program.isEmpty else {
            throw CommandError.unsuitable(
                option: "--adapter", value: command,
                write: "a program and its arguments, with quotes in pairs around what has spaces")
        }
        self.words = words
    }

    /// Arguments by which another process of this program gets the same adapter.
    var arguments: [String] { ["--adapter=\(command)", "--adapter-timeout", "\(seconds)"] }

    /// Starts the adapter.
    func launch(interrupt: Interrupt) throws(AdapterError) -> any AdapterChannel {
        try AdapterProcess(words, seconds: seconds, interrupt: interrupt)
    }
}

/// A command as words.
enum CommandWords {
    /// The words between spaces, quotes of either kind keeping what is between them together; nil where one is open.
    static func split(_ command: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for letter in command {
            if let open = quote {
                if letter == open { quote = nil } else { word?.append(letter) }
            } else if letter == "\"" || letter == "'" {
                quote = letter
                word = word ?? ""
            } else if letter == " " || letter == "\t" || letter == "\n" {
                if let word { words.append(word) }
                word = nil
            } else {
                word = (word ?? "") + String(letter)
            }
        }
        if let word { words.append(word) }
        return quote == nil ? words : nil
    }
}
