import QuorateLanguage
import QuorateQuorums

/// Three cases, so that two bits hold a number that is none of them.
enum Phase: FiniteValue { case working, prepared, committed }

enum Lonely: FiniteValue { case only }

enum Four: FiniteValue { case north, east, south, west }

/// As many values as fit in a lane of four bits: an optional one does not.
enum Sixteen: FiniteValue {
    case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p
}

/// More cases than four bits can number.
enum Seventeen: FiniteValue {
    case a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q
    typealias MapStorage = TwoWords
}

/// A value that insists on its contract: numbers from 0 to 4, no other.
struct Strict: FiniteValue {
    let packed: UInt64
    static var valueCount: Int { 5 }
    init(packed: UInt64) {
        precondition(packed < 5, "no value has number \(packed)")
        self.packed = packed
    }
}

/// A value that says it has 16 values, and takes any number.
struct Loose: FiniteValue {
    let packed: UInt64
    init(_ number: UInt64) { packed = number }
    init(packed: UInt64) { self.packed = packed }
    static var valueCount: Int { 16 }
}

/// The same in wider lanes.
struct LooseInTwoWords: FiniteValue {
    typealias MapStorage = TwoWords
    let packed: UInt64
    init(_ number: UInt64) { packed = number }
    init(packed: UInt64) { self.packed = packed }
    static var valueCount: Int { 16 }
}

/// A value that says it has 4 values, and takes any number.
struct Few: FiniteValue {
    let packed: UInt64
    init(_ number: UInt64) { packed = number }
    init(packed: UInt64) { self.packed = packed }
    static var valueCount: Int { 4 }
}

/// Messages of which only one has a number that its type has.
enum Letter: FiniteValue {
    case hello, goodbye, shout
    static var valueCount: Int { 1 }
    var packed: UInt64 { self == .goodbye ? 1 : 0 }
    init(packed: UInt64) { self = .hello }
}

/// Values of which 0 and 2 share a number, and 3 has one that its type does not have.
struct Nickname: FiniteValue {
    let letter: UInt8
    static var valueCount: Int { 2 }
    var packed: UInt64 { letter == 2 ? 0 : UInt64(letter) }
    init(packed: UInt64) { letter = UInt8(packed) }
    init(letter: UInt8) { self.letter = letter }
}

/// Messages that are their numbers, as many as fit in the storage.
struct Numbered<SetStorage: BitStorage>: FiniteValue {
    let packed: UInt64
    init(packed: UInt64) { self.packed = packed }
    init(_ number: Int) { packed = UInt64(number) }
    static var valueCount: Int { SetStorage.capacity }
}

typealias Clock = BoundedInt<0, 5>

/// Cases with payloads of unlike lengths, which leave bytes unwritten.
enum Mail: FiniteValue { case request(Clock), stop, grant(Phase, Clock), flag(Bool), done }

struct Entry: FiniteValue, Comparable {
    var term: BoundedInt<1, 3>
    var phase: Phase
    static func < (left: Entry, right: Entry) -> Bool {
        left.term == right.term ? left.phase.packed < right.phase.packed : left.term < right.term
    }
}

/// Parts that leave bytes unwritten themselves.
enum Envelope: FiniteValue {
    case plain(Bool), carrying(Mail), perhaps(Phase?), both(Entry, Mail), nobody, wide(ReplicaSet), late(
        Entry)
    typealias SetStorage = Bits256
}

/// A struct with a hole between its parts.
struct Gapped: FiniteValue {
    var flag: Bool
    var set: Short
    var mail: Mail?
    struct Short: FiniteValue {
        var packed: UInt64 { UInt64(number) }
        init(packed: UInt64) { number = UInt16(packed) }
        static var valueCount: Int { 3 }
        var number: UInt16
    }
}

enum OneCase: FiniteValue { case only(Phase) }
struct Wrapper<Inner: FiniteValue>: FiniteValue { var first: Inner; var second: Inner }

// In an expression `<-` would be read as one operator, so ranges below zero get their names here.
typealias Balance = BoundedInt<-3, 12>
typealias SmallBalance = BoundedInt<-2, 2>
typealias SignedByte = BoundedInt<-128, 127>
