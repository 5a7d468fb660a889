import QuorateQuorums

/// Place of the replica that acts among the bytes of an action: its first argument that is one.
@usableFromInline
enum ReplicaPlace {
    /// The place of an action that was not looked at yet.
    @usableFromInline static var unknown: Int { -2 }
    /// The place in an action without a replica.
    private static let none = -1

    /// Places, all unknown, which the caller deallocates.
    @usableFromInline
    static func unknown(_ count: Int) -> UnsafeMutablePointer<Int> {
        let places = UnsafeMutablePointer<Int>.allocate(capacity: count)
        places.initialize(repeating: unknown, count: count)
        return places
    }

    /// The number of the replica at a place of an action; that of none where there is none.
    @inlinable @inline(__always)
    static func replica<Action: SpecAction>(of action: Action, at place: Int) -> UInt8 {
        guard place >= 0 else { return WalkSteps.noReplica }
        return withUnsafeBytes(of: action) { $0[place] }
    }

    /// The place in an action of this case. Reflection is slow, and asked once for each case.
    @usableFromInline
    static func of(_ action: some SpecAction) -> Int {
        guard let payload = Mirror(reflecting: action).children.first?.value,
            let found = first(in: payload), found.offset < MemoryLayout.size(ofValue: action),
            // The arguments of a case lie at the front; a compiler that packs them otherwise is found out here.
            replica(of: action, at: found.offset) == found.replica.rawValue
        else { return none }
        return found.offset
    }

    private static func first(in value: Any) -> (offset: Int, replica: ReplicaID)? {
        if let replica = value as? ReplicaID { return (0, replica) }
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .tuple || mirror.displayStyle == .struct else { return nil }
        var end = 0
        for child in mirror.children {
            let (size, alignment) = layout(of: child.value)
            end = (end + alignment - 1) / alignment * alignment
            if let inner = first(in: child.value) { return (end + inner.offset, inner.replica) }
            end += size
        }
        return nil
    }

    private static func layout(of value: Any) -> (size: Int, alignment: Int) {
        func open<T>(_: T) -> (Int, Int) { (MemoryLayout<T>.size, MemoryLayout<T>.alignment) }
        return open(value)
    }
}
