import QuorateLanguage

/// Three cases, so that two bits hold a number that is none of them.
enum Phase: PackedEnum { case working, prepared, committed }

enum Lonely: PackedEnum { case only }

enum Four: PackedEnum { case north, east, south, west }

/// As many values as fit in a lane of four bits: an optional one does not.
enum Sixteen: PackedEnum {
    case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p
}

/// More cases than four bits can number.
enum Seventeen: PackedEnum {
    case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q
    typealias MapStorage = TwoWords
}

/// A value that insists on its contract: numbers from 0 to 4, no other.
struct Strict: PackedValue {
    let packed: UInt64
    static var valueCount: Int { 5 }
    init(packed: UInt64) {
        precondition(packed < 5, "no value has number \(packed)")
        self.packed = packed
    }
}

/// A value that says it has 16 values, and takes any number.
struct Loose: PackedValue {
    let packed: UInt64
    init(_ number: UInt64) { packed = number }
    init(packed: UInt64) { self.packed = packed }
    static var valueCount: Int { 16 }
}

/// The same in wider lanes.
struct LooseInTwoWords: PackedValue {
    typealias MapStorage = TwoWords
    let packed: UInt64
    init(_ number: UInt64) { packed = number }
    init(packed: UInt64) { self.packed = packed }
    static var valueCount: Int { 16 }
}

/// A value that says it has 4 values, and takes any number.
struct Few: PackedValue {
    let packed: UInt64
    init(_ number: UInt64) { packed = number }
    init(packed: UInt64) { self.packed = packed }
    static var valueCount: Int { 4 }
}

/// Messages of which the list has the first only; one of the others says that it has the same number.
enum Letter: FiniteMessage {
    case hello, goodbye, shout
    static let all: [Letter] = [.hello]
    var index: Int { self == .goodbye ? 1 : 0 }
}

/// Messages that are their numbers, as many as fit in the storage.
struct Numbered<SetStorage: BitStorage>: FiniteMessage {
    let index: Int
    static var all: [Numbered] { (0..<SetStorage.capacity).map(Numbered.init(index:)) }
}

// In an expression `<-` would be read as one operator, so ranges below zero get their names here.
typealias Balance = BoundedInt<-3, 12>
typealias SmallBalance = BoundedInt<-2, 2>
typealias SignedByte = BoundedInt<-128, 127>
