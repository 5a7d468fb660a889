import Foundation
import Logging
import Testing

@testable import QuorateLogging

/// Lines that a service writes for `quorate validate`.
@Suite struct ObservationLogHandlerTests {
    /// The lines of what `body` logs.
    private func lines(_ body: (inout Logger) -> Void) throws -> [String] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try LineFile(path: path)
        var log = Logger(label: "raft") { _ in ObservationLogHandler(node: "r2", in: file) }
        body(&log)
        #expect(file.lostLineCount == 0)
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func aStepIsALine() throws {
        let lines = try lines { log in
            log.info("hello", metadata: ["other": "1"])
            log.info(
                "vote",
                metadata: [
                    "arguments": ["_0": "r2", "for": "r1", "term": .stringConvertible(3)],
                    "after": ["voted[r2]": .stringConvertible(true)],
                ])
        }
        #expect(
            lines == [
                #"{"after":{"voted[r2]":true},"arguments":{"_0":"r2","for":"r1","term":3},"event":"vote","node":"r2"}"#
            ])
    }

    @Test func moreSpecificMetadataGoFirst() throws {
        let lines = try lines { log in
            log[metadataKey: "run"] = "g1"
            log.debug("granted my vote", metadata: ["event": "vote", "node": "r0"])
            log.debug("lead", metadata: ["after": [:], "run": "g2", "list": ["a", .stringConvertible(1.5)]])
        }
        #expect(
            lines == [
                #"{"event":"vote","node":"r0","run":"g1"}"#,
                #"{"after":{},"event":"lead","list":["a","1.5"],"node":"r2","run":"g2"}"#,
            ])
    }

    /// Whatever a message holds, it is one line of JSON.
    @Test func textIsEscaped() throws {
        let text = "a\"b\\c\nd\r\u{1}\u{1F}é"
        let lines = try lines { $0.info("\(text)", metadata: ["after": [:]]) }
        #expect(lines.count == 1)
        let read = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        #expect(read?["event"] as? String == text)
    }

    @Test func aFolderIsNoFile() {
        #expect(throws: POSIXError.self) { try LineFile(path: "/") }
    }
}
