import QuorateTraces

extension Console {
    /// Prints a result that other programs read.
    func print(_ value: JSONValue) throws {
        try print(JSONPrinter(width: 124) { depth, _ in depth <= 1 }.text(value))
    }
}
