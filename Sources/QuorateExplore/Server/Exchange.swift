import Foundation

/// A request as it came, whatever web library took it.
struct PageRequest {
    var method: String
    /// Path without the query, as it was sent.
    var path: String
    /// Headers by their names in small letters.
    var headers: [String: String]
    /// Parts of the body, as they come.
    var body: any AsyncSequence<Data, any Error> & Sendable

    init(
        _ method: String, _ path: String, headers: [String: String],
        body: any AsyncSequence<Data, any Error> & Sendable
    ) {
        (self.method, self.path, self.headers, self.body) = (method, path, headers, body)
    }

    /// The whole body.
    ///
    /// - Throws: ``Refusal`` for one of more than `limit` bytes, of which no more are kept.
    func content(limit: Int) async throws -> Data {
        var content = Data()
        var size = Int(headers["content-length"] ?? "") ?? 0
        var count = 0
        for try await part in body {
            count += part.count
            size = max(size, count)
            if size <= limit { content.append(part) } else { content = Data() }
            // What is sent is read to its end, so that the answer is heard; nobody sends for ever.
            if count > Self.mostDropped { break }
        }
        guard size <= limit else {
            throw Refusal(413, "the body has more than \(limit) bytes")
        }
        return content
    }

    /// Bytes of a body that is too large which are read, and dropped.
    private static let mostDropped = 64 << 20
}

/// An answer to be sent.
struct PageAnswer {
    var status: Int
    var type: String
    var body: Data

    /// Headers of every answer: nothing is loaded from elsewhere, shown inside another page, or kept.
    static let headers = [
        "Content-Security-Policy":
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    ]
}
