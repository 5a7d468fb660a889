import QuorateLanguage

/// Numbers for the values of the fields of states, by the bytes of each field.
///
/// Reflection takes microseconds, and runs once for each value. Where a state does not tell which bytes belong to which
/// field, all fields are described for each state.
final class FieldNumbers {
    private let view: GraphView
    private let spec: ErasedSpec
    private let tables: [KeyTable]
    private var described: [[SpecValue: UInt32]]
    private let scratch: UnsafeMutablePointer<UInt64>
    /// Values that were seen, by field.
    private(set) var counts: [Int]

    init(_ view: GraphView, of spec: ErasedSpec) {
        self.view = view
        self.spec = spec
        let sizes = (view.fields.ranges ?? []).map { ($0.count + 7) / 8 }
        tables = sizes.map { KeyTable(wordCount: $0) }
        scratch = .allocate(capacity: max(1, sizes.max() ?? 0))
        counts = view.fields.names.map { _ in 0 }
        described = view.fields.ranges == nil ? counts.map { _ in [:] } : []
    }

    deinit { scratch.deallocate() }

    /// Finds the numbers of a state's fields.
    ///
    /// - Parameters:
    ///   - numbers: gets them.
    ///   - former: another state with its numbers, whose fields are mostly the same.
    ///   - new: takes each value that is seen for the first time.
    func find(
        _ words: UnsafePointer<UInt64>, _ numbers: UnsafeMutablePointer<UInt32>,
        former: (words: UnsafePointer<UInt64>, numbers: UnsafePointer<UInt32>)?,
        new: (_ field: Int, SpecValue) throws -> Void
    ) throws {
        guard let ranges = view.fields.ranges else { return try describe(words, numbers, new: new) }
        let bytes = UnsafeRawPointer(words)
        for (field, range) in ranges.enumerated() {
            if let former, isEqual(bytes, UnsafeRawPointer(former.words), range) {
                numbers[field] = former.numbers[field]
                continue
            }
            let (number, isNew) = tables[field].number(of: key(bytes, range))
            numbers[field] = UInt32(number)
            if isNew {
                counts[field] += 1
                try new(field, view.value(of: field, in: words))
            }
        }
    }

    private func isEqual(_ one: UnsafeRawPointer, _ other: UnsafeRawPointer, _ range: Range<Int>) -> Bool {
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            if one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                != other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            {
                return false
            }
            place += 8
        }
        while place < range.upperBound {
            if one.load(fromByteOffset: place, as: UInt8.self)
                != other.load(fromByteOffset: place, as: UInt8.self)
            {
                return false
            }
            place += 1
        }
        return true
    }

    private func key(_ bytes: UnsafeRawPointer, _ range: Range<Int>) -> UnsafePointer<UInt64> {
        if !range.isEmpty { scratch[(range.count - 1) / 8] = 0 }
        UnsafeMutableRawPointer(scratch).copyMemory(from: bytes + range.lowerBound, byteCount: range.count)
        return UnsafePointer(scratch)
    }

    private func describe(
        _ words: UnsafePointer<UInt64>, _ numbers: UnsafeMutablePointer<UInt32>,
        new: (_ field: Int, SpecValue) throws -> Void
    ) throws {
        let fields = spec.describe(Array(UnsafeBufferPointer(start: words, count: view.wordCount)))
        guard fields.map(\.name) == view.fields.names else {
            throw SpecError(
                spec: spec.name,
                message: "states show other fields than the first one (\(fields.map(\.name)) and"
                    + " \(view.fields.names)); a state that shows itself must always show the same fields")
        }
        for (field, value) in fields.map(\.value).enumerated() {
            if let number = described[field][value] {
                numbers[field] = number
                continue
            }
            numbers[field] = UInt32(counts[field])
            described[field][value] = numbers[field]
            counts[field] += 1
            try new(field, value)
        }
    }
}
