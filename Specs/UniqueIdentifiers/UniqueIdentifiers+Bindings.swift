public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension UniqueIdentifiers {
    /// A numeric user ID.
    public enum UserID: PackedEnum, CustomStringConvertible {
        case uid501, uid502

        /// The number.
        public var description: String { self == .uid501 ? "501" : "502" }
    }

    /// A user name.
    public enum Name: PackedEnum { case alice, eve }

    /// An entry of the file, as in `(UID: 501, Name: "alice")`.
    public struct Binding: PackedValue, FiniteMessage {
        /// The user ID.
        public let uid: UserID
        /// Whose it is.
        public let name: Name

        public init(_ uid: UserID, _ name: Name) {
            self.uid = uid
            self.name = name
        }

        public static var valueCount: Int { 4 }
        @inline(__always)
        public var packed: UInt64 { uid.packed &* 2 &+ name.packed }
        @inline(__always)
        public init(packed: UInt64) {
            self.init(UserID(packed: packed &>> 1), Name(packed: packed & 1))
        }
        public static let all = Array(values)
        public var index: Int { Int(packed) }
    }
}

extension UniqueIdentifiers {
    public var messages: [Binding] { Array(bindings) }
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
    public func send(_ message: Binding, from sender: ReplicaID, in state: inout State) {
        state.signatures.cast(message, by: sender)
    }
    public func correctPart(of state: State) -> State {
        var part = state
        part.signatures = state.signatures.without(state.faulty)
        return part
    }
}
