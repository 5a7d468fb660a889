/// Reason why a request is not answered, with the status of HTTP that goes with it.
struct Refusal: Error, Hashable {
    /// Status: 403 for who may not ask, 404 for what is not there, 409 for what cannot be now, 413 for too much.
    let status: Int
    /// Mistake, and what to do.
    let message: String

    init(_ status: Int, _ message: String) { (self.status, self.message) = (status, message) }

    /// A request that cannot be read.
    static func malformed(_ message: String) -> Refusal { Refusal(400, message) }
}
