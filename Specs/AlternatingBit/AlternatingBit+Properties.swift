public import QuorateLanguage

extension AlternatingBit {
    /// Together these say that every state, without its queues, is one of ``AlternatingBitAbstract``.
    public var properties: [Property<State>] {
        [
            .always(
                "delivery of the value sent",
                when: { s in s.senderAck != s.senderBit && s.receiverBit == s.senderBit },
                then: { s in s.received == s.sent }),
            .always(
                "acknowledgement of received values only",
                when: { s in s.senderAck == s.senderBit },
                then: { s in s.receiverBit == s.senderBit }),
            .reachable("an outdated acknowledgement under way") { s in
                !s.acks.isEmpty && s.acks[0] != s.receiverBit
            },
        ]
    }
}
