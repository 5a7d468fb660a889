import QuorateFaults
import QuorateLanguage
import QuorateQuorums

/// Three numbered parcels, sent in order, through whatever network; the log says in which order they arrive.
struct Courier: Spec {
    var model: NetworkModel
    /// Arrivals that are logged; further ones are refused.
    var logged = 4

    struct Parcel: FiniteValue {
        let index: Int
        static var valueCount: Int { 3 }
        var packed: UInt64 { UInt64(index) }
        init(index: Int) { self.index = index }
        init(packed: UInt64) { index = Int(packed) }
    }

    struct State: SpecState {
        var network = Network<Parcel>()
        var channel = Channel<Parcel, 3>()
        /// What has arrived, the latest last.
        var log = Channel<Parcel, 4>()
        var partition = Partition()
        var sent: BoundedInt<0, 3> = 0
    }

    enum Action: SpecAction {
        case send(Int), receive(Int), lose(Int), part(Partition)
    }

    var initialStates: [State] { [State()] }
    var properties: [Property<State>] { [] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let isOrdered = model.contains(.fifo)
        let parcel = Parcel(index: s.sent.value)
        next.take(.send(s.sent.value), if: s.sent < 3) {
            $0.sent += 1
            if isOrdered { $0.channel.append(parcel) } else { $0.network.send(parcel) }
        }
        let isOpen = s.log.count < logged && s.partition.connects(0, 1)
        for parcel in Parcel.values {
            next.take(.receive(parcel.index), if: isOpen && s.network.canDeliver(parcel)) {
                $0.network.deliver(parcel, in: model)
                $0.log.append(parcel)
            }
        }
        next.take(.receive(9), if: isOpen && !s.channel.isEmpty) {
            $0.log.append($0.channel.deliverFirst(in: model))
        }
        next.takeLosses(of: s.network, in: model, { .lose($0.index) }) { $0.network.lose($1) }
        next.takeLosses(of: s.channel, in: model, { .lose($0) }) { $0.channel.remove(at: $1) }
        next.takePartitions(of: s.partition, among: [0, 1, 2], in: model, { .part($0) }) { $0.partition = $1 }
    }
}
