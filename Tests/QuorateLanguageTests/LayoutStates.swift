import QuorateLanguage
import QuorateQuorums

// States with a layout that a search refuses, each for one reason.

struct HoleState: SpecState {
    var flag = false
    var small = UInt16(0)
    var large = UInt64(0)
}

struct NestedHoleState: SpecState {
    struct Inner: Hashable, BitwiseCopyable, Sendable {
        var flag = false
        var number = UInt32(0)
    }
    var large = UInt64(0)
    var inner = Inner()
}

struct OptionalState: SpecState {
    var leader: ReplicaID? = nil
}

struct NestedOptionalState: SpecState {
    struct Inner: Hashable, BitwiseCopyable, Sendable {
        var ballot: UInt16? = 3
    }
    var inner = Inner()
}

enum Payload: Hashable, Sendable, BitwiseCopyable {
    case idle
    case waiting(UInt8)
}

struct PayloadState: SpecState {
    var phase = Payload.idle
}

/// Lists its cases by hand, as a payload-free enum has them listed by the compiler.
enum ListedPayload: Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case idle
    case waiting(UInt8)
    static var allCases: [ListedPayload] { [.idle] + (0...1).map(waiting) }
}

struct ListedPayloadState: SpecState {
    var phase = ListedPayload.idle
}

struct FloatState: SpecState {
    var share = 0.5
}

struct ReferenceState: SpecState {
    final class Box: Sendable {}
    var box = Unmanaged.passRetained(Box())
    static func == (left: Self, right: Self) -> Bool { left.box.toOpaque() == right.box.toOpaque() }
    func hash(into hasher: inout Hasher) { hasher.combine(box.toOpaque()) }
}

struct PointerState: SpecState, @unchecked Sendable {
    var place: UnsafePointer<Int>? = nil
}

struct RawPointerState: SpecState, @unchecked Sendable {
    var place = UnsafeRawPointer(bitPattern: 8)!
}

struct IdentityState: SpecState {
    var identity = ObjectIdentifier(ReferenceState.Box.self)
}

struct Miscounted: FiniteValue {
    let packed: UInt64
    init(packed: UInt64) { self.packed = packed * 2 }
    static var valueCount: Int { 2 }
}

struct Crowded: FiniteValue {
    let packed: UInt64
    static var valueCount: Int { 65 }
}

struct MiscountedState: SpecState {
    var sent = FiniteSet<Miscounted>()
}

struct CrowdedState: SpecState {
    var sent = FiniteSet<Crowded>()
}

/// An enum with a payload that is not finite.
enum Parcel: FiniteValue {
    case empty
    case addressed(UInt16)
}

struct ParcelMapState: SpecState { var parcel = ReplicaMap(Parcel.empty) }
struct ParcelMatrixState: SpecState { var parcel = ReplicaMatrix(Parcel.empty) }
struct ParcelVotesState: SpecState { var parcel = Votes<Parcel>() }
struct ParcelState: SpecState { @Packed var parcel = Parcel.empty }
struct ParcelChannelState: SpecState { var parcel = Channel<Parcel, 2>() }

struct WideRangeState: SpecState { var level = BoundedInt<0, 300>(0) }
struct NoRangeState: SpecState { var level = BoundedInt<3, 2>(3) }
