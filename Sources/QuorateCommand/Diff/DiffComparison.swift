import Foundation
import QuorateExplorer

/// Comparison of two programs, each of which runs as a side.
struct DiffComparison: Sendable {
    let sides: DiffSides
    let request: DiffRequest
    /// Arguments of both sides.
    let arguments: [String]
    let session: Session
    let note: @Sendable (String) -> Void

    /// Seconds between two notes of how far it has come.
    private static let interval = 10.0

    /// Everything that was found.
    ///
    /// - Throws: ``DiffError``, ``CommandError``.
    func report() async throws -> DiffReport {
        // Reading a pipe blocks for long, which neither the threads of Swift's tasks nor those that searches take must be.
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try compare() }) }
        }
    }

    private func compare() throws -> DiffReport {
        let base = try start(.base, sides.base)
        defer { base.close() }
        let (stopBase, interrupt) = (base.stop, session.interrupt)
        return try interrupt.undoing({ stopBase(SIGKILL) }) {
            let head = try start(.head, sides.head)
            defer { head.close() }
            let stopHead = head.stop
            return try interrupt.undoing({ stopHead(SIGKILL) }) {
                do { return try compare(base, head) } catch {
                    // Nobody waits for what they are busy with.
                    for stop in [stopBase, stopHead] { stop(SIGKILL) }
                    throw error
                }
            }
        }
    }

    private func start(_ side: DiffError.Side, _ source: DiffSides.Side) throws -> SideConnection {
        try session.startSide(side, source.program, arguments)
    }

    private func compare(_ base: SideConnection, _ head: SideConnection) throws -> DiffReport {
        var latest = Date()
        let runner = DiffRunner(base: base, head: head, request: request, modules: sides.modules) {
            count, total in
            guard Date().timeIntervalSince(latest) > Self.interval else { return }
            latest = Date()
            note("\(count) of \(Numerals.count(total, "instance")) compared")
        }
        var report = try runner.report()
        report.names = (sides.base.name, sides.head.name)
        report.isHeadInWorkTree = sides.isHeadInWorkTree
        report.notes += sides.notes
        report.findings += sides.findings.filter { request.specs.isEmpty || request.specs.contains($0.spec) }
        return report
    }
}
