public import QuorateQuorums

/// The messages that replicas have sent, each kept once and for ever: delivering late, twice or never is up to
/// whoever delivers.
public struct Outbox: Hashable, Sendable {
    /// One message.
    public struct Message: Hashable, Comparable, Sendable {
        /// Sender of the message.
        public let sender: ReplicaID
        /// Receiver of the message, or nil for everybody.
        public let receiver: ReplicaID?
        /// The bytes.
        public let bytes: [UInt8]

        /// Hashes the bytes in one go, which is many times faster than one by one.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(sender)
            hasher.combine(receiver)
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }

        /// Orders messages by sender, then by receiver, then by their bytes.
        public static func < (left: Message, right: Message) -> Bool {
            if left.sender != right.sender { return left.sender < right.sender }
            let (mine, other) = (left.receiver?.number ?? -1, right.receiver?.number ?? -1)
            if mine != other { return mine < other }
            return left.bytes.lexicographicallyPrecedes(right.bytes)
        }
    }

    /// The messages in their order.
    public private(set) var messages: [Message] = []

    /// Nothing has been sent.
    public init() {}

    /// Adds a message; one that was sent before is the same message.
    public mutating func send(_ bytes: [UInt8], from sender: ReplicaID, to receiver: ReplicaID? = nil) {
        let message = Message(sender: sender, receiver: receiver, bytes: bytes)
        var (low, high) = (0, messages.count)
        while low < high {
            let middle = (low + high) / 2
            if messages[middle] < message { low = middle + 1 } else { high = middle }
        }
        if low < messages.count, messages[low] == message { return }
        messages.insert(message, at: low)
    }

    /// The messages that `replica` can receive: those for it and those for everybody, its own not among them.
    public func messages(for replica: ReplicaID) -> [Message] {
        messages.filter { $0.sender != replica && ($0.receiver == nil || $0.receiver == replica) }
    }
}
