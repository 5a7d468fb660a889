import ArgumentParser

/// `quorate help exit-status`: the table of exit statuses.
struct ExitStatusCommand: ParsableCommand {
    static let topic = "exit-status"

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: topic, abstract: "Lists the exit statuses.", shouldDisplay: false)
    }

    func run() throws { try Session.current.console.print(ExitStatus.table) }
}
