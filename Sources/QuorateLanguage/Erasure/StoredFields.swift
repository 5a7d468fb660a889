/// Fields of a state as they are stored: names and, where each has bytes of its own, which.
///
/// A state without holes has its fields one behind the other, so that a field is read from its bytes alone; reflection is
/// asked once for each value, not for each state.
package struct StoredFields: Sendable {
    /// Names in the order of the declaration; a property wrapper's field goes by the name of the property.
    package let names: [String]
    /// Bytes of each field, or nil where they cannot be told: a state that shows itself in its own way.
    package let ranges: [Range<Int>]?

    init<S: Spec>(of spec: S) {
        let zeros = StateWords<S.State>(Array(repeating: 0, count: StateWords<S.State>.count)).state
        let shows = zeros is any CustomReflectable || Mirror(reflecting: zeros).displayStyle != .struct
        // Only the types of the fields are looked at, but a state's own code is shown no state that may be none.
        guard let sample = shows ? spec.initialStates.first : zeros else {
            (names, ranges) = ([], nil)
            return
        }
        let mirror = Mirror(reflecting: sample)
        names = mirror.children.enumerated().map { position, child in
            let label = child.label ?? ".\(position)"
            return label.hasPrefix("_") ? String(label.dropFirst()) : label
        }
        ranges = shows ? nil : Self.ranges(of: mirror, size: MemoryLayout<S.State>.size)
    }

    private static func ranges(of mirror: Mirror, size: Int) -> [Range<Int>]? {
        func layout<T>(_: T) -> (size: Int, alignment: Int) {
            (MemoryLayout<T>.size, MemoryLayout<T>.alignment)
        }
        var end = 0
        var ranges: [Range<Int>] = []
        for child in mirror.children {
            let (size, alignment) = layout(child.value)
            // A hole: the sum does not tell where the next field begins.
            guard end % alignment == 0 else { return nil }
            ranges.append(end..<end + size)
            end += size
        }
        return end == size ? ranges : nil
    }
}
