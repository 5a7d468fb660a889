import ArgumentParser
import Foundation
import QuorateCommand
public import QuorateLanguage
public import QuorateReplay
import QuorateTraces

/// The program that `quorate explore` becomes: a local page on which a protocol of your own catalog is walked by hand.
///
///     @main struct MyExplorer {
///         static func main() async { await ExploreTool.run(catalog) }
///     }
public enum ExploreTool {
    /// Serves the page for the spec that the arguments name, to this machine alone, until it is told to end.
    ///
    /// - Parameter drivers: the specs that have real code, on which a walk is taken.
    /// - Parameter arguments: what stands after the program's name; those of the process unless given.
    public static func run(
        _ catalog: Catalog, drivers: [ReplayTarget] = [], arguments: [String]? = nil
    ) async -> Never {
        StandaloneTool.watchCrashes()
        signal(SIGPIPE, SIG_IGN)
        endOnSignals()
        do {
            let parsed = try ExploreArguments.parseAsRoot(arguments)
            guard let asked = parsed as? ExploreArguments else { throw CleanExit.helpRequest(parsed) }
            let (exploration, opened) = try await exploration(asked, in: catalog, drivers)
            try await serve(ExploreServer(port: asked.port, for: exploration), opened)
            exit(0)
        } catch {
            exit(report(error))
        }
    }

    /// The exploration that is asked for, with a trace that is open in it.
    static func exploration(
        _ asked: ExploreArguments, in catalog: Catalog, _ drivers: [ReplayTarget]
    ) async throws -> (Exploration, file: String?) {
        if let problem = catalog.problem { throw problem }
        let (instance, limits) = (try asked.instance(), try asked.limits())
        let spec = try instance.spec(in: catalog)
        let exploration = Exploration(
            of: spec, on: drivers.first { $0.spec == spec.name }, limits: limits)
        guard let file = asked.trace else { return (exploration, nil) }
        try checkReadable(file)
        _ = try await exploration.open(ITF.content(ofFile: file))
        return (exploration, file)
    }

    /// Refuses what may have no end, or none that comes: a queue, a device.
    private static func checkReadable(_ file: String) throws(Refusal) {
        var status = stat()
        guard stat(file, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
        throw Refusal(
            400, "\(ForeignText.path(file)) is no file that can be read to its end; name a trace file")
    }

    private static func serve(_ server: ExploreServer, _ opened: String?) async throws {
        try await server.run { gate in
            print(gate.address)
            fflush(nil)
            note("Open this address in a browser of this machine; nobody else knows it. Ctrl-C ends it.")
            if let opened { note("\(ForeignText.path(opened)) is open in it.") }
        }
    }

    /// Makes the signals that end the program do so at once, whatever it does: there is nothing to be saved.
    private static func endOnSignals() {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in _exit(0) }
            sigaddset(&signals, number)
        }
        // Whoever started the program may have them blocked.
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Prints what there is to say of an error, and returns the exit status that goes with it.
    private static func report(_ error: any Error) -> Int32 {
        if let refusal = error as? Refusal {
            note("Error: \(refusal.message)")
            return refusal.status == 500 ? 70 : 65
        }
        if let port = error as? PortError {
            note("Error: \(port)")
            return 74
        }
        if let failure = StandaloneTool.failure(error) {
            note("Error: \(failure.text)")
            return failure.status
        }
        let code = ExploreArguments.exitCode(for: error).rawValue
        let text = ExploreArguments.fullMessage(for: error)
        if code == 0 { print(text) } else { note(text) }
        return code
    }

    private static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data((ForeignText.shown(text) + "\n").utf8))
    }
}
