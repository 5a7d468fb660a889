import Foundation
import QuorateLanguage
import Synchronization
import Testing

@testable import QuorateExplore
@testable import Toys

/// The page over a real socket.
@Suite(.timeLimit(.minutes(10))) struct ExploreServerTests {
    /// Does `body` while a server runs.
    private func serving(
        _ limits: ExploreServer.Limits = .init(), _ body: @escaping @Sendable (Gate) async throws -> Void
    ) async throws {
        let server = ExploreServer(port: nil, for: Exploration(of: ErasedSpec(Ballot())), limits)
        let (gates, begun) = AsyncStream.makeStream(of: Gate.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { begun.yield($0) } }
            group.addTask {
                for await gate in gates {
                    do { try await body(gate) } catch {
                        server.stop()
                        throw error
                    }
                    break
                }
                server.stop()
            }
            try await group.waitForAll()
        }
    }

    @Test func aQuestionIsAnsweredAndOthersAreRefused() async throws {
        try await serving { gate in
            let (host, token) = ("127.0.0.1:\(gate.port)", gate.token)
            func status(_ path: String, host: String, _ more: String = "", body: String = "{}") async throws
                -> String
            {
                let request =
                    "POST \(path) HTTP/1.1\r\nHost: \(host)\r\nContent-Type: application/json\r\n\(more)"
                    + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
                return try await TestSocket.exchange(request, port: gate.port)
            }
            let answer = try await status("/\(token)/api/spec", host: host)
            #expect(answer.hasPrefix("HTTP/1.1 200") && answer.contains("\"Ballot\""))
            #expect(answer.contains("Content-Security-Policy: default-src 'none'"))
            #expect(try await status("/api/spec", host: host).hasPrefix("HTTP/1.1 403"))
            #expect(try await status("/\(token)/api/spec", host: "evil.example").hasPrefix("HTTP/1.1 403"))
            for more in ["Origin: http://evil.example\r\n", "Host: evil.example\r\n"] {
                #expect(
                    try await status("/\(token)/api/spec", host: host, more).hasPrefix("HTTP/1.1 403"))
            }
            let large = String(repeating: " ", count: 1 << 20)
            #expect(try await status("/\(token)/api/spec", host: host, body: large).hasPrefix("HTTP/1.1 413"))
            #expect(try await status("/\(token)/api/open", host: host, body: large).hasPrefix("HTTP/1.1 422"))
            #expect(try await status("/\(token)/../\(token)/api/spec", host: host).hasPrefix("HTTP/1.1 404"))
        }
    }

    @Test func aChunkedBodyIsCountedToo() async throws {
        try await serving { gate in
            let chunk = "10000\r\n" + String(repeating: " ", count: 1 << 16) + "\r\n"
            let request =
                "POST /\(gate.token)/api/spec HTTP/1.1\r\nHost: localhost:\(gate.port)\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk + chunk + "0\r\n\r\n"
            let answer = try await TestSocket.exchange(request, port: gate.port)
            #expect(answer.hasPrefix("HTTP/1.1 413"))
        }
    }

    /// Whoever has no token gets no further than the limit of a head, with bytes of any kind.
    @Test func aLongHeadIsRefused() async throws {
        try await serving { gate in
            func request(_ path: String, _ header: String) -> String {
                "GET /\(gate.token)/\(path) HTTP/1.1\r\nHost: localhost:\(gate.port)\r\nX: \(header)\r\n\r\n"
            }
            let empty = request("", "").utf8.count
            func filler(_ count: Int) -> String { String(repeating: "a", count: count) }
            let most = 16 << 10
            for (text, status) in [
                (request("", filler(most - empty)), "200"), (request("", filler(most - empty + 1)), "431"),
                (request(filler(1 << 20), ""), "431"), (filler(1 << 20), "4"),
                (request("", String(repeating: "a\r\nY: ", count: 5000)), "431"),
                (String(repeating: "\r\n", count: 1 << 16), "431"), ("GET\u{0} / \u{1}\r\n\r\n", "400"),
            ] {
                let answer = try await TestSocket.exchange(text, port: gate.port)
                #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer.prefix(40)) of \(text.prefix(40))")
            }
        }
    }

    /// A request that does not come in time, in its head or in its body, does not keep its connection.
    @Test func aSlowRequestIsEnded() async throws {
        try await serving(.init(patience: .milliseconds(300))) { gate in
            for text in ["GET /", ""] {
                let answer = try await TestSocket.exchange(text, port: gate.port)
                #expect(answer == "")
            }
        }
        // On a machine with other work, a head may itself be late; what follows it is looked at in longer times, too.
        for milliseconds in [300, 3_000, 30_000] {
            let answer = try await answerToHalfABody(patience: .milliseconds(milliseconds))
            if answer.isEmpty { continue }
            #expect(answer.hasPrefix("HTTP/1.1 408"))
            return
        }
        Issue.record("no head came in time")
    }

    private func answerToHalfABody(patience: Duration) async throws -> String {
        let answer = Mutex("")
        try await serving(.init(patience: patience)) { gate in
            let request =
                "POST /\(gate.token)/api/spec HTTP/1.1\r\nHost: localhost:\(gate.port)\r\n"
                + "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{}"
            let text = try await TestSocket.exchange(request, port: gate.port)
            answer.withLock { $0 = text }
        }
        return answer.withLock { $0 }
    }

    /// More connections than the limit are closed, and once there is room again the page answers.
    @Test func connectionsAreCounted() async throws {
        try await serving { gate in
            let request = "GET /\(gate.token)/page.css HTTP/1.1\r\nHost: localhost:\(gate.port)\r\n\r\n"
            let idle = try (0..<64).map { _ in try TestSocket(port: gate.port) }
            #expect(try await TestSocket.exchange(request, port: gate.port) == "")
            for socket in idle { socket.close() }
            for _ in 0..<200 {
                let answer = try await TestSocket.exchange(request, port: gate.port)
                if answer.hasPrefix("HTTP/1.1 200") { return }
            }
            Issue.record("the page does not answer again")
        }
    }

    @Test func aPortThatIsTakenIsToldSo() async throws {
        try await serving { gate in
            let other = ExploreServer(port: gate.port, for: Exploration(of: ErasedSpec(Ballot())))
            let error = await #expect(throws: PortError.self) { try await other.run { _ in } }
            #expect(error.map { "\($0)" }?.hasPrefix("port \(gate.port) is taken") == true)
        }
    }
}
