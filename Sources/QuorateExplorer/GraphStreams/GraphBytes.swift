import QuorateLanguage

/// Bytes of a graph's stream: numbers in groups of seven bits, texts with their length, values with a tag.
struct GraphBytes {
    var bytes: [UInt8] = []

    mutating func append(_ number: Int) {
        var rest = UInt64(number)
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(_ text: String) {
        let utf8 = Array(text.utf8)
        append(utf8.count)
        bytes += utf8
    }

    mutating func append(_ text: String?) {
        append(text == nil ? 0 : 1)
        if let text { append(text) }
    }

    mutating func append<Element>(_ elements: [Element], _ each: (inout GraphBytes, Element) -> Void) {
        append(elements.count)
        for element in elements { each(&self, element) }
    }

    mutating func append(_ fields: [SpecValue.Field]) {
        append(fields) {
            $0.append($1.name)
            $0.append($1.value)
        }
    }

    mutating func append(_ value: SpecValue) {
        bytes.append(value.tag.rawValue)
        switch value {
        case .boolean(let truth): append(truth ? 1 : 0)
        case .integer(let number): bytes.append(littleEndian: UInt64(bitPattern: Int64(number)), count: 8)
        case .largeInteger(let text), .string(let text): append(text)
        case .list(let values), .set(let values): append(values) { $0.append($1) }
        case .map(let entries):
            append(entries) {
                $0.append($1.key)
                $0.append($1.value)
            }
        case .record(let fields): append(fields)
        case .variant(let tag, let payload):
            append(tag)
            append(payload)
        }
    }
}

/// The cases of a value, by the byte that stands in front of it.
enum SpecValueTag: UInt8 {
    case boolean = 0, integer, largeInteger, string, list, set, map, record, variant
}

extension SpecValue {
    fileprivate var tag: SpecValueTag {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .largeInteger: .largeInteger
        case .string: .string
        case .list: .list
        case .set: .set
        case .map: .map
        case .record: .record
        case .variant: .variant
        }
    }
}
