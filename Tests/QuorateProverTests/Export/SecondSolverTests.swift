import Foundation
import Testing

@testable import QuorateProver

/// A second solver that does not do as it is told.
@Suite struct SecondSolverTests {
    @Test func oneThatSleepsIsEnded() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "quorate-\(UUID().uuidString)")
        try Data("#!/bin/sh\nexec sleep 400\n".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.path)
        let begin = ContinuousClock.now
        let question = Obligation(Question("sleeps", "", Problem(), expected: .unsatisfiable))
        let opinion = SecondSolver(timeLimit: .milliseconds(1), program: path.path).answer(to: question)
        #expect(opinion == .gaveNoAnswer && ContinuousClock.now - begin < .seconds(100))
    }
}
