import Foundation
import QuorateTraces

/// Everything that is answered, to whom and how: without a socket.
struct PageHandler: Sendable {
    let gate: Gate
    let exploration: Exploration

    /// The most bytes of a question.
    static let questionLimit = 64 << 10
    /// The most bytes of a trace that is opened.
    static let traceLimit = 4 << 20

    /// The answer to a request, whatever it is.
    func answer(_ request: PageRequest) async -> PageAnswer {
        do {
            let place: String
            do throws(Refusal) { place = try gate.enter(request) } catch {
                // Whoever may not ask is heard to the end all the same, and nothing of it is kept.
                _ = try? await request.content(limit: 0)
                throw error
            }
            return try await answer(request, at: place)
        } catch let refusal as Refusal {
            return Self.json(["error": .shown(refusal.message)], status: refusal.status)
        } catch {
            return Self.json(["error": .shown("\(error)")], status: 400)
        }
    }

    private func answer(_ request: PageRequest, at place: String) async throws -> PageAnswer {
        if let page = Self.pages[place] {
            _ = try await request.content(limit: Self.questionLimit)
            guard request.method == "GET" else { throw Refusal(405, "the page is there to be read") }
            return PageAnswer(status: 200, type: page.type, body: Data(page.text.utf8))
        }
        let limit = place == "api/open" ? Self.traceLimit : Self.questionLimit
        let body = try await request.content(limit: limit)
        guard place.hasPrefix("api/") else { throw Refusal(404, "there is no such page") }
        guard request.method == "POST" else { throw Refusal(405, "questions are sent by POST") }
        // A form of another page can send neither this type nor a question.
        guard request.headers["content-type"]?.lowercased().hasPrefix("application/json") == true else {
            throw Refusal(415, "questions are application/json")
        }
        if place == "api/open" { return Self.json(try await exploration.open(body)) }
        return Self.json(try await exploration.answer(String(place.dropFirst(4)), Self.question(body)))
    }

    private static func question(_ body: Data) throws(Refusal) -> JSONValue {
        if body.isEmpty { return [:] }
        let value: JSONValue
        do throws(TraceFileError) { value = try JSONValue(parsing: body) } catch {
            throw .malformed("not JSON: \(error)")
        }
        guard case .object = value else { throw .malformed("a question is an object") }
        return value
    }

    private static func json(_ value: JSONValue, status: Int = 200) -> PageAnswer {
        PageAnswer(status: status, type: "application/json", body: value.line)
    }

    private static let pages = [
        "": (type: "text/html; charset=utf-8", text: ExplorePage.html),
        "page.css": (type: "text/css; charset=utf-8", text: ExplorePage.style),
        "page.js": (type: "text/javascript; charset=utf-8", text: ExplorePage.script),
    ]
}
