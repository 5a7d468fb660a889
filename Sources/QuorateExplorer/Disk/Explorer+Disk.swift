import QuorateLanguage

extension Explorer {
    /// Refuses a search on disk, or with checkpoints, together with what is not known to go with it.
    func checkDiskRequest() throws {
        if disk == nil, checkpoints == nil { return }
        let kind = disk == nil ? "a search with checkpoints" : "a search on disk"
        func refuse(_ reason: String) throws { throw DiskError.unsuitable("\(kind) \(reason)") }
        if disk != nil, checkpoints != nil {
            try refuse("can go on behind any level, and needs no checkpoints; leave one of the two out")
        }
        if let seconds = checkpoints?.seconds, !(seconds > 0 && seconds.isFinite) {
            try refuse("is given \(Numerals.asGiven(seconds)) s between two of them; give a number above 0")
        }
        if store != .exact {
            try refuse(
                disk == nil
                    ? "keeps every state, and \(store.lack); leave one of the two out"
                    : "\(store.otherThanItsOwn); leave one of the two out")
        }
        if symmetry != .none {
            try refuse("keeps every state, and symmetry one for many; leave one of the two out")
        }
        if certificate != nil { try refuse("does not write certificates yet; leave one of the two out") }
        if spec.wordCount > 255 {
            try refuse("takes states of at most 255 words, and \(spec.name) has \(spec.wordCount)")
        }
    }

    /// Refuses a property of whole runs.
    func checkDiskRequest(liveness property: String, _ options: String) throws {
        guard disk != nil else { return }
        throw DiskError.unsuitable(
            "a search on disk decides nothing about whole runs, which go through all states again in no order: leave"
                + " \"\(property)\" out\(options)")
    }
}
