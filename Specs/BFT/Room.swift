import QuorateFaults

extension ByzantineSpec {
    /// Room for all replicas in a lane of votes.
    func hasRoom(in storage: (some PackedStorage).Type) -> Bool { replicas.count <= storage.laneWidth }

    /// Refuses more replicas than a lane of votes holds.
    ///
    /// - Throws: `SpecError`, with the numbers.
    func checkRoom(in storage: (some PackedStorage).Type) throws(SpecError) {
        if hasRoom(in: storage) { return }
        throw SpecError(
            spec: Self.name,
            message:
                "\(replicas.count) replicas do not fit into votes in \(storage); there is room for \(storage.laneWidth)"
        )
    }

    /// Name in code of the type of such a spec whose votes are in `storage`, or nil.
    static func alias(in storage: (some PackedStorage).Type) -> String? {
        if storage == OneWord.self { return name }
        return storage == TwoWords.self ? "Wide\(name)" : nil
    }
}
