/// Numbers for actions with their arguments, in the order in which they come.
///
/// A step is numbered for a few nanoseconds where the bytes of its action were seen a moment ago: equal bytes of a type
/// without references are one value, whatever lies in them that belongs to no field.
final class ActionNumbers<Action: SpecAction> {
    private var numbers: [Action: UInt32] = [:]
    /// Nil where bytes do not tell, or are too many.
    private let recent: RecentNumbers?
    private let size = MemoryLayout<Action>.size

    init() { recent = _isPOD(Action.self) && MemoryLayout<Action>.size <= 16 ? RecentNumbers() : nil }

    /// The number of an action, and that it came for the first time.
    func number(of action: Action) -> (number: UInt32, isNew: Bool) {
        guard let recent else { return lookUp(action) }
        var bytes: (UInt64, UInt64) = (0, 0)
        withUnsafePointer(to: action) { place in
            withUnsafeMutableBytes(of: &bytes) { $0.baseAddress!.copyMemory(from: place, byteCount: size) }
        }
        if let number = recent.number(of: bytes) { return (number, false) }
        let found = lookUp(action)
        recent.remember(bytes, number: found.number)
        return found
    }

    private func lookUp(_ action: Action) -> (number: UInt32, isNew: Bool) {
        if let number = numbers[action] { return (number, false) }
        let number = UInt32(numbers.count)
        numbers[action] = number
        return (number, true)
    }
}

/// Numbers of what was seen a moment ago, by sixteen bytes; apart from its user, which is generic, and the compiler
/// specialises nothing there.
private final class RecentNumbers {
    private struct Entry {
        var bytes: (UInt64, UInt64) = (0, 0)
        /// Number plus 1, or 0 for an empty entry.
        var mark: UInt32 = 0
    }

    private static let bits = 12
    private let entries: UnsafeMutablePointer<Entry>

    init() {
        entries = .allocate(capacity: 1 << Self.bits)
        entries.initialize(repeating: Entry(), count: 1 << Self.bits)
    }

    deinit { entries.deallocate() }

    func number(of bytes: (UInt64, UInt64)) -> UInt32? {
        let entry = entries[Self.place(bytes)]
        return entry.mark != 0 && entry.bytes == bytes ? entry.mark - 1 : nil
    }

    func remember(_ bytes: (UInt64, UInt64), number: UInt32) {
        entries[Self.place(bytes)] = Entry(bytes: bytes, mark: number + 1)
    }

    private static func place(_ bytes: (UInt64, UInt64)) -> Int {
        let mixed = (bytes.0 ^ bytes.1 &* 0x9e37_79b9_7f4a_7c15) &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: mixed >> UInt64(64 - bits))
    }
}
