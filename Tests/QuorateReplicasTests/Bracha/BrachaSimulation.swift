import QuorateReplicas
import SeededRandom

/// One broadcast among real replicas, over a network that reorders, delays and repeats messages and cuts replicas
/// off for a while, against Byzantine replicas that say what they like and others that crash.
struct BrachaSimulation {
    /// What must not happen.
    enum Violation: Hashable {
        /// Two correct replicas deliver different values.
        case agreement
        /// A correct replica delivers what the sender, a correct one, has not broadcast.
        case validity
        /// A correct replica delivers twice.
        case integrity
        /// Everything has arrived, and a replica that had to deliver has not.
        case totality
    }

    private struct Envelope {
        let bytes: [UInt8]
        let from: Int
        let to: Int
    }

    let count: Int
    let values: [[UInt8]] = [[0], [1], [2]]
    private(set) var violations: Set<Violation> = []
    /// Who has delivered what.
    private(set) var delivered: [Int: [UInt8]] = [:]
    private var random: SplitMix
    /// Whether the Byzantine replicas say all that they have to say at the start, and one thing to each.
    private let isPlanned: Bool
    private var replicas: [Int: BrachaReplica] = [:]
    private let faulty: [Int]
    /// A faulty replica that does what it should until it crashes.
    private let crashing: Int?
    private var network: [Envelope] = []
    /// Replicas that hear and say nothing for now.
    private var cutOff: Set<Int> = []

    init(
        seed: UInt64, count: Int, faults: Int,
        unsafely change: (inout BrachaConfiguration.Rules) -> Void = { _ in }
    ) throws {
        var random = SplitMix(seed: seed)
        self.count = count
        isPlanned = random.number(0..<2) == 0
        let order = Array(0..<count).shuffled(using: &random)
        // Now and then fewer are Byzantine than may be; all may be silent.
        let faultCount = random.number(0..<4) == 0 ? random.number(0..<faults + 1) : faults
        // The sender is Byzantine in half of the broadcasts.
        let others = order.filter { $0 != 0 }
        faulty = Array((random.number(0..<2) == 0 ? [0] + others : others + [0]).prefix(faultCount))
        crashing = random.number(0..<3) == 0 ? faulty.randomElement(using: &random) : nil
        for replica in order where !faulty.contains(replica) || replica == crashing {
            replicas[replica] = BrachaReplica(
                try BrachaConfiguration(
                    replica: replica, replicaCount: count, faultCount: faults, sender: 0, unsafely: change))
        }
        self.random = random
    }

    var isSenderCorrect: Bool { !faulty.contains(0) }
    private var running: [Int] { replicas.keys.sorted() }

    /// Runs the broadcast to its end, and then until nothing happens any more.
    mutating func run() {
        replicas[0]?.receive(.broadcast(values[0]))
        if isPlanned { lieAtOnce() }
        for _ in 0..<random.number(10..<30 * count) { step() }
        cutOff = []
        crash()
        repeat { while deliver() {} } while stepAll()
        checkTotality()
    }

    private mutating func step() {
        switch random.number(0..<20) {
        case 0..<9: _ = deliver()
        case 9..<15: stepOne(random.pick(running))
        case 15..<19: if !isPlanned { lie() }
        case 19 where random.number(0..<8) == 0: crash()
        default: cutOff = random.number(0..<2) == 0 ? [] : [random.pick(running)]
        }
    }
}

// The network.
extension BrachaSimulation {
    /// Delivers any message, perhaps not for the last time; returns whether one could be.
    private mutating func deliver() -> Bool {
        guard !network.isEmpty else { return false }
        let index = random.number(0..<network.count)
        let envelope = network[index]
        // The last messages are delivered once more for good.
        let isKept = cutOff.contains(envelope.to) || network.count < 20 * count && random.number(0..<8) == 0
        if !isKept { network.remove(at: index) }
        if cutOff.contains(envelope.to) { return true }
        replicas[envelope.to]?.receive(.message(envelope.bytes, from: envelope.from))
        return true
    }

    private mutating func send(_ bytes: [UInt8], from: Int, to replicas: [Int]) {
        network += replicas.filter { $0 != from }.map { Envelope(bytes: bytes, from: from, to: $0) }
    }
}

// The replicas.
extension BrachaSimulation {
    /// Lets every replica do all it can; returns whether any did something.
    private mutating func stepAll() -> Bool {
        var isBusy = false
        for replica in running { while stepOne(replica) { isBusy = true } }
        return isBusy
    }

    @discardableResult
    private mutating func stepOne(_ replica: Int) -> Bool {
        guard !cutOff.contains(replica), let output = replicas[replica]?.nextOutput() else { return false }
        switch output {
        case .broadcast(let bytes): send(bytes, from: replica, to: running)
        case .event(.delivered(let value)): check(value, deliveredBy: replica)
        default: break
        }
        return true
    }

    /// The replica that crashes does; some of what it has said last is lost.
    private mutating func crash() {
        guard let crashing, replicas.removeValue(forKey: crashing) != nil else { return }
        network = network.filter { envelope in envelope.from != crashing || random.number(0..<2) == 0 }
    }

    private var liars: [Int] { faulty.filter { $0 != crashing } }

    /// Each Byzantine replica says to each other one what it will ever say to it, of each kind a value or nothing.
    private mutating func lieAtOnce() {
        for liar in liars {
            for listener in running {
                for kind in BrachaMessage.Kind.allCases where random.number(0..<3) > 0 {
                    let value = values[random.number(0..<2)]
                    send(BrachaMessage(kind, value).encoded, from: liar, to: [listener])
                }
            }
        }
    }

    /// A Byzantine replica says anything to one or to several, or claims to be somebody who does not exist.
    private mutating func lie() {
        guard let liar = liars.randomElement(using: &random) else { return }
        let kind = random.pick([BrachaMessage.Kind.echo, .ready, .echo, .ready, .initial])
        var bytes = BrachaMessage(kind, random.pick(values.prefix(random.number(1..<4)))).encoded
        if random.number(0..<30) == 0 { bytes[random.number(0..<bytes.count)] ^= 255 }
        let names = [liar, liar, liar, liar, liar, -1, count, count + 1]
        let listeners = running.shuffled(using: &random).prefix(random.pick([1, 1, 2, count]))
        send(bytes, from: random.pick(names), to: Array(listeners))
    }
}

// What must hold.
extension BrachaSimulation {
    private mutating func check(_ value: [UInt8], deliveredBy replica: Int) {
        if faulty.contains(replica) { return }
        if delivered[replica] != nil { violations.insert(.integrity) }
        if delivered.values.contains(where: { $0 != value }) { violations.insert(.agreement) }
        if isSenderCorrect, value != values[0] { violations.insert(.validity) }
        delivered[replica] = value
    }

    private mutating func checkTotality() {
        let mustDeliver = isSenderCorrect || !delivered.isEmpty
        if mustDeliver, delivered.count < replicas.count { violations.insert(.totality) }
    }
}
