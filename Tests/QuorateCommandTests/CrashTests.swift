import Foundation
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer

/// A spec whose own code ends the process is named, with the state and the place, and the status is that of a spec that
/// cannot be searched.
///
/// Each test runs in a process of its own.
@Suite struct CrashTests {
    @Test func anIndexOutOfRangeInAnAction() async throws {
        let result = await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
            try await search(Fragile(breaks: .action))
        }
        try expect(
            result,
            "Error: Fragile: the spec's own code ended the process (a failed precondition, an index out of range",
            "in what follows action step(to: 2) (QuorateCommandTests/CrashTests.swift:",
            "in the state number = 3; a debug build")
    }

    @Test func aPropertyOnAnotherThread() async throws {
        let result = await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
            try await search(Fragile(breaks: .property, width: 8_000), workers: 3)
        }
        try expect(
            result, "in property \"safe\" (QuorateCommandTests/CrashTests.swift:",
            "in the state number = 4001;")
    }

    @Test func aConstraint() async throws {
        let result = await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
            try await search(Fragile(breaks: .constraint))
        }
        try expect(
            result, "in the constraint, in the state number = 3;")
    }

    @Test func beforeAnyState() async throws {
        let result = await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
            try await search(Fragile(breaks: .initialStates))
        }
        try expect(
            result, "in its parameters, properties or initial states; a debug build")
    }

    @Test func anEndlessRecursion() async throws {
        let result = await #expect(processExitsWith: .exitCode(65), observing: [\.standardErrorContent]) {
            try await search(Fragile(breaks: .recursion))
        }
        try expect(
            result, "(no such memory, as by an endless recursion)", "in the state number = 3;")
    }

    /// What crashes outside of a spec is none of its business.
    @Test func elsewhere() async throws {
        await #expect(processExitsWith: .failure) {
            CrashWatch.begin()
            _ = [1][CommandLine.arguments.count + 1]
        }
    }

    private func expect(_ result: ExitTest.Result?, _ parts: String...) throws {
        let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
        for part in parts { #expect(text.contains(part), "\(text)") }
        // That would be the alarm, which ends an explanation that hangs.
        #expect(!text.contains("has not ended again"), "\(text)")
    }
}

private func search(_ spec: Fragile, workers: Int = 1) async throws {
    CrashWatch.begin()
    _ = try await Explorer(spec, workers: workers).run()
}

/// Counts to the width in steps of one, and ends the process on the way.
private struct Fragile: Spec {
    enum Place: Sendable { case action, property, constraint, initialStates, recursion }
    var breaks: Place
    var width: UInt32 = 6

    struct State: SpecState { var number: UInt32 = 0 }
    enum Action: SpecAction {
        case start(Int), step(to: Int)
    }

    private static let table: [UInt32] = [1, 2, 3]

    var initialStates: [State] {
        if breaks == .initialStates { _ = Self.table[Int(width)] }
        return [State()]
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        if breaks == .property {
            next.take(.start(1), if: s.number == 0) { $0.number = 1 }
            // The explanation names every action of every state of a block, and is to come soon.
            if s.number != 1 { return }
            for target in 2...width {
                next.take(.step(to: Int(target)), if: s.number == 1) { $0.number = target }
            }
            return
        }
        next.take(.step(to: 2), if: s.number < width) { $0.number += 1 }
        next.take(.start(1), if: breaks == .action && Self.table[Int(s.number)] > 9)
        next.take(.start(2), if: breaks == .recursion && s.number == 3 && Self.endless(1) > 9)
    }

    @inline(never)
    private static func endless(_ number: Int) -> Int {
        number < 0 ? 0 : 1 + endless(number % 7 + 1)
    }

    var properties: [Property<State>] {
        let breaks = breaks
        return [
            .always("safe") { s in
                breaks != .property || s.number != 4_001 || Self.table[Int(s.number)] == 0
            }
        ]
    }

    var constraint: StateConstraint<State>? {
        let breaks = breaks
        return StateConstraint("narrow") { s in
            breaks != .constraint || s.number < 3 || Self.table[Int(s.number)] == 0
        }
    }
}
