import ArgumentParser

/// Topics that `help` can be asked about.
///
/// The parser's own `help` knows sub-commands only, and prints the help of everything for a topic that it does not
/// know, which a script takes for a success.
enum HelpTopic {
    /// The topics that are shown: each sub-command, and the table of exit statuses.
    static var known: [String] {
        let commands = RootCommand.configuration.subcommands.map { $0.configuration }
        return commands.filter(\.shouldDisplay).compactMap(\.commandName) + [ExitStatusCommand.topic]
    }

    /// `arguments` as the parser understands them.
    ///
    /// - Throws: ``CommandError`` for `help` with anything but one known topic.
    static func command(of arguments: [String]) throws -> [String] {
        guard arguments.first == "help" else { return arguments }
        let topics = arguments.dropFirst().filter { !$0.hasPrefix("-") }
        if topics == [ExitStatusCommand.topic] { return topics }
        guard topics.count < 2, topics.allSatisfy({ known.contains($0) || $0 == "help" }) else {
            throw CommandError.unknownTopic(topics.joined(separator: " "), known: known)
        }
        return arguments
    }
}
