import QuorateExplorer

extension Explorer {
    /// Searches, shows how far it has come, and ends early when there is an interrupt.
    ///
    /// - Parameter label: the name of the run, where there is more than one.
    func run(
        until interrupt: Interrupt, showing progress: ProgressDisplay? = nil, of label: String? = nil
    ) async throws -> Report {
        var explorer = self
        if let progress {
            explorer.progressInterval = progress.interval
            explorer.progress = { progress.show($0, of: label) }
        }
        defer { progress?.clear() }
        let search = explorer
        return try await interrupt.cancelling { try await search.run() }
    }
}
