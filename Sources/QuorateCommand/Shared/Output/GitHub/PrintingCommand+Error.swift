import ArgumentParser

extension PrintingCommand where Self: ParsableCommand {
    /// Tells a host of an error that has left a command without results, where its annotations were asked for.
    ///
    /// The error itself is printed elsewhere, and has the last word: what cannot be told here is not missed.
    func annotate(_ error: any Error) {
        guard output.chosen == .github, ExitStatus(of: CommandLineTool.named(error)) != nil else { return }
        let (session, name) = (Session.current, Self._commandName)
        let message = CommandError.message(of: CommandLineTool.named(error))
        let command = WorkflowCommand(
            name: "error", properties: ["title": "\(session.program) \(name): an error"], message: message)
        try? session.console.print(command.line)
        _ = try? StepSummary(in: session.environment)?.append(
            Summary(error: message, by: name, in: session))
    }
}
