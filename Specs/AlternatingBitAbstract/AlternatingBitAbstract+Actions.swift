public import QuorateLanguage

extension AlternatingBitAbstract {
    public enum Action: SpecAction {
        case sendNewValue(Datum), receiveMessage, receiveAck

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case sendNewValue, receiveMessage, receiveAck
        }

        public var kind: Kind {
            switch self {
            case .sendNewValue: .sendNewValue
            case .receiveMessage: .receiveMessage
            case .receiveAck: .receiveAck
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        sendNewValue(.d1, s, &next)
        sendNewValue(.d2, s, &next)
        next.take(.receiveMessage, if: s.receiverBit != s.senderBit) {
            $0.receiverBit = s.senderBit
            $0.received = s.sent
        }
        next.take(.receiveAck, if: s.receiverBit != s.senderAck) { $0.senderAck = s.receiverBit }
    }

    @inline(__always)
    private func sendNewValue(_ datum: Datum, _ s: State, _ next: inout Next<Self>) {
        next.take(.sendNewValue(datum), if: s.senderAck == s.senderBit) {
            $0.senderBit.toggle()
            $0.sent = datum
        }
    }
}
