public import QuorateQuorums
internal import QuorateReplay
internal import QuorateReplicas

// How inputs reach a replica, and what it has to say leaves.
extension PBFTDriver {
    public func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        switch input {
        case .message(let bytes): try give(.message(bytes), to: replica, of: &system)
        case .request(let bytes): try give(.request(bytes), to: replica, of: &system)
        case .timeout: try give(.timeout, to: replica, of: &system)
        case .release: release(of: replica, in: &system)
        case .commits(let view, let value):
            for bytes in votes(\.commit, view, value, for: replica, in: system, atMost: .max) {
                try give(.message(bytes), to: replica, of: &system)
            }
        }
    }

    private func give(_ input: PBFTInput, to replica: ReplicaID, of system: inout System) throws {
        guard let outputs = try system.nodes[replica.number]?.receive(input) else { return }
        for output in outputs {
            switch output {
            case .broadcast(let bytes): system.held[replica, default: []].append(bytes)
            case .send(let bytes, let receiver): system.send(bytes, from: replica, to: ReplicaID(receiver))
            case .reply, .event, .persist, .compact: continue
            }
        }
        release(of: replica, in: &system)
    }

    /// Lets leave what is held, up to and with the first message that is a step of the spec, and what the spec does not
    /// see behind it.
    private func release(of replica: ReplicaID, in system: inout System) {
        var hasStepped = false
        while let bytes = system.held[replica]?.first {
            let isStep = (try? PBFTEnvelope(decoding: bytes))?.message.isStep ?? false
            if isStep, hasStepped { return }
            hasStepped = hasStepped || isStep
            system.send(bytes, from: replica)
            system.held[replica]?.removeFirst()
        }
        system.held[replica] = nil
    }
}

extension PBFTMessage {
    /// Existence of a step of the spec that sends the message.
    fileprivate var isStep: Bool {
        switch self {
        case .prePrepare, .prepare, .commit: true
        case .newView(let body): !body.prePrepares.isEmpty
        case .request, .checkpoint, .viewChange, .reply: false
        }
    }
}
