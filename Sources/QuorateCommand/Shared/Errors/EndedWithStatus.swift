/// A command that has said everything and ends with a status other than 0.
struct EndedWithStatus: Error {
    let status: ExitStatus
}

extension ExitStatus {
    /// Ends a command that has said everything.
    ///
    /// - Throws: ``EndedWithStatus`` unless everything is as expected.
    func end() throws { if self != .asExpected { throw EndedWithStatus(status: self) } }
}
