import QuorateFaults
public import QuorateLanguage

extension AlternatingBit {
    public enum Action: SpecAction {
        case sendNewValue(Datum), resend, receiveMessage
        case sendAck, receiveAck
        case loseMessage(at: Int), loseAck(at: Int)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable {
            case sendNewValue, resend, receiveMessage, sendAck, receiveAck, loseMessage, loseAck
        }

        public var kind: Kind {
            switch self {
            case .sendNewValue: .sendNewValue
            case .resend: .resend
            case .receiveMessage: .receiveMessage
            case .sendAck: .sendAck
            case .receiveAck: .receiveAck
            case .loseMessage: .loseMessage
            case .loseAck: .loseAck
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        let isAcknowledged = s.senderAck == s.senderBit
        sendNewValue(.d1, isAcknowledged, &next)
        sendNewValue(.d2, isAcknowledged, &next)
        next.take(.resend, if: !isAcknowledged) { $0.messages.append(Message(s.senderBit, s.sent)) }
        next.take(.receiveMessage, if: !s.messages.isEmpty) {
            let message = $0.messages.removeFirst()
            $0.receiverBit = message.bit
            $0.received = message.datum
        }
        next.take(.sendAck) { $0.acks.append(s.receiverBit) }
        next.take(.receiveAck, if: !s.acks.isEmpty) { $0.senderAck = $0.acks.removeFirst() }
        next.takeLosses(of: s.messages, in: .lossy, { .loseMessage(at: $0) }) { $0.messages.remove(at: $1) }
        next.takeLosses(of: s.acks, in: .lossy, { .loseAck(at: $0) }) { $0.acks.remove(at: $1) }
    }

    @inline(__always)
    private func sendNewValue(_ datum: Datum, _ isAcknowledged: Bool, _ next: inout Next<Self>) {
        next.take(.sendNewValue(datum), if: isAcknowledged) {
            $0.senderBit.toggle()
            $0.sent = datum
            $0.messages.append(Message($0.senderBit, datum))
        }
    }
}
