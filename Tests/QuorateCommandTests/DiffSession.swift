import Foundation
import QuorateLanguage
import Synchronization

@testable import QuorateCommand

/// Compares two catalogs with `quorate diff`, each answering in this process at its own end of two pipes.
func diff(
    _ base: Catalog, _ head: Catalog, _ arguments: String = "", over own: Catalog = Catalog([]),
    adjusting adjust: (inout Session) -> Void = { _ in }
) async -> Outcome {
    let words = arguments.split(separator: " ").map(String.init)
    return await diff(
        words,
        { side, _, arguments in try InProcessSide.start(side, side == .base ? base : head, arguments) },
        over: own, adjusting: adjust)
}

/// Runs `quorate diff` with two programs that `start` starts, in one with a catalog of its own.
func diff(
    _ arguments: [String],
    _ start: @escaping @Sendable (DiffError.Side, String, [String]) throws -> SideConnection,
    over own: Catalog = Catalog([]), adjusting adjust: (inout Session) -> Void = { _ in }
) async -> Outcome {
    let words = ["diff", "--base-program", "old", "--head-program", "new", "--workers", "1"]
    return await quorate(words + arguments, over: own) {
        $0.startSide = start
        adjust(&$0)
    }
}

/// A side in this process.
enum InProcessSide {
    /// Starts a side over `catalog`.
    ///
    /// - Parameter spoil: what becomes of each piece that it prints, and whether it ends there.
    static func start(
        _ side: DiffError.Side, _ catalog: Catalog, _ arguments: [String],
        spoil: @escaping @Sendable ([UInt8]) -> (kept: [UInt8], isEnd: Bool) = { ($0, false) }
    ) throws -> SideConnection {
        let options = try DiffSideCommand.parse(arguments)
        let (requests, answers) = (Pipe(), Pipe())
        let silent = Console(output: { _ in }, error: { _ in }, isErrorTerminal: false)
        let session = Session(catalog: catalog, program: "side", console: silent)
        let (limits, workers) = (options.limits.chosen, options.workers)
        let lines = lines(of: requests.fileHandleForReading)
        Task {
            defer { try? answers.fileHandleForWriting.close() }
            let server = try SideServer(session, limits: limits, workers: workers) { bytes in
                let (kept, isEnd) = spoil(bytes)
                try answers.fileHandleForWriting.write(contentsOf: Data(kept))
                if isEnd { throw CommandError.interrupted }
            }
            var iterator = lines.makeAsyncIterator()
            try await server.serve { await iterator.next() }
        }
        return SideConnection(
            side, requests: requests.fileHandleForWriting, answers: answers.fileHandleForReading)
    }

    /// Lines as they come: a thread of tasks must not wait for them, since a few sides would take them all.
    private static func lines(of handle: FileHandle) -> AsyncStream<String> {
        AsyncStream { stream in
            Thread.detachNewThread {
                var rest = Data()
                while true {
                    let more = handle.piece()
                    if more.isEmpty { break }
                    rest += more
                    while let end = rest.firstIndex(of: 0x0A) {
                        stream.yield(String(decoding: rest[..<end], as: UTF8.self))
                        rest = Data(rest[rest.index(after: end)...])
                    }
                }
                stream.finish()
            }
        }
    }
}
