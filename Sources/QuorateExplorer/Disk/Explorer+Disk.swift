import QuorateLanguage

extension Explorer {
    /// Refuses a search on disk together with what is not known to go with it.
    func checkDiskRequest() throws {
        guard disk != nil else { return }
        if store == .fingerprint {
            throw DiskError.unsuitable("is exact, and the fingerprint store is not; leave one of the two out")
        }
        if symmetry != .none {
            throw DiskError.unsuitable(
                "keeps every state, and symmetry one for many; leave one of the two out")
        }
        if certificate != nil {
            throw DiskError.unsuitable("does not write certificates yet; leave one of the two out")
        }
        if spec.wordCount > 255 {
            throw DiskError.unsuitable(
                "takes states of at most 255 words, and \(spec.name) has \(spec.wordCount)")
        }
    }

    /// Refuses a property of whole runs.
    func checkDiskRequest(liveness property: String, _ options: String) throws {
        guard disk != nil else { return }
        throw DiskError.unsuitable(
            "decides nothing about whole runs, which go through all states again in no order: leave \"\(property)\" out"
                + options)
    }
}
