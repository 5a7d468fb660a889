import ArgumentParser

/// `quorate`: the sub-commands.
struct RootCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Session.current.program,
            abstract:
                "Checks replicated protocols: every reachable state, or the shortest run that breaks a property.",
            discussion:
                "`\(Session.current.program) help \(ExitStatusCommand.topic)` lists the exit statuses.",
            version: quorateVersion,
            subcommands: [
                ListCommand.self, CheckCommand.self, ResumeCommand.self, SimulateCommand.self,
                ProveCommand.self,
                ShowCommand.self, ReplayCommand.self, ConformCommand.self, ValidateCommand.self,
                DiffCommand.self, MutateCommand.self, LinearizableCommand.self, ReportCommand.self,
                AuditCommand.self, GraphCommand.self, ExploreCommand.self,
                ExportCommand.self, AdapterCheckCommand.self, InitCommand.self,
                BoundsCommand.self, AvailabilityCommand.self, BitFlipsCommand.self, CostsCommand.self,
                BenchCommand.self, BenchCaseCommand.self, DiffSideCommand.self, MutateCaseCommand.self,
                ExitStatusCommand.self,
            ])
    }
}
