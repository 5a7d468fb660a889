internal import QuorateLanguage
public import QuorateQuorums
public import QuorateReplay
public import QuorateReplicas
public import BroadcastSpecs

/// Bracha's reliable broadcast: the spec beside `BrachaReplica`.
public struct BrachaDriver: Driver {
    public typealias Subject = BrachaBroadcast
    public typealias Rules = BrachaConfiguration.Rules

    public struct System: RealSystem {
        /// The correct replicas, by number; nil for a Byzantine one, of whom only messages are seen.
        var nodes: [Node<BrachaReplica, MemoryLog>?]
        public var outbox = Outbox()
    }

    public enum Input: Hashable, Sendable {
        /// A message arrives.
        case message([UInt8], from: ReplicaID)
        /// The sender is asked to broadcast.
        case broadcast([UInt8])
        /// The replica takes one of the paper's steps, if it can.
        case step
    }

    let spec: BrachaBroadcast
    private let change: @Sendable (inout Rules) -> Void

    /// The replicas with a change of their rules.
    public init(_ spec: BrachaBroadcast, unsafely change: @escaping @Sendable (inout Rules) -> Void) {
        self.spec = spec
        self.change = change
    }

    public init?(_ spec: BrachaBroadcast, code: CodeUnderTest<BrachaBroadcast.Mutant>) {
        switch code {
        case .shipped: self.init(spec) { _ in }
        case .mutant(let mutant): self.init(spec) { mutant.change(&$0) }
        }
    }

    public var unsuitability: String? {
        do { _ = try configuration(of: 0) { _ in } } catch { return "\(error)" }
        return unsuitabilityOfMutant
    }

    public func system(startingIn state: BrachaBroadcast.State) throws -> System {
        System(
            nodes: try spec.allReplicas.map { replica in
                if state.faulty.contains(replica) { return nil }
                return try Node(configuration(of: replica, change), log: MemoryLog())
            })
    }

    private func configuration(
        of replica: ReplicaID, _ change: (inout Rules) -> Void
    ) throws -> BrachaConfiguration {
        let isTooSmall = spec.allReplicas.count < 3 * spec.faults + 1
        return try BrachaConfiguration(
            replica: replica.number, replicaCount: spec.allReplicas.count, faultCount: spec.faults, sender: 0
        ) {
            $0.allowsTooFewReplicas = isTooSmall
            change(&$0)
        }
    }

    public func stimulus(for action: BrachaBroadcast.Action, in system: System) -> Stimulus<Input> {
        let stimulus = inputs(for: action, in: system)
        return prefersOtherValue(action, after: stimulus, in: system)
            ? .leftOut(because: "of several values for which enough is there the code takes the first")
            : stimulus
    }

    private func inputs(for action: BrachaBroadcast.Action, in system: System) -> Stimulus<Input> {
        switch action {
        case .broadcast(let value):
            guard system.nodes[0] != nil else { return .impossible }
            return Stimulus(evidence: [], then: [.init(.broadcast(value.bytes), to: 0), .init(.step, to: 0)])
        case .echo(let replica, let value):
            let messages = messages(about: value, for: replica, in: system)
            let thresholds = spec.thresholds
            return hearing(
                value,
                messages.enough(.ready, thresholds.joining) ?? messages.enough(.echo, thresholds.echoes)
                    ?? messages, at: replica, in: system)
        case .ready(let replica, let value):
            let messages = messages(about: value, for: replica, in: system)
            return hearing(
                value, messages.enough(.ready, spec.thresholds.amplification) ?? messages, at: replica,
                in: system)
        case .deliver(let replica, let value):
            return hearing(value, messages(about: value, for: replica, in: system), at: replica, in: system)
        }
    }

    /// Each message comes twice, which is to be the same as once. What a replica has said itself it counts without
    /// hearing it, so that this alone may be enough: its own INITIAL makes a correct sender echo.
    private func hearing(
        _ value: BrachaBroadcast.Value, _ messages: [Outbox.Message], at replica: ReplicaID, in system: System
    ) -> Stimulus<Input> {
        let deliveries = messages.map { Input.message($0.bytes, from: $0.sender) }
        let inputs = impostures(about: value, to: replica) + [.step]
        if deliveries.isEmpty, hasSpoken(replica, of: value, in: system) {
            return Stimulus(evidence: [], then: inputs.map { .init($0, to: replica) })
        }
        return .deliver(deliveries + deliveries, to: replica, then: inputs)
    }

    private func hasSpoken(
        _ replica: ReplicaID, of value: BrachaBroadcast.Value, in system: System
    ) -> Bool {
        system.outbox.messages.contains {
            $0.sender == replica && (try? BrachaMessage(decoding: $0.bytes))?.value == value.bytes
        }
    }

    /// Everything about a value that a replica can hear: what was sent, and whatever Byzantine replicas say.
    private func messages(
        about value: BrachaBroadcast.Value, for replica: ReplicaID, in system: System
    ) -> [Outbox.Message] {
        var all = system.outbox
        for faulty in spec.allReplicas where system.nodes[faulty.number] == nil {
            for kind in BrachaMessage.Kind.allCases {
                all.send(BrachaMessage(kind, value.bytes).encoded, from: faulty)
            }
        }
        return all.messages(for: replica).filter { message in
            (try? BrachaMessage(decoding: message.bytes))?.value == value.bytes
        }
    }

    /// Messages that must not count: one of a replica that does not exist, and one under the receiver's own
    /// name.
    private func impostures(about value: BrachaBroadcast.Value, to replica: ReplicaID) -> [Input] {
        let ready = BrachaMessage(.ready, value.bytes).encoded
        let stranger = ReplicaID(spec.allReplicas.count)
        return [stranger, replica].map { .message(ready, from: $0) }
    }

    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        switch input {
        case .message(let bytes, let sender):
            system.nodes[replica.number]?.accept(.message(bytes, from: sender.number))
        case .broadcast(let value): system.nodes[replica.number]?.accept(.broadcast(value))
        case .step:
            while let output = try system.nodes[replica.number]?.nextOutput() {
                if case .event(.dropped) = output { continue }
                if case .broadcast(let bytes) = output { system.outbox.send(bytes, from: replica) }
                return
            }
        }
    }

    public func observe(_ system: System, in state: inout BrachaBroadcast.State) {
        for sent in system.outbox.messages {
            guard let message = try? BrachaMessage(decoding: sent.bytes),
                let value = BrachaBroadcast.Value(bytes: message.value)
            else { continue }
            switch message.kind {
            case .initial: state.votes.cast(.initial(value), by: sent.sender)
            case .echo: state.votes.cast(.echo(value), by: sent.sender)
            case .ready: state.votes.cast(.ready(value), by: sent.sender)
            }
        }
        for (number, node) in system.nodes.enumerated() {
            guard let bytes = node?.replica.state.delivered else { continue }
            if let value = BrachaBroadcast.Value(bytes: bytes) {
                state.delivered[value].insert(ReplicaID(number))
            }
        }
    }
}

extension [Outbox.Message] {
    /// The messages of one kind, where they are enough by themselves: the paper's conditions are joined by "or", and each
    /// has to do without the others.
    fileprivate func enough(_ kind: BrachaMessage.Kind, _ count: Int) -> [Outbox.Message]? {
        let ofKind = filter { (try? BrachaMessage(decoding: $0.bytes))?.kind == kind }
        return ofKind.count >= count ? ofKind : nil
    }
}

extension BrachaBroadcast.Value {
    var bytes: [UInt8] { [UInt8(packed)] }

    fileprivate init?(bytes: [UInt8]) {
        guard let value = BrachaBroadcast.Value.values.first(where: { $0.bytes == bytes }) else {
            return nil
        }
        self = value
    }
}
