import QuorateQuorums
import QuorateReplay

/// A driver of which one byte of what it observes is another one.
struct AlteredDriver<Base: Driver>: Driver {
    typealias Subject = Base.Subject
    typealias System = Base.System
    typealias Input = Base.Input

    /// What becomes of the byte.
    enum Alteration: Sendable {
        /// A bit of it is flipped.
        case flip(byte: Int, bit: Int)
        /// It never changes.
        case freeze(byte: Int, at: UInt8)
    }

    static var notCompared: [String] { Base.notCompared }
    static var messagesNotCompared: [String] { Base.messagesNotCompared }

    let base: Base
    var alteration: Alteration?
    /// Whether what the durable logs show is altered, and not what the replicas show.
    var isDurable = false

    init(_ base: Base, _ alteration: Alteration? = nil, isDurable: Bool = false) {
        self.base = base
        self.alteration = alteration
        self.isDurable = isDurable
    }

    init?(_ spec: Subject, code: CodeUnderTest<Subject.Mutant>) {
        guard let base = Base(spec, code: code) else { return nil }
        self.init(base)
    }

    func system(startingIn state: Subject.State) throws -> System { try base.system(startingIn: state) }

    func stimulus(for action: Subject.Action, in system: System) -> Stimulus<Input> {
        base.stimulus(for: action, in: system)
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) throws {
        try base.feed(input, to: replica, of: &system)
    }

    func observe(_ system: System, in state: inout Subject.State) {
        base.observe(system, in: &state)
        if !isDurable { alter(&state) }
    }

    func observeDurable(_ system: System, in state: inout Subject.State) {
        base.observeDurable(system, in: &state)
        if isDurable { alter(&state) }
    }

    private func alter(_ state: inout Subject.State) { alteration?.apply(to: &state) }

    func isCompared(_ message: Outbox.Message) -> Bool { base.isCompared(message) }

    func isBroken(_ property: String, by system: System) -> Bool? { base.isBroken(property, by: system) }
}

extension AlteredDriver.Alteration {
    func apply<State: BitwiseCopyable>(to state: inout State) {
        withUnsafeMutableBytes(of: &state) { bytes in
            switch self {
            case .flip(let byte, let bit): bytes[byte] ^= 1 << UInt8(bit)
            case .freeze(let byte, let value): bytes[byte] = value
            }
        }
    }
}
