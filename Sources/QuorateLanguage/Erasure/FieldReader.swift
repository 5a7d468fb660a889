/// Reader of single fields of a state from their bytes, as reflection would read them from the whole state.
///
/// Reflection on a state boxes the state and finds its way to the field each time; the types of the fields are always the
/// same, and are found once.
final class FieldReader {
    private let read: [(_ field: UnsafeRawPointer) -> Any]
    private let offsets: [Int]

    /// Nil where the fields have no bytes of their own, or ones that are not where their type wants them.
    init?(_ fields: StoredFields, of sample: Any) {
        guard let ranges = fields.ranges else { return nil }
        let children = Mirror(reflecting: sample).children.map(\.value)
        guard children.count == ranges.count, children.allSatisfy({ Self.alignment($0) <= 8 }) else {
            return nil
        }
        read = children.map { Self.reading($0) }
        offsets = ranges.map(\.lowerBound)
    }

    /// The value of the field at a position.
    func value(of field: Int, in words: UnsafePointer<UInt64>) -> Any {
        read[field](UnsafeRawPointer(words) + offsets[field])
    }

    private static func alignment<T>(_: T) -> Int { MemoryLayout<T>.alignment }

    private static func reading<T>(_: T) -> (UnsafeRawPointer) -> Any {
        // A state is trivial to copy, and so is each of its fields.
        { $0.assumingMemoryBound(to: T.self).pointee }
    }
}
