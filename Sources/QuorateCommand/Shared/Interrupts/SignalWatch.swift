import Dispatch
import Foundation

/// Treatment of the system's signals to this process: the same for all commands.
struct SignalWatch {
    private let sources: [any DispatchSourceSignal]

    /// Turns SIGINT, SIGTERM and SIGHUP, and SIGUSR1 in a rank of MPI, into interrupts from now on.
    ///
    /// SIGPIPE does nothing: the write that meets a closed pipe fails, and output that is lost is an error like that
    /// of a full disk. A process that dies at its first line instead leaves an update half made. SIGXFSZ does nothing either:
    /// a file that may not grow any more is a full disk.
    init(raising interrupt: Interrupt) {
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        // A queue of its own: those that are shared may be busy with the search.
        let queue = DispatchQueue(label: "quorate.interrupt")
        // `mpirun` hands it on to all ranks, and whatever ends itself it ends at once and not in good order.
        let fromMPI = JoinedRanks.isStartedByMPI ? [SIGUSR1] : []
        sources = ([SIGINT, SIGTERM, SIGHUP] + fromMPI).compactMap { number in
            let previous = signal(number, SIG_IGN)
            // Who starts a command with `nohup` means it to go on without its terminal.
            if number == SIGHUP, Self.isIgnored(previous) { return nil }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { interrupt.raise() }
            source.resume()
            return source
        }
    }

    private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
        unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
