import ArgumentParser
import Foundation
public import QuorateLanguage
import QuorateProver
public import QuorateReplay
import QuorateTraces

/// The whole command over a catalog of your own.
///
///     @main struct MyCommand {
///         static func main() async { await CommandLineTool.run(catalog) }
///     }
public enum CommandLineTool {
    /// Does what the arguments say, over the specs of `catalog`, and ends the process with its exit status.
    ///
    /// - Parameter drivers: the specs that have real code, for `replay` and `conform`.
    /// - Parameter codeBenchmarks: what `bench --code` measures.
    /// - Parameter includesTheorems: whether `prove` knows the theorems about what no protocol can do, and the protocols
    ///   that are proved for all numbers of replicas; the models that a spec of the catalog has a picture in it always knows.
    /// - Parameter arguments: what stands after the program's name; those of the process unless given.
    public static func run(
        _ catalog: Catalog, drivers: [ReplayTarget] = [], codeBenchmarks: [CodeBenchmark] = [],
        includesTheorems: Bool = false,
        arguments: [String]? = nil
    ) async -> Never {
        CrashWatch.begin()
        let program = CommandLine.arguments.first.map { ($0 as NSString).lastPathComponent } ?? "quorate"
        let session = Session(
            catalog: catalog, drivers: drivers, codeBenchmarks: codeBenchmarks,
            impossibilities: includesTheorems ? Impossibility.all : [],
            models: ProtocolModel.all.filter { includesTheorems || catalog.refers(to: $0) },
            automata: includesTheorems ? ThresholdAutomaton.all : [],
            consensus: includesTheorems ? ConsensusInRounds.all : [],
            automatonMutants: includesTheorems ? ThresholdAutomaton.mutants + ConsensusInRounds.mutants : [],
            program: program, console: .standard)
        let signals = SignalWatch(raising: session.interrupt)
        defer { withExtendedLifetime(signals) {} }
        let status = await status(
            of: session, arguments: arguments ?? Array(CommandLine.arguments.dropFirst()))
        exit(JoinedRanks.end(status: status))
    }

    /// Does what the arguments say, and returns the exit status.
    static func status(of session: Session, arguments: [String]) async -> Int32 {
        await Session.$current.withValue(session) {
            do {
                try await runCommand(arguments)
                return ExitStatus.asExpected.rawValue
            } catch {
                return report(named(error), to: session)
            }
        }
    }

    private static func runCommand(_ arguments: [String]) async throws {
        var command = try RootCommand.parseAsRoot(HelpTopic.command(of: arguments))
        // A benchmark has looked at the catalog before it measures a case, and its processor time is to be the search's.
        let needsNoCatalog =
            command is ExitStatusCommand || command is BenchCaseCommand || command is InitCommand
            || command is LinearizableCommand || command is DiffCommand
        if !needsNoCatalog, let problem = Session.current.catalog.problem { throw problem }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            if let printing = command as? any ParsableCommand & PrintingCommand { printing.annotate(error) }
            throw error
        }
    }

    /// An error of Foundation's with its path and the system's words, as ours have them.
    static func named(_ error: any Error) -> any Error {
        guard let cocoa = error as? CocoaError else { return error }
        let path = cocoa.filePath ?? cocoa.url?.path ?? "a file"
        return TraceInputOutputError(path: path, reason: ITF.reason(of: cocoa))
    }

    /// Prints what there is to say of an error, and returns the exit status that goes with it.
    private static func report(_ error: any Error, to session: Session) -> Int32 {
        if let ended = error as? EndedWithStatus { return ended.status.rawValue }
        if let status = ExitStatus(of: error) {
            session.console.note("Error: \(CommandError.message(of: error))")
            return status.rawValue
        }
        // What is left is the parser's: help that was asked for, or arguments that it cannot read.
        let text = RootCommand.fullMessage(for: error)
        let code = RootCommand.exitCode(for: error).rawValue
        guard code == 0 else {
            session.console.note(text)
            // What neither we nor the parser have a status for nobody has thought of.
            return code == ExitStatus.usage.rawValue ? code : ExitStatus.internalError.rawValue
        }
        do { try session.console.print(text) } catch { return report(error, to: session) }
        return code
    }
}
